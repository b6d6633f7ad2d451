"""Passwords of shares: kept as digests of scrypt, asked after the code."""

from __future__ import annotations

from .secrets import same
from functools import cache
from pathlib import Path

import hashlib
import secrets
import threading
import unicodedata


# log2 of N; r and p are 8 and 1. A digest names its own, so that this can be raised.
COST = 17
LONGEST = 128
# A hash takes 128 MiB, so a process makes one at a time; who waited so long is sent away.
TURN = threading.Lock()
WAIT_SECONDS = 10.0


class Busy(Exception):
    """Other passwords are being hashed, and it was not this one's turn."""


def normal(text: str) -> str:
    """A password as it counts, however a keyboard composed it (NIST SP 800-63B 3.1.1.2)."""
    return unicodedata.normalize("NFKC", text)


def is_common(text: str) -> bool:
    """Whether it stands among the 3,000 that are used most (ASVS 6.2.4)."""
    return normal(text).casefold() in _common()


def hashed(text: str, cost: int = COST) -> str:
    """The digest of a password, with a salt of its own.

    :raises Busy: when it was not its turn.
    """
    salt = secrets.token_hex(16)
    return f"scrypt:{cost}:{salt}:{_hash(text, cost, salt)}"


def fits(digest: str, text: str) -> bool:
    """Whether a digest is this password's, compared to its last character.

    :raises Busy: when it was not its turn.
    """
    _scheme, cost, salt, known = digest.split(":")
    return same(known, _hash(text, int(cost), salt))


def _hash(text: str, cost: int, salt: str) -> str:
    if not TURN.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        made = hashlib.scrypt(
            normal(text).encode(),
            salt=bytes.fromhex(salt),
            n=2**cost,
            r=8,
            p=1,
            maxmem=2 ** (cost + 11),
        )
    finally:
        TURN.release()
    return made.hex()


@cache
def _common() -> frozenset[str]:
    path = Path(__file__).with_name("common_passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
