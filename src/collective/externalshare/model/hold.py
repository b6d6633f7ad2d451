"""What keeps a sending from its readers until somebody has agreed to it."""

from __future__ import annotations

from persistent import Persistent


class Hold(Persistent):
    """Keeps every share of a distribution pending while somebody has to agree to it.

    One object for all of them, so that one decision is one write.
    """

    waiting = True
    decided: int | None = None
    decider = ""

    def decide(self, now: int, decider: str) -> None:
        """Keep who decided, and when; what was decided against is revoked besides."""
        self.waiting, self.decided, self.decider = False, now, decider
