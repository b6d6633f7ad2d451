"""Settings that were changed, by whatever way: our own panel, REST, Plone's editor, a script."""

from __future__ import annotations

from ..model.audit import Contact
from ..model.audit import NOBODY
from ..services.configure_site import setting_changed
from ..services.ports import ports_for
from ..settings import PREFIX
from .people import contact_of
from .people import current_actor
from .sites import acting_site
from plone.registry.interfaces import IRecordModifiedEvent
from typing import Any


def changed(event: IRecordModifiedEvent) -> None:
    """Leave the row of evidence, in the transaction that stores the new value.

    While nothing can be recorded this raises, and nothing is stored. Our own
    faces ask before, and say so in a sentence.
    """
    prefix, _dot, name = event.record.__name__.rpartition(".")
    site = acting_site() if prefix == PREFIX else None
    if site is None:
        return
    ports = ports_for(site)
    if ports is not None:
        where = _contact(site)
        setting_changed(ports, name, event.oldValue, event.newValue, current_actor(), where)


def _contact(site: Any) -> Contact:
    # A script has no request; Zope acquires a text for one.
    request = getattr(site, "REQUEST", None)
    return contact_of(request) if hasattr(request, "getClientAddr") else NOBODY
