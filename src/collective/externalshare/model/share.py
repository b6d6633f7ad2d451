"""One recipient's right to one document, and what became of it."""

from __future__ import annotations

from .gate import DocumentGate
from .terms import Access
from .terms import Terms
from enum import StrEnum
from persistent import Persistent


class Status(StrEnum):
    """Computed at `now`, never stored; the first that holds wins."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    PENDING = "pending"
    EXHAUSTED = "exhausted"
    SUSPENDED = "suspended"
    ACTIVE = "active"


ENDED = frozenset({Status.REVOKED, Status.EXPIRED})


class Usage(Persistent):
    """Grants counted in one object without conflict resolution, so that a limit is exact.

    `opened` counts every grant, `downloads` those that offered the file.
    """

    opened = 0
    downloads = 0
    first: int | None = None
    last: int | None = None

    def count(self, access: str, now: int) -> None:
        """Count one grant at `now` (microseconds)."""
        self.opened += 1
        if access == Access.DOWNLOAD.value:
            self.downloads += 1
        self.first = now if self.first is None else self.first
        self.last = now


class Revocation(Persistent):
    """Who ended a share, when and why; final."""

    def __init__(self, moment: int, actor: str, reason: str) -> None:
        self.moment = moment
        self.actor = actor
        self.reason = reason


class Share(Persistent):
    """The right itself; every use of it is decided live by `services.authorize`."""

    revocation: Revocation | None = None
    announced: str = Status.ACTIVE.value

    def __init__(
        self,
        share_id: str,
        invitation_id: str,
        distribution_id: str,
        recipient_id: str,
        sender_id: str,
        organisation: str,
        gate: DocumentGate,
        terms: Terms,
        created: int,
    ) -> None:
        self.id = share_id
        self.invitation_id = invitation_id
        self.distribution_id = distribution_id
        self.recipient_id = recipient_id
        self.sender_id = sender_id
        self.organisation = organisation
        self.gate = gate
        self.terms = terms
        self.created = created
        self.usage = Usage()

    @property
    def document_uid(self) -> str:
        """UID of the shared document, also after its deletion."""
        return self.gate.uid

    def status(self, now: int, refusal: str | None) -> Status:
        """The status at `now`, given why the document cannot be shared (None: it can)."""
        if self.revocation is not None:
            return Status.REVOKED
        if now >= self.terms.expires:
            return Status.EXPIRED
        return Status.SUSPENDED if refusal else Status.ACTIVE

    def revoke(self, now: int, actor: str, reason: str) -> bool:
        """End the share; False when it had been revoked before."""
        if self.revocation is not None:
            return False
        self.revocation = Revocation(now, actor, reason)
        return True
