"""From terms and people to a million shares and rows: no page loads more the more there are."""

from __future__ import annotations

from ..interfaces import IShareStore
from typing import Any
from zope.component.hooks import getSite


def order_shares(setup_tool: Any) -> None:
    """Hold the shares in the order of their making, and their records with them."""
    store = IShareStore(getSite(), None)
    if store is not None:
        store.order_shares()


def narrow_journal(setup_tool: Any) -> None:
    """Keep the order of the rows in smaller pieces."""
    store = IShareStore(getSite(), None)
    if store is not None and store.journal is not None:
        store.journal.narrow()
