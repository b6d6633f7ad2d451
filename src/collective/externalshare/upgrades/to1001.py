"""From the first profile to templates: nothing is lost but tickets of ten minutes."""

from __future__ import annotations

from ..interfaces import IShareStore
from typing import Any
from zope.component.hooks import getSite


def end_tickets(setup_tool: Any) -> None:
    """Tickets of copies that were made in the old way; asking again makes a new one."""
    store = IShareStore(getSite(), None)
    if store is None:
        return
    for grant in [grant for grant in store.grants.values() if grant.template is None]:
        store.tickets.pop(grant.ticket_digest, None)
        store.grants.pop(grant.id, None)
