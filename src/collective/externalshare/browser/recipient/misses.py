"""Counts unknown links by client, in this process alone.

The one counter that lives in memory: writing one for each guess would let
strangers fill the database, and no right depends on it, for a link's 160 bits
are not to be guessed.
"""

from __future__ import annotations

from ...model.times import MINUTE
from collections import OrderedDict
from threading import Lock


WINDOW = 10 * MINUTE
MOST_CLIENTS = 10_000


class Misses:
    """How often a client network opened a link that is none, within ten minutes."""

    def __init__(self, most: int = MOST_CLIENTS) -> None:
        self._most = most
        self._lock = Lock()
        # network -> (when its first miss was, how many there were), the oldest first
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def count(self, network: str, now: int) -> None:
        """Note a miss; a client that is not public (empty network) is not counted."""
        if not network:
            return
        with self._lock:
            start, count = self._at(network, now)
            self._seen[network] = (start, count + 1)
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)

    def seconds_left(self, network: str, bound: int, now: int) -> int:
        """For how many seconds the client must wait; 0: it need not."""
        with self._lock:
            start, count = self._at(network, now)
        return 0 if count < bound else -(-(start + WINDOW - now) // 1_000_000)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()

    def _at(self, network: str, now: int) -> tuple[int, int]:
        start, count = self._seen.get(network, (now, 0))
        if start <= now < start + WINDOW:
            return start, count
        self._seen.pop(network, None)
        return now, 0


MISSES = Misses()
