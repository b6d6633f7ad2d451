"""When shares end, in the store: by day, and those that have."""

from __future__ import annotations

from ..model.share import Share
from ..model.times import DAY
from .index import share_id_of
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from typing import Any


class Ends:
    """The part of the store that knows the ends of shares; rights are computed elsewhere.

    `expiry_days` are sets of share ids by the day of their end, until the
    sweep has told of it; `ended` are the ids of those told of, or revoked.
    """

    shares: Any
    expiry_days: Any
    ended: Any

    def move_expiry(self, share: Share, old_expires: int) -> None:
        """Follow a change of terms in the expiry index, and bring an ended share back."""
        self.forget_expiry(share, old_expires)
        if share.id in self.ended:
            self.ended.remove(share.id)
        self._post_expiry(share)

    def expired(self, now: int) -> Iterator[Share]:
        """Shares whose time was over at `now` and that are still in the expiry index."""
        for day in self.expiry_days.keys(max=now // DAY):
            for share_id in self.expiry_days[day]:
                share = self.shares[share_id]
                if share.terms.expires <= now:
                    yield share

    def ending_keys(self, first: int, last: int, after: str = "") -> Iterator[str]:
        """Keys of the shares in the expiry index that end on these days, by day.

        Each ends with the share's id, like an order key, and is as long.
        """
        day, share_id = (int(after[:16], 16), share_id_of(after)) if after else (first, "")
        for end in self.expiry_days.keys(max(first, day), last):
            for found in self.expiry_days[end].keys(share_id if end == day else None):
                if (end, found) != (day, share_id):
                    yield f"{end:016x}{found}"

    def forget_expiry(self, share: Share, expires: int) -> None:
        """Take a share out of the expiry index, where it stands under `expires`.

        A day without shares goes too. Whoever adds to it meanwhile conflicts:
        BTrees never merge with a set that became empty.
        """
        day = expires // DAY
        days = self.expiry_days.get(day)
        if days is not None and share.id in days:
            days.remove(share.id)
            if not days:
                del self.expiry_days[day]

    def end(self, share: Share) -> None:
        """Note that a share has ended, for lists."""
        self.ended.insert(share.id)

    def _post_expiry(self, share: Share) -> None:
        day = share.terms.expires // DAY
        days = self.expiry_days.get(day)
        if days is None:
            days = self.expiry_days[day] = OOTreeSet()
        days.insert(share.id)
