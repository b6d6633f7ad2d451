"""Presets: terms under a name, as an administrator writes them, one a line."""

from __future__ import annotations

from .level import IDENTIFIER
from .level import LONGEST_TITLE
from .level import MOST_DAYS
from .terms import Access
from .terms import MOST_ACKNOWLEDGE_DAYS
from .terms import Notify
from .terms import RevisionMode
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType
from typing import Any

import re


LONGEST_MESSAGE = 500
MOST_DOWNLOADS = 1000


def _number(most: int) -> Callable[[str], int | None]:
    """A reader of whole numbers from 1 on; None for anything else."""

    def read(text: str) -> int | None:
        number = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
        return number if 1 <= number <= most else None

    return read


def _message(text: str) -> str | None:
    return text if 0 < len(text) <= LONGEST_MESSAGE else None


def _notify(text: str) -> str | None:
    return text if text in tuple(Notify) else None


# A word that says it all: the term, as the services ask for it, and its value.
FLAGS: dict[str, tuple[str, Any]] = {
    "view": ("access", Access.VIEW.value),
    "download": ("access", Access.DOWNLOAD.value),
    "password": ("password", True),
    "pinned": ("revision_mode", RevisionMode.PINNED.value),
    "ask_again": ("revision_mode", RevisionMode.ASK_AGAIN.value),
    "acknowledge": ("acknowledge", True),
    "attached": ("attached", True),
}
# A word with a value: the same term, and what reads it.
VALUES: dict[str, Callable[[str], Any]] = {
    "days": _number(MOST_DAYS),
    "limit": _number(MOST_DOWNLOADS),
    "acknowledge_days": _number(MOST_ACKNOWLEDGE_DAYS),
    "notify": _notify,
    "message": _message,
}


@dataclass(frozen=True)
class Preset:
    """What a sender gets with one choice.

    `terms` have what is proposed, by the names that `services.terms.Asked` has;
    `password`: True where the sender has to give one; `attached`: True where the copies
    go with the mail; `message`: words for the mail. What is shared, such as a range of
    pages, is no matter of a preset (ADR 35).
    """

    id: str
    title: str
    terms: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def password(self) -> bool:
        """Whether the sender has to give a password."""
        return bool(self.terms.get("password"))

    @property
    def alone(self) -> bool:
        """Whether its terms let nothing go with the mail beside the link."""
        viewed = self.terms.get("access") == Access.VIEW
        return viewed or self.password or "limit" in self.terms

    @property
    def message(self) -> str:
        """Words for the mail, where the sender wrote none."""
        return str(self.terms.get("message", ""))


def read_preset(line: str) -> Preset | None:
    """`id | title | term | term`, or None when the line is not that.

    A term is `view`, `download`, `password`, `pinned`, `ask_again`, `acknowledge`,
    `attached`, `days=30`, `limit=3`, `acknowledge_days=7`, `notify=first` or
    `message=Please read it`; each once, a limit only with `download`, `attached` only with
    `download` and neither with a limit nor a password, `ask_again` and `acknowledge_days`
    only with `acknowledge`.
    """
    preset_id, title, *terms = (part.strip() for part in f"{line}|".split("|"))
    if not IDENTIFIER.fullmatch(preset_id) or not 0 < len(title) <= LONGEST_TITLE:
        return None
    found: dict[str, Any] = {}
    for term in filter(None, terms):
        read = _read_term(term)
        if read is None or read[0] in found:
            return None
        found[read[0]] = read[1]
    if {"limit", "attached"} & found.keys() and found.get("access") != Access.DOWNLOAD:
        return None
    if "attached" in found and {"limit", "password"} & found.keys():
        return None
    again = found.get("revision_mode") == RevisionMode.ASK_AGAIN
    if (again or "acknowledge_days" in found) and "acknowledge" not in found:
        return None
    return Preset(preset_id, title, MappingProxyType(found))


def read_presets(lines: Iterable[str]) -> dict[str, Preset]:
    """The presets by id; of two with one id the first."""
    found: dict[str, Preset] = {}
    for preset in map(read_preset, lines):
        if preset is not None:
            found.setdefault(preset.id, preset)
    return found


def _read_term(term: str) -> tuple[str, Any] | None:
    if term in FLAGS:
        return FLAGS[term]
    name, _equals, text = (part.strip() for part in term.partition("="))
    value = VALUES[name](text) if name in VALUES else None
    return None if value is None else (name, value)
