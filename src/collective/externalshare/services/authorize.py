"""The one decision, whether something may be used now.

Every route and every list of a single share comes through here. Nothing is
taken from a catalog, a gate or a session: the document is read live.
"""

from __future__ import annotations

from ..model.revision import SourceRefusal
from ..model.secrets import digest
from ..model.session import AccessSession
from ..model.share import Share
from ..model.share import Status
from ..model.terms import Access
from .ports import Ports
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Standing:
    """A share as it stands: its status, why it is suspended, its live document or None."""

    share: Share
    status: Status
    reason: str
    document: Any

    @property
    def active(self) -> bool:
        """Whether the share may be used."""
        return self.status is Status.ACTIVE


def standing(ports: Ports, share: Share) -> Standing:
    """Read a share and its document live."""
    document = ports.documents.get(share.document_uid, share.gate.path)
    refusal = SourceRefusal.DELETED if document is None else document.refusal()
    status = share.status(ports.now, refusal and str(refusal))
    reason = str(refusal) if status is Status.SUSPENDED else ""
    return Standing(share, status, reason, document)


def living_session(ports: Ports, cookie: str) -> AccessSession | None:
    """The session of a cookie, or None when there is none, idle too long or too old."""
    found: AccessSession | None = ports.store.sessions.get(digest(cookie)) if cookie else None
    bounds = ports.settings
    if found and found.lives(ports.now, bounds.session_idle_minutes, bounds.session_hours):
        return found
    return None


def authorize(ports: Ports, session: AccessSession, share_id: str, access: str) -> Standing | None:
    """The standing of a share that this session's reader may use in this way, or None.

    None has many causes and looks the same for all of them: unknown, somebody
    else's, ended, suspended, or view only where the file is asked for.
    """
    share: Share | None = ports.store.shares.get(share_id)
    if share is None or share.recipient_id != session.recipient_id:
        return None
    if access == Access.DOWNLOAD and share.terms.access != Access.DOWNLOAD:
        return None
    found = standing(ports, share)
    return found if found.active else None
