"""Words of a stamp from texts with placeholders, which are replaced literally, never evaluated."""

from __future__ import annotations

from collections.abc import Mapping

import re


PLACEHOLDERS = (
    "name", "address", "reader", "organisation", "date", "document", "revision", "copy",
    "headline", "classification",
)  # fmt: skip

USUAL_LINES = "{headline} · {classification}\n{name}\n{address} · {date}"
USUAL_FOOTER = "{headline} · {classification} · {reader} · {date} UTC · {copy}"

LONGEST = 300
"""Characters of a value on a stamp; a title may be of any length."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SEPARATOR = " · "


def unknown_placeholders(text: str) -> list[str]:
    """Names in braces that stand for nothing."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A line with its placeholders replaced.

    Of the parts between `` · `` those are left out whose placeholders are all
    empty, so that no separator stands alone.
    """
    return _SEPARATOR.join(
        part
        for part in (_part(part, values) for part in text.strip().split(_SEPARATOR))
        if part is not None
    )


def _part(part: str, values: Mapping[str, str]) -> str | None:
    names = _PLACEHOLDER.findall(part)
    if names and not any(values.get(name, "") for name in names):
        return None
    done = _PLACEHOLDER.sub(
        lambda found: values.get(found.group(1), found.group(0))[:LONGEST], part
    )
    return done.strip() or None
