"""Saved views: shares that need somebody's eye, each kind with an index of its own.

The sweep keeps the indexes, so a share appears in one, and leaves its index, a
little later than it is so; what does not belong there any more is not shown.
"""

from __future__ import annotations

from ..model.invitation import Invitation
from ..model.invitation import MailState
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from .ports import Ports
from collections.abc import Iterator
from enum import StrEnum


EXPIRING_DAYS = 7
EVERY = ""


class View(StrEnum):
    """The closed list."""

    EXPIRING = "expiring"
    UNOPENED = "unopened"
    SUSPENDED = "suspended"
    UNDELIVERED = "undelivered"
    SUPERSEDED = "superseded"
    UNACKNOWLEDGED = "unacknowledged"
    SENDER_GONE = "sender_gone"


# Those that `storage.marks` keeps; the others have indexes for other ends.
MARKED = (View.SUSPENDED, View.UNDELIVERED, View.SUPERSEDED, View.UNACKNOWLEDGED)


class Views:
    """Reads indexes and gates; never writes."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.marks = None if ports.store.journal is None else ports.store.journal.marks

    def keys(self, view: str, cursor: str) -> Iterator[str]:
        """Keys of shares that may belong there, each as long as a cursor.

        Newest first, but those that expire: these come by the day of their end.
        """
        journal = self.ports.store.journal
        if view == View.EXPIRING:
            return self.ports.store.ending_keys(*self._days, cursor)
        if journal is None:
            return iter(())
        if view == View.UNOPENED:
            found: Iterator[str] = journal.unopened.keys(EVERY, cursor)
            return found
        if self.marks is None:
            return iter(())
        if view == View.SENDER_GONE:
            return self.ports.store.by_sender.merged(list(self.marks.gone), cursor)
        kept: Iterator[str] = self.marks.views.keys(view, cursor)
        return kept

    def holds(self, view: str, share: Share, invitation: Invitation) -> bool:
        """Whether a share belongs there now, by its document's gate."""
        status = share.status(self.ports.now, share.refusal)
        if status in ENDED:
            return False
        if view == View.EXPIRING:
            return self.ends_soon(share)
        if view == View.UNOPENED:
            return not share.usage.opened
        if view == View.SUSPENDED:
            return status is Status.SUSPENDED
        if view == View.UNDELIVERED:
            return invitation.delivery.state == MailState.FAILED
        if view == View.UNACKNOWLEDGED:
            return share.owes
        if view == View.SENDER_GONE:
            return self.marks is not None and share.sender_id in self.marks.gone
        return self._superseded(share)

    def ending(self) -> int:
        """How many shares end within seven days."""
        return 0 if self.marks is None else self.marks.ending_between(*self._days)

    def ends_soon(self, share: Share) -> bool:
        """Whether a share lasts, and ends within seven days."""
        if share.status(self.ports.now, share.refusal) in ENDED:
            return False
        return share.terms.expires // DAY <= self._days[1]

    def counted_as_ending(self, share_id: str) -> bool:
        """Whether a share is among those of `ending`."""
        day = None if self.marks is None else self.marks.ends.get(share_id)
        return day is not None and self._days[0] <= day <= self._days[1]

    @property
    def _days(self) -> tuple[int, int]:
        today = self.ports.now // DAY
        return today, today + EXPIRING_DAYS

    def _superseded(self, share: Share) -> bool:
        if share.superseded:
            return True
        seen = None if self.marks is None else self.marks.seen.get(share.id)
        return bool(seen and share.gate.current) and seen != share.gate.current
