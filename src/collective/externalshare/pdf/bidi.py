"""The visual order of a line that mixes writing directions.

The parts of the Unicode Bidirectional Algorithm (UAX 9) that names, dates
and addresses need: the base direction by the first strong character, numbers
in right-to-left text, pairs of brackets, neutrals between.  Explicit
embeddings and overrides are ignored on purpose, so that a name cannot turn
the line around it.

Three deviations: an address in angle brackets is one word from left to right,
brackets included; groups of digits joined by ``-``, ``/``, ``.``, ``:`` or ``,``
stay in reading order after Arabic text as well, so that a date is the date; and
the parts between `` · `` stand in the order of the line, so that a date does not
change places with the name before it.

It is our own because the libraries there are (python-bidi, pyfribidi) take a
text and give the same text reordered: neither levels, which shaping needs,
nor a way to leave overrides out or to keep an address whole.  PyICU would,
but must be compiled against the system's ICU.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TypeVar

import re
import unicodedata


Run = TypeVar("Run")

_LEFT, _RIGHT, _NUMBER = "L", "R", "EN"
_STRONG = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT}
_SURE = (_LEFT, _RIGHT, _NUMBER)
_ADDRESS = re.compile(r"<[!-;=?-~]+>")
_PARTS = re.compile(" · ")
_JOINERS = {"ES", "CS"}
_MOST_OPEN = 63
"""Brackets within brackets; where there are more, none counts as a pair (BD16)."""


def levels(text: str, base: int | None = None) -> list[int]:
    """Return an embedding level per character: odd is right to left.

    :param base: 1 for a line of a text that runs from right to left, 0 for
        one from left to right; None goes by the first strong character.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    base = direction(text) if base is None else base
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        kinds[start:end] = ["L"] * (end - start)
    for between in _PARTS.finditer(text):
        start, end = between.span()
        kinds[start:end] = [_letter(base)] * (end - start)
    settled = _numbers(_marks(kinds, base), base)
    return list(_resolved(_brackets(text, settled, base), base))


def direction(text: str) -> int:
    """1 where a text runs from right to left, by its first strong character; else 0."""
    kinds = map(unicodedata.bidirectional, text)
    first = next((_STRONG[kind] for kind in kinds if kind in _STRONG), _LEFT)
    return int(first == _RIGHT)


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


def _marks(kinds: list[str], base: int) -> list[str]:
    """Give combining marks and ignorables the kind of what they follow (W1)."""
    out: list[str] = []
    for kind in kinds:
        if kind in ("NSM", "BN"):
            out.append(out[-1] if out else _letter(base))
        else:
            out.append(_STRONG.get(kind, _NUMBER if kind == "AN" else kind))
    return out


def _numbers(kinds: list[str], base: int) -> list[str]:
    """Join separators between digits, and signs beside them, to the number (W4, W5)."""
    out = list(kinds)
    for index in range(1, len(out) - 1):
        if out[index] in _JOINERS and out[index - 1] == _NUMBER == out[index + 1]:
            out[index] = _NUMBER
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for index in order:
            if out[index] == "ET" and out[index + step] == _NUMBER:
                out[index] = _NUMBER
    strong = _letter(base)
    for index, kind in enumerate(out):
        if kind == _NUMBER and strong == _LEFT:
            # Latin words make their numbers part of themselves (W7).
            out[index] = _LEFT
        strong = kind if kind in (_LEFT, _RIGHT) else strong
    return out


def _brackets(text: str, kinds: list[str], base: int) -> list[str]:
    """Give both brackets of a pair one direction (N0).

    That of the line where it occurs between them; else the other one, where
    that goes on from before.
    """
    out, own = list(kinds), _letter(base)
    for start, end in _pairs(text, kinds):
        inside = {_strong(kind) for kind in out[start + 1 : end]} - {None}
        if not inside:
            continue
        kind = own
        if own not in inside:
            before = (_strong(one) for one in reversed(out[:start]))
            kind = next((one for one in before if one), own)
        for place in (start, end):
            out[place] = kind
            # Marks on a bracket go with it.
            while place + 1 < len(text) and _follows(text[place + 1]):
                place += 1
                out[place] = kind
    return out


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Places of the brackets that belong together, in the order they open (BD16)."""
    waiting: list[tuple[str, int]] = []
    found = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        closing = _closing(character)
        if closing:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((closing, place))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == character:
                found.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(found)


@cache
def _closing(character: str) -> str:
    """The bracket that closes this one; empty for what opens none.

    The standard library has no property for it, but names come in pairs.
    """
    if unicodedata.category(character) != "Ps" or not unicodedata.mirrored(character):
        return ""
    try:
        return unicodedata.lookup(unicodedata.name(character).replace("LEFT", "RIGHT"))
    except (KeyError, ValueError):
        return ""


def _follows(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("NSM", "BN")


def _strong(kind: str) -> str | None:
    return _RIGHT if kind == _NUMBER else kind if kind in (_LEFT, _RIGHT) else None


def _resolved(kinds: list[str], base: int) -> Iterator[int]:
    """Turn kinds into levels; a neutral follows its neighbours if they agree (N1, N2)."""
    before = _letter(base)
    for index, kind in enumerate(kinds):
        strong = _strong(kind)
        if strong is None:
            following = (_strong(one) for one in kinds[index + 1 :])
            after = next((one for one in following if one), _letter(base))
            yield _level(before if before == after else _letter(base), base)
        else:
            before = strong
            yield 2 if kind == _NUMBER else _level(kind, base)


def _letter(base: int) -> str:
    return _RIGHT if base else _LEFT


def _level(kind: str, base: int) -> int:
    if kind == _RIGHT:
        return 1
    return 2 if base else 0
