"""What proves a chain of evidence, with the standard library alone.

This file goes out with every export, for ``verify.py`` beside it, so it imports
nothing of ours. What reads lines with these rules is in ``verify_lines.py`` and
``verify_seals.py``.

A row is canonical JSON with a MAC over it, and names the link of the row before:
its `previous`. The link of a row is SHA-256 over that and over the digest of the
row, so that everybody can follow a chain, and a row that an export leaves out is
represented by its digest. (Rows of version 1 had their MAC for a link.) A seal
names the link and length of every chain that grew since the seal before.
As the link of a row of version 1 says nothing of its words, only the key proves them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import NamedTuple

import hashlib
import hmac
import json


VERSIONS = (1, 2)
"""Of rows."""
SALT = 32
"""Characters of the salt of a field: 128 bits in hexadecimal."""
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading a line raises that is not what it should be."""
_OLD_SIDE = {"salt", "person"}
_digest = hashlib.sha256
# Made once: of a small value, making the encoder is half the work.
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical_json(value: object) -> str:
    """The one way to write a row: sorted keys, no blanks, UTF-8.

    Half a surrogate pair, which JSON bodies can bring, becomes a question mark.
    """
    return _ENCODE(value).encode("utf-8", "replace").decode()


def sha256(text: str) -> str:
    """In hexadecimal, of UTF-8."""
    return _digest(text.encode()).hexdigest()


def field_digest(salt: str, value: str) -> str:
    """SHA-256 over one field of a side record: cannot be guessed without its salt."""
    if len(salt) != SALT:
        raise ValueError("a salt of another length could pass a part of the value for its own")
    return sha256(salt + value)


def committed(digests: dict[str, str]) -> str:
    """What a row keeps of its side record: SHA-256 over the digests of all fields by name."""
    return sha256(canonical_json(digests))


def _committed_whole(person: dict[str, str], salts: dict[str, str]) -> str:
    """The same of fields that are all there; empty where one of them is not as it should be."""
    digests = []
    for name in sorted(person):
        salt = salts[name]
        if not (name.isascii() and name.isalpha() and len(salt) == SALT):
            return ""
        # As `field_digest`, of which a verifier makes most of all.
        digests.append(f'"{name}":"{_digest((salt + person[name]).encode()).hexdigest()}"')
    return sha256(f"{{{','.join(digests)}}}")


def commitment(salt: str, person: dict[str, str]) -> str:
    """The same for side records of before each field had a salt of its own."""
    return sha256(f"{salt}|{canonical_json(person)}")


def digest_of(version: int, text: str, mac: str) -> str:
    """What stands for a row that is left out."""
    return mac if version == 1 else _digest(f"{text}|{mac}".encode()).hexdigest()


def link_of(version: int, previous: str, digest: str) -> str:
    """What the next row names as `previous`."""
    return digest if version == 1 else _digest(f"{previous}|{digest}".encode()).hexdigest()


def merkle_root(leaves: Iterable[str]) -> str:
    """The root of a tree over texts, as in RFC 6962, 2.1."""
    level = [hashlib.sha256(b"\0" + leaf.encode()).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256().hexdigest()
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs]
        level = above + level[len(level) - len(level) % 2 :]
    return level[0].hex()


