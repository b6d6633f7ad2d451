"""Senders whose account is gone, noted for the list of what needs somebody's eye."""

from __future__ import annotations

from ..services.batches import some_of
from ..services.ports import Ports
from ..services.ports import ports_for
from ..services.record import unrecordable
from ..services.senders import note_look
from ..services.senders import note_sender
from .accounts import look_for
from .sites import acting_site
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from typing import Any


SENDERS_AT_ONCE = 50


def look_at_senders(site: Any, ports: Ports) -> int:
    """Look at some senders, and note who came or went; how many those were.

    Where a directory cannot be asked, nothing is noted of the sender.
    """
    if unrecordable(ports):
        return 0
    changed = 0
    for one in some_of(ports.store.by_sender.sets, SENDERS_AT_ONCE):
        user, answered = look_for(site, one)
        changed += answered and note_look(ports, one, found=user is not None)
    return changed


def deleted(event: IPrincipalDeletedEvent) -> None:
    """An account was deleted in Plone: whoever sent something has left at this moment."""
    site = acting_site()
    ports = None if site is None else ports_for(site)
    user_id = event.principal
    if ports is None or user_id not in ports.store.by_sender.sets or unrecordable(ports):
        return
    # Somebody of this id may be known to another directory, or around the site.
    user, answered = look_for(site, user_id)
    if answered and user is None:
        note_sender(ports, user_id, gone=True)
