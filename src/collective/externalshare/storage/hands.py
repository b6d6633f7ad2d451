"""Shares in whose hands they are, and in whose they were."""

from __future__ import annotations

from ..model.share import Share
from .index import order_key
from .index import Postings
from collections.abc import Iterator
from heapq import merge
from typing import Any


class Hands:
    """The part of the store that finds shares by their senders.

    `by_sender`: user id -> order keys of the shares that they have. `handed`: the
    same of those that they had and handed over.
    """

    by_sender: Postings
    journal: Any
    # None on a store from which nothing was handed over yet.
    handed: Postings | None = None

    def hand_over(self, share: Share, user_id: str) -> None:
        """Let another user have a share."""
        key = order_key(share.created, share.id)
        if self.handed is None:
            self.handed = Postings()
        self.handed.add(share.sender_id, key)
        self.by_sender.discard(share.sender_id, key)
        share.sender_id = user_id
        self.by_sender.add(user_id, key)
        share.gate.note_sender(user_id)

    def has_left(self, user_id: str) -> bool:
        """Whether a sender's account was noted as gone."""
        marks = None if self.journal is None else self.journal.marks
        return marks is not None and user_id in marks.gone

    def ever_sent(self, user_id: str) -> Iterator[str]:
        """Keys of the shares that a user has or had, newest first, each once."""
        previous = ""
        before = () if self.handed is None else self.handed.keys(user_id)
        for key in merge(self.by_sender.keys(user_id), before):
            if key != previous:
                previous = key
                yield key

    def senders(self) -> list[str]:
        """Ids of all who have or had a share, in order."""
        before = () if self.handed is None else self.handed.sets
        return sorted({*self.by_sender.sets, *before})
