"""Finds the store of a site: annotations of the portal, never of the content.

A version revert would un-revoke shares kept on the document, a copy would
duplicate them, a check-in would overwrite them.
"""

from __future__ import annotations

from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from .store import ShareStore
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "collective.externalshare"


def find_store(site: Any) -> ShareStore | None:
    """The store of a site, or None where the add-on was never installed."""
    # As `IAnnotations` has it; to adapt the site takes ten times as long as to look.
    kept = getattr(site, "__annotations__", None)
    return None if kept is None else kept.get(KEY)


def make_store(site: Any) -> ShareStore:
    """The store of a site, made on first installation and found again on the next."""
    annotations = IAnnotations(site)
    store = annotations.get(KEY)
    if store is None:
        store = annotations[KEY] = ShareStore()
        store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    return store