def hkdf(root: bytes, purpose: str, length: int = 32) -> bytes:
    """HKDF-SHA256 with an empty salt (RFC 5869); at most 32 bytes."""
    if length > 32:
        raise ValueError("one block of HKDF is enough for our keys")
    extracted = hmac.digest(b"\0" * 32, root, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")[:length]


def key_id(root: bytes) -> str:
    """A name for a root key that tells nothing about it: 16 hexadecimal characters."""
    return hkdf(root, "externalshare key id").hex()[:16]


class Signer:
    """Makes MACs under the subkeys of root keys; knows no key when there are none."""

    def __init__(self, roots: Iterable[bytes] = ()) -> None:
        self._roots = {key_id(root): root for root in roots}
        # With the key worked in already: to copy one costs half as much as to make it.
        self._begun: dict[tuple[str, str], hmac.HMAC] = {}

    @property
    def knows_keys(self) -> bool:
        """Whether there is any key to check with."""
        return bool(self._roots)

    def mac(self, kid: str, purpose: str, text: str) -> str:
        """HMAC-SHA256 in hexadecimal; empty when that key is not known."""
        begun = self._begun.get((kid, purpose))
        if begun is None:
            if kid not in self._roots:
                return ""
            subkey = hkdf(self._roots[kid], f"externalshare {purpose}")
            begun = self._begun[kid, purpose] = hmac.new(subkey, digestmod="sha256")
        made = begun.copy()
        made.update(text.encode())
        return made.hexdigest()


class Step(NamedTuple):
    """One row as its chain needs it; `link` is what the next row has to name.

    `wrong` is what is wrong with the row by itself. Of a row that was left out
    `link` is its digest, and neither `time` nor `previous` is known.
    """

    chain: str
    sequence: int
    version: int
    time: int
    previous: str
    link: str
    signed: bool
    wrong: str


def step_of(text: str, mac: str, row: dict[str, Any], signer: Signer) -> Step:
    """Judge a row by itself: `text` is its canonical JSON, and `row` what that says."""
    version, previous = row["v"], row["previous"]
    made = signer.mac(row["key"], "audit", text)
    wrong = ""
    if made and not hmac.compare_digest(made, mac):
        wrong = "was changed"
    elif not made and signer.knows_keys:
        wrong = "is signed with a key that was not given"
    link = link_of(version, previous, digest_of(version, text, mac))
    sequence, time = row["sequence"], row["time"]
    return Step(row["chain"], sequence, version, time, previous, link, bool(made), wrong)


class Follower:
    """Follows one chain row by row; `length` and `head` are those of what was read."""

    def __init__(self, chain: str, signer: Signer) -> None:
        self.chain = chain
        self.length = 0
        self.head = ""
        self.time = 0
        self.unsigned = 0
        self.unproved = 0
        self._version = 0
        self._signer = signer

    def add(self, text: str, mac: str, row: dict[str, Any]) -> str:
        """Judge a row and take it as the next; what is wrong with it, or empty."""
        return self.follow(step_of(text, mac, row, self._signer))

    def follow(self, step: Step) -> str:
        """Take the next row; what is wrong with it, or empty.

        What is taken counts as right for the rows after it, so that each is judged by itself.
        """
        wrong = step.wrong
        if wrong:
            pass
        elif step.sequence != self.length:
            wrong = f"stands where row {self.length} should: rows were dropped, added or swapped"
        elif step.previous != self.head:
            wrong = "does not follow the row before it: one of the two was changed"
        elif step.time < self.time:
            wrong = "is older than the row before it"
        wrong = wrong or self._odd_version(step.version)
        self.time = max(self.time, step.time)
        self.length, self.head = step.sequence + 1, step.link
        self.unsigned += not step.signed
        # Whoever has no key could write any row anew as one of version 1 with the same link.
        self.unproved += not step.signed and step.version == 1
        return wrong

    def skip(self, step: Step) -> str:
        """Take a row of which only the digest was exported."""
        sequence = step.sequence
        wrong = "" if sequence == self.length else f"stands where row {self.length} should"
        wrong = wrong or self._odd_version(step.version)
        head = link_of(step.version, self.head, step.link)
        self.length, self.head = sequence + 1, head
        return wrong

    def _odd_version(self, version: int) -> str:
        if version not in VERSIONS:
            return "is of a version that this verifier does not know"
        before, self._version = self._version, max(self._version, version)
        return "is of an older version than the row before it" if version < before else ""


def side_fits(row: dict[str, Any], side: dict[str, Any] | None) -> bool:
    """Whether personal data, as far as they are still there, are those the row promised.

    `side` has a salt for each field of `person`, and `gone` has the digests of
    the fields that were let go; or, in old ones, one salt.
    """
    if side is None:
        return True
    if side.keys() == _OLD_SIDE:
        return bool(commitment(side["salt"], side["person"]) == row["side"])
    person, salts, gone = side["person"], side["salts"], side["gone"]
    if person.keys() != salts.keys() or not gone.keys().isdisjoint(person) or len(side) > 3:
        return False
    if not gone and (whole := _committed_whole(person, salts)):
        return bool(whole == row["side"])
    digests = {name: field_digest(salts[name], value) for name, value in person.items()}
    return bool(committed({**gone, **digests}) == row["side"])
