"""From evidence to people: who needs somebody's eye, and who is called what, has its index."""

from __future__ import annotations

from ..interfaces import IShareStore
from ..services.marking import Marking
from ..services.ports import ports_for
from typing import Any
from zope.component.hooks import getSite


def mark_shares(setup_tool: Any) -> None:
    """Mark what was shared before; from now on the sweep does it."""
    ports = ports_for(getSite())
    if ports is not None:
        Marking(ports).everything()


def list_people(setup_tool: Any) -> None:
    """Make the index of the recipients' words."""
    store = IShareStore(getSite(), None)
    if store is not None:
        store.begin_people()
