"""A seal: what every chain that grew since the seal before was at one moment."""

from __future__ import annotations

from .secrets import KeyRing
from .verification import canonical_json
from .verification import merkle_root
from .verification import sha256
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import json


VERSION = 1
Head = tuple[str, int, str]
"""A chain's id, how many rows it had, and the link of the last of them."""


@dataclass(frozen=True)
class Seal:
    """The canonical JSON of a seal, and the MAC over it.

    Fields: `v`, `number` from 1, `time` in microseconds, `heads`, their Merkle
    `root`, `previous` (SHA-256 over the seal before and its MAC) and `key`;
    `erased` says that all evidence of before was deleted with this seal.
    """

    text: str
    mac: str

    @property
    def fields(self) -> dict[str, Any]:
        """What the text says."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def link(self) -> str:
        """What the next seal names as `previous`."""
        return sha256(f"{self.text}|{self.mac}")

    @property
    def line(self) -> str:
        """As it stands in a log, without the end of the line."""
        return canonical_json({"seal": self.fields, "mac": self.mac})


def make_seal(
    heads: Iterable[Head], before: Seal | None, now: int, keys: KeyRing, erased: bool = False
) -> Seal:
    """Seal these heads after the seal `before`; time never runs backwards between seals."""
    ordered = sorted(heads)
    last = before.fields if before else {"number": 0, "time": 0}
    text = canonical_json(
        {
            "v": VERSION,
            "number": last["number"] + 1,
            "time": max(now, last["time"]),
            "heads": ordered,
            "root": merkle_root(map(canonical_json, ordered)),
            "previous": before.link if before else "",
            "key": keys.current,
            **({"erased": True} if erased else {}),
        }
    )
    return Seal(text, keys.mac(keys.current, "seal", text).hex())
