"""One recipient's right to one document, and what became of it."""

from __future__ import annotations

from .acknowledgement import Acknowledgeable
from .distribution import Distribution
from .gate import DocumentGate
from .hold import Hold as Hold
from .invitation import Invitation
from .pages import last_page
from .policy import Objection
from .recipient import Recipient
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

    `opened` counts every grant, `downloads` those that offered the file. Of what
    was last given out `revision` is the label and `sha256` the PDF, both empty on
    those of before they were kept, and `pages` the range.
    """

    opened = 0
    downloads = 0
    # Those before readers were given more by other terms: a limit counts anew from there.
    before = 0
    first: int | None = None
    last: int | None = None
    revision = ""
    sha256 = ""
    pages = ""

    def count(
        self, access: str, now: int, revision: str = "", sha256: str = "", pages: str = ""
    ) -> None:
        """Count one grant of a revision at `now` (microseconds)."""
        self.opened += 1
        if access == Access.DOWNLOAD.value:
            self.downloads += 1
        self.first = now if self.first is None else self.first
        self.last = now
        self.revision = revision
        self.sha256 = sha256
        self.pages = pages

    def left(self, limit: int) -> int:
        """How many downloads of a limit are left."""
        return max(0, limit - (self.downloads - self.before))

    def begin_anew(self) -> None:
        """Let a limit count from here."""
        self.before = self.downloads


class Revocation(Persistent):
    """Who ended a share, when and why; final."""

    def __init__(self, moment: int, actor: str, reason: str) -> None:
        self.moment = moment
        self.actor = actor
        self.reason = reason


Records = tuple[Invitation, Distribution, Recipient]


class Share(Acknowledgeable, Persistent):
    """The right itself; every use of it is decided live by `services.authorize`.

    `records` are the objects of three of its ids, held so that a list of shares does
    not look each of them up in a tree of millions; `None` on shares of before
    profile 1004, until the upgrade. What its reader was told: `reminded`, of the end
    (the end it was then, days before); `pressed`, in the same way of the day until
    which to acknowledge; `nudged`, that it was not opened; `told`, the PDF (SHA-256)
    they know of.
    """

    reminded: tuple[int, int] = (0, 0)
    pressed: tuple[int, int] = (0, 0)
    nudged = False
    told = ""
    # Whether the sender was told of an opening.
    noticed = False
    revocation: Revocation | None = None
    hold: Hold | None = None
    records: Records | None = None
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

    def again(self, share_id: str, invitation: Invitation, now: int) -> Share:
        """The same right for the reader of another invitation; what is left of a limit stays."""
        made = Share(
            share_id,
            invitation.id,
            invitation.distribution_id,
            invitation.recipient_id,
            self.sender_id,
            self.organisation,
            self.gate,
            self.terms,
            now,
        )
        made.told, made.pin = self.told, self.pin
        if made.pin is not None:
            made.pin.need(now)
        made.usage.before = self.usage.before - self.usage.downloads
        return made

    @property
    def document_uid(self) -> str:
        """UID of the shared document, also after its deletion."""
        return self.gate.uid

    @property
    def refusal(self) -> str | None:
        """Why lists take the share for suspended; whoever uses it reads the document live."""
        gone = self.sender_id in self.gate.strangers
        return self.stopped(self.gate.refusal) or (Objection.SENDER_GONE.value if gone else None)

    @property
    def unread(self) -> bool:
        """Whether the reader has not opened what is given out now, as far as lists know."""
        usage, current = self.usage, self.given
        if not usage.opened:
            return True
        return bool(usage.sha256 and current and usage.sha256 != current)

    @property
    def end(self) -> int:
        """When the share ends, or ended (microseconds)."""
        revoked = self.terms.expires if self.revocation is None else self.revocation.moment
        return min(revoked, self.terms.expires)

    def status(self, now: int, refusal: str | None) -> Status:
        """The status at `now`, given why the document cannot be shared (None: it can)."""
        refusal = self.stopped(refusal)
        if self.revocation is not None:
            return Status.REVOKED
        if now >= self.terms.expires:
            return Status.EXPIRED
        if self.held or now < self.terms.starts:
            return Status.PENDING
        if self.spent:
            return Status.EXHAUSTED
        return Status.SUSPENDED if refusal else Status.ACTIVE

    def readable(self, now: int, refusal: str | None) -> bool:
        """Whether the document may be looked at: spent downloads take nothing else away."""
        refusal = self.stopped(refusal)
        status = self.status(now, refusal)
        return status is Status.ACTIVE or (status is Status.EXHAUSTED and not refusal)

    def lacks_pages(self, count: int) -> bool:
        """Whether pages that were shared are not there any more.

        :param count: how many the document has now; 0 where that is not known, which is
            decided when a copy is to be made.
        """
        count = count if self.pin is None else self.pin.pages
        return 0 < count < last_page(self.terms.pages)

    @property
    def held(self) -> bool:
        """Whether somebody has to agree before the share begins."""
        return self.hold is not None and self.hold.waiting

    @property
    def left(self) -> int | None:
        """How many downloads the reader has left; None: as many as they like, or none at all."""
        limited = self.terms.limit and self.terms.access == Access.DOWNLOAD
        return self.usage.left(self.terms.limit) if limited else None

    @property
    def spent(self) -> bool:
        """Whether a limit of downloads is reached."""
        return self.left == 0

    def revoke(self, now: int, actor: str, reason: str) -> bool:
        """End the share; False when it had been revoked before."""
        if self.revocation is not None:
            return False
        self.revocation = Revocation(now, actor, reason)
        return True
