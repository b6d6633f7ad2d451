"""Tells Plone what happened to a share."""

from __future__ import annotations

from ..events import KINDS
from ..interfaces import IAnnouncer
from typing import Any
from zope.event import notify
from zope.interface import implementer


@implementer(IAnnouncer)
class Announcer:
    """Fires object events; `object` is the document, or the site when it is gone."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def announce(self, kind: str, share_id: str, document: Any, reason: str = "") -> None:
        """Fire the event of this kind."""
        obj = self.site if document is None else document.obj
        notify(KINDS[kind](obj, share_id, reason))
