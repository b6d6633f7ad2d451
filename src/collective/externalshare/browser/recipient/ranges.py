"""Which part of a file a request asks for (RFC 9110, 14)."""

from __future__ import annotations

from dataclasses import dataclass
from ZPublisher.HTTPRangeSupport import parseRange


@dataclass(frozen=True)
class Part:
    """The bytes from `start` up to `stop`; `partial` when that was asked for."""

    start: int
    stop: int
    partial: bool


def part_of(header: str, if_range: str, etag: str, size: int) -> Part | None:
    """The one part wanted, or the whole; None: it lies outside the file.

    Several parts at once, a range that makes no sense and one of an older
    copy are answered with the whole.
    """
    whole = Part(0, size, False)
    if not header or (if_range and if_range.strip() != etag):
        return whole
    ranges = parseRange(header) or ()
    if len(ranges) != 1:
        return whole
    start, stop = ranges[0]
    if start < 0:
        start = max(0, size + start)
    if start >= size:
        return None
    return Part(start, min(stop or size, size), True)
