"""Counting tries: windows in the database, so that several Zope clients share them.

All objects here are plain persistent counters without conflict resolution;
`BTrees.Length` would let 39 of 40 parallel takers through a limit of 5.
"""

from __future__ import annotations

from .times import DAY
from .times import HOUR
from .times import MINUTE
from .times import SECOND
from persistent import Persistent


class Window(Persistent):
    """A fixed window plus the weight of the one before, so that no burst fits a border.

    A client whose clock is behind by less than a window counts in the one that
    another client has begun: beginning anew would forget what was counted.
    """

    start = 0
    count = 0
    previous = 0

    def __init__(self, length: int) -> None:
        self.length = length

    def weight(self, now: int) -> float:
        """How much of the limit is used at `now` (microseconds)."""
        start, count, previous = self._at(now)
        passed = max(0.0, (now - start) / self.length)
        return count + previous * max(0.0, 1.0 - passed)

    def add(self, now: int, amount: int = 1) -> None:
        """Count at `now`; amount 0 writes all the same, to look alike from outside."""
        self.start, self.count, self.previous = self._at(now)
        self.count += amount

    def idle(self, now: int) -> bool:
        """Whether the window can be forgotten."""
        return now >= self.start + 2 * self.length or now < self.start - self.length

    def _at(self, now: int) -> tuple[int, int, int]:
        start = now - now % self.length
        if self.start - self.length <= start <= self.start:
            return self.start, self.count, self.previous
        if start == self.start + self.length:
            return start, 0, self.count
        return start, 0, 0


class CodeGuard(Persistent):
    """What one invitation has spent: codes sent, addresses tried, failures in a row.

    `failures` counts consecutive wrong codes; at the site's bound the codes
    are `off` until the sender re-enables them (NIST SP 800-63B-4 3.2.2).
    """

    sent: tuple[int, ...] = ()
    failures = 0
    off = False

    def __init__(self) -> None:
        self.addresses = Window(HOUR)

    def may_send(self, now: int, pause_seconds: int, an_hour: int, a_day: int) -> bool:
        """Whether one more code mail may leave for this invitation at `now`.

        What lies in the future by more than a minute does not count: the clock was set back.
        """
        recent = [moment for moment in self.sent if now - DAY < moment <= now + MINUTE]
        in_hour = [moment for moment in recent if moment > now - HOUR]
        in_pause = [moment for moment in recent if moment > now - pause_seconds * SECOND]
        return not self.off and not in_pause and len(in_hour) < an_hour and len(recent) < a_day

    def note_sent(self, now: int, mailed: bool = True) -> None:
        """Count a code mail, forgetting those older than a day.

        Not mailed writes all the same, to look alike from outside.
        """
        kept = tuple(moment for moment in self.sent if moment > now - DAY)
        self.sent = (*kept, now) if mailed else kept

    def fail(self, bound: int) -> bool:
        """Count a wrong code; True when this one switched the codes off."""
        self.failures += 1
        if self.failures >= bound and not self.off:
            self.off = True
            return True
        return False

    def succeed(self) -> None:
        """A right code sets the failures back."""
        self.failures = 0

    def re_enable(self) -> None:
        """The sender lets codes be tried again."""
        self.failures = 0
        self.off = False
