"""A mail that has to leave: committed with its cause, rendered when sent."""

from __future__ import annotations

from .enclosure import Enclosure
from .times import HOUR
from .times import MINUTE
from .times import SECOND
from enum import StrEnum
from persistent import Persistent


LEASE = 90 * SECOND
BACK_OFF = (10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE)
GIVE_UP = 48 * HOUR


class MailKind(StrEnum):
    """What is sent; a decoy looks like a code to whoever watches the database's clock."""

    INVITATION = "invitation"
    CODE = "code"
    DECOY = "decoy"
    TEST = "test"
    SEALS = "seals"
    EXTENDED = "extended"
    REVOKED = "revoked"
    GOODBYE = "goodbye"
    EXPIRING = "expiring"
    UNREAD = "unread"
    RENEWED = "renewed"
    UNACKNOWLEDGED = "unacknowledged"
    RECEIPT = "receipt"
    ACKNOWLEDGED = "acknowledged"
    OPENED = "opened"
    DIGEST = "digest"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_GIVEN = "approval_given"
    APPROVAL_REFUSED = "approval_refused"


REMINDERS = frozenset({MailKind.EXPIRING, MailKind.UNREAD, MailKind.UNACKNOWLEDGED})
"""What readers can do without; of these they can have no more."""
NOTICES = REMINDERS | {
    MailKind.EXTENDED,
    MailKind.REVOKED,
    MailKind.GOODBYE,
    MailKind.RENEWED,
    MailKind.RECEIPT,
}
"""What readers are told beside the invitation and the code."""


APPROVALS = frozenset({MailKind.APPROVAL_ASKED, MailKind.APPROVAL_GIVEN, MailKind.APPROVAL_REFUSED})
"""What those who approve are told, and senders of what was decided."""
TO_SENDERS = APPROVALS | {MailKind.OPENED, MailKind.DIGEST, MailKind.ACKNOWLEDGED}
"""What goes to people of the site itself."""


class OutboxState(StrEnum):
    """A row's way: queued, leased, sent; or retried and at last dead, or skipped."""

    QUEUED = "queued"
    LEASED = "leased"
    RETRY = "retry"
    SENT = "sent"
    SKIPPED = "skipped"
    DEAD = "dead"


class OutboxRow(Persistent):
    """One message to one address. Holds neither the body nor a code nor a link."""

    state: str = OutboxState.QUEUED.value
    attempts = 0
    lease_until = 0
    reply = ""
    # The shares that a notice is about; they are all of one invitation, its subject.
    share_ids: tuple[str, ...] = ()
    # Of an invitation: whether its sender sent it before.
    resent = False
    # Of an invitation with attachments: its `Enclosure`s, and of the shares whose copy
    # does not go with it (id, why).
    enclosures: tuple[Enclosure, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    # Of a summary: keys of the rows that tell of openings, the newest first; of a receipt,
    # and of what a sender is told of them, those of the acknowledgements, the oldest first.
    openings: tuple[str, ...] = ()
    put_off = 0

    def __init__(
        self,
        row_id: str,
        kind: str,
        subject_id: str,
        now: int,
        give_up: int,
        address: str = "",
        language: str = "",
    ) -> None:
        self.id = row_id
        self.kind = kind
        self.subject_id = subject_id
        self.address = address
        self.language = language
        self.created = now
        self.due = now
        self.give_up = give_up

    @property
    def begins(self) -> int:
        """When the row may leave at first."""
        return max(self.created, self.put_off)

    def wait_until(self, moment: int) -> None:
        """Leave then, or at once when that has passed; the time to be tried begins with it."""
        self.put_off = moment
        self.due = self.begins
        self.give_up = self.begins + GIVE_UP

    @property
    def left(self) -> bool:
        """Whether nothing is to be done any more: sent, or pointless."""
        return self.state in (OutboxState.SENT.value, OutboxState.SKIPPED.value)

    @property
    def waits(self) -> bool:
        """Whether a sender has to see to the row, now or later; it does not when dead."""
        return not self.left and self.state != OutboxState.DEAD.value

    @property
    def is_test(self) -> bool:
        """Whether an administrator asked for it, to see a mail arrive."""
        return self.kind == MailKind.TEST.value

    @property
    def seals(self) -> tuple[int, int]:
        """Of a mail with seals: the numbers of the first and the last."""
        first, last = map(int, self.subject_id.split("-"))
        return first, last

    def ready(self, now: int) -> bool:
        """Whether a sender may take the row: due, and not in somebody's lease."""
        return self.waits and self.due <= now and self.lease_until <= now

    def lease(self, now: int) -> None:
        """Take the row for 90 seconds; two senders that try conflict in the commit."""
        self.state = OutboxState.LEASED.value
        self.lease_until = now + LEASE
        self.attempts += 1

    def finish(self, state: OutboxState, reply: str) -> None:
        """Record the end of the row's way."""
        self.state = state.value
        self.reply = reply[:200]
        self.lease_until = 0

    def retry(self, now: int, reply: str) -> bool:
        """Wait for the next try; False, and dead, when its time is over."""
        wait = BACK_OFF[self.attempts - 1] if self.attempts <= len(BACK_OFF) else HOUR
        if now + wait >= self.give_up:
            self.finish(OutboxState.DEAD, reply)
            return False
        self.finish(OutboxState.RETRY, reply)
        self.due = now + wait
        return True

    def again(self, now: int, give_up: int) -> None:
        """Queue a dead row once more, by a person's decision."""
        self.state = OutboxState.QUEUED.value
        self.attempts = 0
        self.due = now
        self.give_up = give_up
