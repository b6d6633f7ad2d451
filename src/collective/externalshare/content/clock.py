"""The one clock."""

from __future__ import annotations

from ..interfaces import IClock
from datetime import datetime
from datetime import UTC
from zope.interface import implementer


@implementer(IClock)
class Clock:
    """The system's clock; tests register another one."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)
