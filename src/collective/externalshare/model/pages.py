"""A range of pages instead of the whole: `2-5, 8` as people write it, `2-5,8` as it is kept."""

from __future__ import annotations

from itertools import chain

import re


LONGEST = 200
"""Characters of a range as somebody types it, without blanks: `said` puts some in."""

_PART = re.compile(r"([0-9]{1,5})(?:\s*[-\u2010-\u2013]\s*([0-9]{1,5}))?", re.A)


def read_range(text: str) -> str | None:
    """The range that somebody typed, sorted and without repetition; None where it is none.

    Empty is the whole document.
    """
    parts = [_PART.fullmatch(part.strip()) for part in text.strip().split(",")]
    if not text.strip():
        return ""
    if len("".join(text.split())) > LONGEST or None in parts:
        return None
    pairs = sorted((int(one[1]), int(one[2] or one[1])) for one in parts if one)
    if any(not 1 <= first <= last for first, last in pairs):
        return None
    joined: list[tuple[int, int]] = []
    for first, last in pairs:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in joined)


def pages_in(kept: str) -> tuple[int, ...]:
    """Numbers of the pages of a range, from 1, in their order; none where it is the whole."""
    return tuple(chain.from_iterable(range(first, last + 1) for first, last in _pairs(kept)))


def last_page(kept: str) -> int:
    """The highest number of a range; 0 where it is the whole."""
    return _pairs(kept)[-1][1] if kept else 0


def said(kept: str) -> str:
    """A range as people read it: `2\u20135, 8`."""
    return kept.replace("-", "\u2013").replace(",", ", ")


def _pairs(kept: str) -> list[tuple[int, int]]:
    parts = (part.partition("-") for part in kept.split(",") if part)
    return [(int(first), int(last or first)) for first, _dash, last in parts]
