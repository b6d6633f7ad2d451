"""Which shares need somebody's eye, kept by the sweep beside the journal's counts.

Nothing here is evidence: all of it can be made again from chains and shares.
"""

from __future__ import annotations

from .index import OneWriterPostings
from .index import Postings
from .trees import Tally
from BTrees.IIBTree import IIBTree
from BTrees.OIBTree import OIBTree
from BTrees.OLBTree import OLBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from persistent import Persistent
from typing import Any

import transaction


AT_ONCE = 1_000


class Marks(Persistent):
    """One writer at a time, the sweep.

    `views`: name of a view -> order keys of shares. `ends`: share id -> the day
    of its end, while it lasts; `ending`: day -> how many end then. `seen`: share
    id -> SHA-256 of the PDF that its reader saw last. `refusals`: hour -> how
    many were refused in it. `gone`: senders whose account is gone. `owing`: UID of a
    document -> order keys of shares that are to be acknowledged and were not; `owed`: how
    many these are, those of the site under the empty text. Both are None on a store of
    before, until the next sweep. `missing`: user id -> when the account of a sender who is
    not gone yet was not found for the first time (microseconds); None before that happened.
    """

    missing: Any = None
    owing: Any = None
    owed: Any = None

    def __init__(self) -> None:
        self.begin_owing()
        self.views = Postings()
        self.ends: Any = OIBTree()
        self.ending: Any = IIBTree()
        self.seen: Any = OOBTree()
        self.refusals: Any = IIBTree()
        self.gone: Any = OOTreeSet()

    def miss(self, user_id: str, now: int) -> int:
        """Note that an account was not found; since when it has not been (microseconds)."""
        if self.missing is None:
            self.missing = OLBTree()
        self.missing.setdefault(user_id, now)
        since: int = self.missing[user_id]
        return since

    def miss_no_more(self, user_id: str) -> None:
        """Forget since when an account was not found; was it not missed, nothing is written."""
        if self.missing is not None and user_id in self.missing:
            del self.missing[user_id]

    def mark(self, view: str, key: str, yes: bool) -> None:
        """Put a share into a view, or take it out."""
        if yes:
            self.views.add(view, key)
        else:
            self.views.discard(view, key)

    def move_end(self, share_id: str, day: int | None) -> None:
        """Count a share on another day; None: it has ended. On the same day nothing is written."""
        old = self.ends.get(share_id)
        if old == day:
            return
        if old is not None:
            self.ending[old] -= 1
            del self.ends[share_id]
        if day is not None:
            self.ends[share_id] = day
            self.ending[day] = self.ending.get(day, 0) + 1

    def begin_owing(self, found: Iterable[tuple[str, str]] = ()) -> None:
        """Make what knows of acknowledgements by document; `found`: UIDs and keys that there are.

        However many there are, no more than some of them are held in memory at once.
        """
        self.owing = OneWriterPostings()
        self.owed = Tally()
        for number, (uid, key) in enumerate(found, 1):
            self.move_owing(uid, key, True)
            if number % AT_ONCE == 0:
                transaction.savepoint(optimistic=True)

    def owes(self, uid: str, key: str) -> bool:
        """Whether a share is counted among those of a document that were not acknowledged."""
        return self.owing is not None and key in self.owing.sets.get(uid, ())

    def move_owing(self, uid: str, key: str, yes: bool) -> None:
        """Count a share among them, or no longer; where nothing changed nothing is written."""
        if self.owing is None or self.owes(uid, key) == yes:
            return
        (self.owing.add if yes else self.owing.discard)(uid, key)
        for value in ("", uid):
            self.owed[value] = self.owed.get(value, 0) + (1 if yes else -1)

    def count_refusal(self, hour: int) -> None:
        """One more in this hour (hours since the epoch)."""
        self.refusals[hour] = self.refusals.get(hour, 0) + 1

    def ending_between(self, first: int, last: int) -> int:
        """How many shares end on these days, both included."""
        return sum(self.ending.values(first, last))

    def refused_since(self, hour: int) -> int:
        """How many were refused in this hour and later."""
        return sum(self.refusals.values(hour))
