"""Seals of a log, read and checked among themselves.

This file goes out with every export, for ``verify.py`` beside it, so it imports
nothing of ours but ``verification.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import hmac
import json


try:
    from . import verification
except ImportError:  # beside each other in an export
    import verification  # type: ignore[no-redef]

_BEGINNING = '{"mac":"'
Piece = tuple[int, str]
"""A line that is no JSON, and which one it is."""


class Seals:
    """The seals of a log, and what they say of each chain.

    `torn` are the places of lines that were cut off while they were written, when
    a server or its disk failed. The seal of each stands whole in a line that
    follows, or the log ends there: then it is as if the line was not written.
    """

    def __init__(self, lines: Iterable[str], signer: Any) -> None:
        self.problems: list[str] = []
        self.torn: list[int] = []
        self.count = 0
        self.unsigned = 0
        self.time = 0
        self.first = 0
        self.erased: list[tuple[int, int]] = []
        self.points: dict[str, dict[int, tuple[str, int]]] = {}
        self._before = ""
        pieces: list[Piece] = []
        for place, line in enumerate(filter(str.strip, lines), 1):
            try:
                sealed = json.loads(line)
            except verification.UNREADABLE:
                pieces.append((place, line))
                continue
            self._part(pieces, line)
            wrong = self._read(sealed, signer)
            if wrong:
                self.problems.append(f"Line {place} of the seals {wrong}.")
        # What nobody ended can have been a seal; what was ended with a line feed was more.
        if pieces and not pieces[-1][1].endswith("\n"):
            longest = max((_written(piece) for _, piece in pieces), key=len)
            self._part(pieces, longest if _like_a_seal(longest) else "")
        self._part(pieces, "")

    def _part(self, pieces: list[Piece], line: str) -> None:
        """Tell pieces of a line that follows whole from what is no seal at all."""
        for place, piece in pieces:
            if line and line.startswith(_written(piece)):
                self.torn.append(place)
            else:
                self.problems.append(f"Line {place} of the seals is no seal.")
        pieces.clear()

    def _read(self, sealed: Any, signer: Any) -> str:
        """Take a line; what is wrong with it, or empty."""
        try:
            seal, mac = sealed["seal"], sealed["mac"]
            wrong = self._wrong(seal, mac, signer)
            self._take(seal)
            self._before = verification.sha256(f"{verification.canonical_json(seal)}|{mac}")
        except verification.UNREADABLE:
            return "is no seal"
        return wrong

    def _wrong(self, seal: dict[str, Any], mac: str, signer: Any) -> str:
        if not (isinstance(seal["number"], int) and isinstance(seal["time"], int)):
            raise TypeError("a seal has a number and a time")
        canonical = verification.canonical_json
        made = signer.mac(seal["key"], "seal", canonical(seal))
        self.unsigned += not made
        if not made and signer.knows_keys:
            return f"(seal {seal['number']}) is signed with a key that was not given"
        if made and not hmac.compare_digest(made, mac):
            return f"(seal {seal['number']}) was changed"
        if self.count and seal["previous"] != self._before:
            return f"(seal {seal['number']}) does not follow the seal before it"
        if seal["root"] != verification.merkle_root(map(canonical, seal["heads"])):
            return f"(seal {seal['number']}) has another root than its heads"
        return ""

    def _take(self, seal: dict[str, Any]) -> None:
        self.first = self.first or seal["number"]
        self.count += 1
        self.time = seal["time"]
        if seal.get("erased"):
            self.erased.append((seal["number"], seal["time"]))
            self.points.clear()
            return
        for chain, length, head in seal["heads"]:
            self.points.setdefault(chain, {})[length] = (head, seal["number"])


def _written(piece: str) -> str:
    """What of a line reached the disk; where a system lost the rest it leaves zeros."""
    return piece.rstrip("\r\n").rstrip("\0")


def _like_a_seal(piece: str) -> bool:
    """Whether it could be the beginning of one, and no more than that."""
    if not _BEGINNING.startswith(piece[: len(_BEGINNING)]):
        return False
    try:
        json.JSONDecoder().raw_decode(piece)
    except json.JSONDecodeError:
        return True
    except RecursionError:
        return False
    return False
