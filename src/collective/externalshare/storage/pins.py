"""Revisions that shares hold on to, in the store."""

from __future__ import annotations

from ..model.pin import Pin
from ..model.revision import Revision
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from typing import Any


class Pins:
    """The part of the store that keeps pins, by `Pin.key`: the document's UID, then the digest.

    One whose document was deleted is there without its file, so that it can be found again.
    """

    # None on a store made before revisions were pinned, until the first one is.
    pins: Any = None

    def pin(self, revision: Revision, now: int) -> Pin:
        """The pin of a revision, made where there is none."""
        if self.pins is None:
            self.pins = OOBTree()
        made = Pin(revision, now)
        found: Pin = self.pins.setdefault(made.key, made)
        found.need(now)
        if found is not made:
            found.take(revision)
        return found

    def pins_of(self, uid: str) -> Iterator[Pin]:
        """Every pin of a document whose file is kept."""
        for key in () if self.pins is None else self.pins.keys(f"{uid} ", f"{uid} g"):
            if self.pins[key].kept:
                yield self.pins[key]

    def drop_pin(self, pin: Pin) -> None:
        """Let the file of a pin go. Whoever needs it at this moment conflicts."""
        pin.blob = None
        del self.pins[pin.key]
