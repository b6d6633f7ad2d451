"""The visual order of a line that mixes writing directions.

The parts of the Unicode Bidirectional Algorithm (UAX 9) that names, dates
and addresses need: the base direction by the first strong character, numbers
in right-to-left text, neutrals between.  Explicit embeddings and overrides
are ignored on purpose, so that a name cannot turn the line around it.

Two deviations: an address in angle brackets is one word from left to right,
brackets included, and groups of digits joined by ``-``, ``/``, ``.``, ``:`` or ``,``
stay in reading order after Arabic text as well, so that a date is the date.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TypeVar

import re
import unicodedata


Run = TypeVar("Run")

_LEFT, _RIGHT, _NUMBER = "L", "R", "EN"
_STRONG = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT}
_SURE = (_LEFT, _RIGHT, _NUMBER)
_ADDRESS = re.compile(r"<[!-;=?-~]+>")
_JOINERS = {"ES", "CS"}


def levels(text: str) -> list[int]:
    """Return an embedding level per character: odd is right to left."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    base = _base(kinds)
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        kinds[start:end] = ["L"] * (end - start)
    settled = _numbers(_marks(kinds, base))
    return list(_resolved(settled, base))


def visual(runs: list[tuple[int, Run]]) -> list[tuple[int, Run]]:
    """Order runs (level, anything) from left to right; rule L2 of UAX 9."""
    ordered = list(runs)
    for level in range(max((run[0] for run in runs), default=0), 0, -1):
        start = 0
        for inside, group in groupby([run[0] >= level for run in ordered]):
            end = start + len(list(group))
            if inside:
                ordered[start:end] = ordered[start:end][::-1]
            start = end
    return ordered


def _base(kinds: list[str]) -> int:
    first = next((_STRONG[kind] for kind in kinds if kind in _STRONG), _LEFT)
    return int(first == _RIGHT)


def _marks(kinds: list[str], base: int) -> list[str]:
    """Give combining marks and ignorables the kind of what they follow."""
    out: list[str] = []
    for kind in kinds:
        if kind in ("NSM", "BN"):
            out.append(out[-1] if out else _direction(base))
        else:
            out.append(_STRONG.get(kind, _NUMBER if kind == "AN" else kind))
    return out


def _numbers(kinds: list[str]) -> list[str]:
    """Join separators between digits, and signs beside them, to the number."""
    out = list(kinds)
    for index in range(1, len(out) - 1):
        if out[index] in _JOINERS and out[index - 1] == _NUMBER == out[index + 1]:
            out[index] = _NUMBER
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for index in order:
            if out[index] == "ET" and out[index + step] == _NUMBER:
                out[index] = _NUMBER
    return out


def _resolved(kinds: list[str], base: int) -> Iterator[int]:
    """Turn kinds into levels; a neutral follows its neighbours if they agree."""
    strong = _direction(base)
    for index, kind in enumerate(kinds):
        if kind in (_LEFT, _RIGHT):
            strong = kind
            yield _level(kind, base)
        elif kind == _NUMBER:
            # Latin words make their numbers part of themselves.
            yield _level(_LEFT, base) if strong == _LEFT else 2
        else:
            yield _level(_neutral(kinds, index, strong, base), base)


def _neutral(kinds: list[str], index: int, before: str, base: int) -> str:
    following = kinds[index + 1 :]
    after = next((kind for kind in following if kind in _SURE), _direction(base))
    if after == _NUMBER:
        # Rule N1: a number counts as right to left, unless Latin precedes.
        after = before
    return before if before == after else _direction(base)


def _direction(base: int) -> str:
    return _RIGHT if base else _LEFT


def _level(direction: str, base: int) -> int:
    if direction == _RIGHT:
        return 1
    return 2 if base else 0
