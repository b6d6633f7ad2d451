"""Days until which to acknowledge, in the store."""

from __future__ import annotations

from ..model.share import Share
from ..model.times import DAY
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from typing import Any


class Deadlines:
    """The part of the store that finds shares by the day until which to acknowledge.

    Which day a share has now, it says itself: it may still stand under an earlier one.
    """

    shares: Any
    # None on a store made before acknowledgements were asked for, until one is.
    deadline_days: Any = None

    def post_deadline(self, share: Share) -> None:
        """Let a share be found by its day, where it has one."""
        if share.acknowledge_by is None:
            return
        if self.deadline_days is None:
            self.deadline_days = IOBTree()
        day = share.acknowledge_by // DAY
        days = self.deadline_days.get(day)
        if days is None:
            days = self.deadline_days[day] = OOTreeSet()
        days.insert(share.id)

    def forget_deadlines(self, day: int) -> None:
        """Days before this one are over; without any, nothing is written."""
        days = self.deadline_days
        for past in [] if days is None else list(days.keys(max=day - 1)):
            del days[past]

    def deadlines_on(self, day: int, after: str = "") -> Iterator[Share]:
        """Shares whose day (since the epoch) this is, by their ids, those beyond `after` only."""
        ids = None if self.deadline_days is None else self.deadline_days.get(day)
        for share_id in () if ids is None else ids.keys(min=after):
            share = self.shares[share_id]
            if share_id != after and (share.acknowledge_by or 0) // DAY == day:
                yield share
