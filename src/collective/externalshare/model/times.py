"""Instants: aware datetimes outside, integer microseconds inside."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from datetime import UTC


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def to_micros(moment: datetime) -> int:
    """Microseconds since the epoch; a naive datetime is a ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a time zone is no instant")
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """The aware UTC datetime of an integer kept by a record."""
    return EPOCH + timedelta(microseconds=micros)


def iso(micros: int | None) -> str | None:
    """ISO 8601 in UTC to the second, with `Z`; None stays None."""
    if micros is None:
        return None
    return from_micros(micros).strftime("%Y-%m-%dT%H:%M:%SZ")
