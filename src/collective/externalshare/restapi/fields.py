"""The keys a body may have, each with its type; everything else is refused by name."""

from __future__ import annotations

from ..model.verdict import Refused
from .body import short
from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from typing import Any

import re


Reader = Callable[[str, Any], Any]
# Python would take any character, and blanks, where ISO 8601 has its T.
MOMENT = re.compile(r"[0-9W-]{8,10}T[0-9:.,]+(Z|[+-][0-9:]+)", re.A)


def read_fields(
    found: Mapping[str, Any],
    known: Mapping[str, Reader],
    required: tuple[str, ...] = (),
    where: str = "",
) -> dict[str, Any] | Refused:
    """The values of `found` by key, or the first refusal.

    `where` is put before a key in sentences, such as `recipients.1.`.
    """
    for key in found:
        if key not in known:
            values = {"key": f"{where}{short(key)}", "known": ", ".join(known)}
            return Refused("key_unknown" if known else "key_unknown_none", values, where=key)
    for key in required:
        if key not in found:
            return Refused("key_missing", {"key": f"{where}{key}"}, where=key)
    values = {}
    for key, value in found.items():
        read = known[key](f"{where}{key}", value)
        if isinstance(read, Refused):
            return read
        values[key] = read
    return values


def text(key: str, value: Any) -> str | Refused:
    """A JSON string."""
    return value if isinstance(value, str) else Refused("not_text", {"key": key}, where=key)


def whole_number(key: str, value: Any) -> int | Refused:
    """A JSON number without a fraction; true and false are none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return Refused("not_number", {"key": key}, where=key)


def boolean(key: str, value: Any) -> bool | Refused:
    """True or false, nothing that merely looks like it."""
    return value if isinstance(value, bool) else Refused("not_boolean", {"key": key}, where=key)


def moment(key: str, value: Any) -> datetime | Refused:
    """ISO 8601 with its zone."""
    if not isinstance(value, str):
        return Refused("not_text", {"key": key}, where=key)
    if not MOMENT.fullmatch(value):
        return Refused("expiry_zone", where=key)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return Refused("expiry_zone", where=key)


def instant(key: str, value: Any) -> datetime | Refused:
    """A moment that can be written in UTC too, where the first and the last year may end."""
    found = moment(key, value)
    try:
        return found if isinstance(found, Refused) else found.astimezone(UTC)
    except OverflowError:
        return Refused("expiry_zone", where=key)


def list_of(reader: Reader, maximum: int) -> Reader:
    """A reader of lists of what another reader reads."""

    def read(key: str, value: Any) -> list[Any] | Refused:
        if not isinstance(value, list):
            return Refused("not_list", {"key": key}, where=key)
        if len(value) > maximum:
            return Refused("list_long", {"key": key, "maximum": maximum}, where=key)
        entries = []
        for place, entry in enumerate(value, 1):
            one = reader(f"{key}.{place}", entry)
            if isinstance(one, Refused):
                return one
            entries.append(one)
        return entries

    return read


def object_of(known: Mapping[str, Reader], required: tuple[str, ...]) -> Reader:
    """A reader of one JSON object with these keys."""

    def read(key: str, value: Any) -> dict[str, Any] | Refused:
        if not isinstance(value, dict):
            return Refused("not_object", {"key": key}, where=key)
        return read_fields(value, known, required, where=f"{key}.")

    return read
