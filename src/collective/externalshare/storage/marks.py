"""Which shares need somebody's eye, kept by the sweep beside the journal's counts.

Nothing here is evidence: all of it can be made again from chains and shares.
"""

from __future__ import annotations

from .index import Postings
from BTrees.IIBTree import IIBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from persistent import Persistent
from typing import Any


class Marks(Persistent):
    """One writer at a time, the sweep.

    `views`: name of a view -> order keys of shares. `ends`: share id -> the day
    of its end, while it lasts; `ending`: day -> how many end then. `seen`: share
    id -> SHA-256 of the PDF that its reader saw last. `refusals`: hour -> how
    many were refused in it. `gone`: senders whose account is gone.
    """

    def __init__(self) -> None:
        self.views = Postings()
        self.ends: Any = OIBTree()
        self.ending: Any = IIBTree()
        self.seen: Any = OOBTree()
        self.refusals: Any = IIBTree()
        self.gone: Any = OOTreeSet()

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

    def count_refusal(self, hour: int) -> None:
        """One more in this hour (hours since the epoch)."""
        self.refusals[hour] = self.refusals.get(hour, 0) + 1

    def ending_between(self, first: int, last: int) -> int:
        """How many shares end on these days, both included."""
        return sum(self.ending.values(first, last))

    def refused_since(self, hour: int) -> int:
        """How many were refused in this hour and later."""
        return sum(self.refusals.values(hour))
