"""Levels of confidentiality, as an administrator writes them: one a line."""

from __future__ import annotations

from .policy import pattern_of
from .policy import Rules
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import re


IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LONGEST_TITLE = 80
MOST_DAYS = 3650
FLAGS = {
    "prohibited": "prohibited",
    "view": "view_only",
    "password": "password",
    "approval": "approval",
    "acknowledge": "acknowledge",
    "link": "link_only",
}
PLACES = {"to": "allowed", "not": "denied"}


@dataclass(frozen=True)
class Level:
    """One step of an administrator's vocabulary, with what it demands."""

    id: str
    title: str
    rules: Rules


def read_level(line: str) -> Level | None:
    """`id | title | rule | rule`, or None when the line is not that.

    A rule is `prohibited`, `view`, `password`, `approval`, `acknowledge`, `link`, `days=30`,
    `to=example.org jo@example.com`, `not=example.com` or `words=Internal use only`.
    """
    level_id, title, *rules = (part.strip() for part in f"{line}|".split("|"))
    if not IDENTIFIER.fullmatch(level_id) or not 0 < len(title) <= LONGEST_TITLE:
        return None
    demanded: dict[str, Any] = {}
    for rule in filter(None, rules):
        found = _read_rule(rule)
        if found is None or found[0] in demanded:
            return None
        demanded[found[0]] = found[1]
    return Level(level_id, title, Rules(**demanded))


def read_levels(lines: Iterable[str]) -> dict[str, Level]:
    """The levels by id; of two with one id the first."""
    found: dict[str, Level] = {}
    for level in map(read_level, lines):
        if level is not None:
            found.setdefault(level.id, level)
    return found


def written(rules: Rules) -> str:
    """Rules as a line has them, in one order; a dash where they demand nothing."""
    said = [word for word, name in FLAGS.items() if getattr(rules, name)]
    if rules.maximum_days is not None:
        said.append(f"days={rules.maximum_days}")
    for word, name in PLACES.items():
        if getattr(rules, name):
            said.append(f"{word}={' '.join(sorted(getattr(rules, name)))}")
    if rules.words:
        said.append(f"words={', '.join(sorted(rules.words))}")
    return " | ".join(said) or "–"


def _read_rule(rule: str) -> tuple[str, Any] | None:
    name, _equals, value = (part.strip() for part in rule.partition("="))
    if not value:
        return (FLAGS[rule], True) if rule in FLAGS else None
    if name == "days" and re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= MOST_DAYS:
        return "maximum_days", int(value)
    if name in PLACES:
        patterns = [pattern_of(one) for one in value.split()]
        return None if None in patterns else (PLACES[name], frozenset(filter(None, patterns)))
    if name == "words" and len(value) <= LONGEST_TITLE:
        return "words", frozenset({value})
    return None
