"""Counting in this process alone, where writing each count would cost more than it is worth.

Kept that way are counters no right depends on: several processes count each
for themselves, and one that starts anew begins at nothing.
"""

from __future__ import annotations

from .times import SECOND
from collections import OrderedDict
from threading import Lock


MOST_KEYS = 10_000


class Tally:
    """How often something happened, by key, in a window that begins with the first time.

    :param window: its length in microseconds.
    :param most: keys that are remembered; the oldest go first.
    """

    def __init__(self, window: int, most: int = MOST_KEYS) -> None:
        self._window = window
        self._most = most
        self._lock = Lock()
        # key -> (when the window began, how many there were), the oldest first
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def count(self, key: str, now: int) -> None:
        """Once more; for an empty key nothing is counted."""
        if not key:
            return
        with self._lock:
            start, count = self._at(key, now)
            self._seen[key] = (start, count + 1)
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)

    def seconds_left(self, key: str, bound: int, now: int) -> int:
        """Until it may happen again when `bound` is reached; 0: it may now."""
        with self._lock:
            start, count = self._at(key, now)
        return 0 if count < bound else -(-(start + self._window - now) // SECOND)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()

    def _at(self, key: str, now: int) -> tuple[int, int]:
        start, count = self._seen.get(key, (now, 0))
        if start <= now < start + self._window:
            return start, count
        self._seen.pop(key, None)
        return now, 0
