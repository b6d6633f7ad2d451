"""Looking at some of many records in each sweep, and at all of them in time."""

from __future__ import annotations

from typing import Any

import secrets


def some_of(records: Any, most: int) -> list[Any]:
    """At most `most` keys of a mapping, from a place chosen at random.

    So no sweep has to remember where the one before it was.
    """
    keys = list(records.keys())
    if len(keys) > most:
        start = secrets.randbelow(len(keys))
        keys = [*keys[start:], *keys[:start]][:most]
    return keys
