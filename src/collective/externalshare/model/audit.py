"""What happened: rows in HMAC chains, with personal data beside them.

A row is canonical JSON (sorted keys, UTF-8, no floats, no blanks) and its
MAC; `previous` is the link of the row before it (see `verification`). Personal
data lies in a salted side record, of which the row keeps only a commitment, so
that a person can be forgotten while the chain still verifies.
"""

from __future__ import annotations

from .action import Action as Action
from .secrets import KeyRing
from .side import SideRecord as SideRecord
from .verification import canonical_json
from .verification import digest_of
from .verification import Follower
from .verification import link_of
from .verification import side_fits
from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from persistent import Persistent
from typing import Any

import json


CHUNK = 64
VERSION = 2
"""Of rows; those of 1 named the MAC before them, which nobody can follow without the key."""
ADMINISTRATION = "administration"


@dataclass(frozen=True)
class Actor:
    """Who acted. `kind` is user, recipient, visitor or system; `id` is never an address."""

    kind: str
    id: str = ""


@dataclass(frozen=True)
class Contact:
    """Where a request came from: address as the server trusts it, agent, request id.

    `language` is the one that the reader was shown; it is no evidence.
    """

    ip: str = ""
    agent: str = ""
    request: str = ""
    language: str = ""

    @property
    def person(self) -> dict[str, str]:
        """The personal part, for a side record; empty parts left out."""
        return {name: text for name, text in (("ip", self.ip), ("agent", self.agent)) if text}


NOBODY = Contact()
SYSTEM = Actor("system")
VISITOR = Actor("visitor")


@dataclass(frozen=True)
class Event:
    """What is to be recorded, before it has a place in a chain.

    `person` is the side record: address, name, organisation, ip, agent, as
    far as they concern this event; `recipient_id` says whose it is.
    """

    action: Action
    actor: Actor
    result: str = "ok"
    reason: str = ""
    share: str = ""
    document: str = ""
    revision: str = ""
    sha256: str = ""
    copy: str = ""
    size: int = 0
    old: str = ""
    new: str = ""
    request: str = ""
    recipient_id: str = ""
    person: dict[str, str] = field(default_factory=dict)


class Chunk(Persistent):
    """Up to 64 rows: (canonical JSON, MAC in hex)."""

    rows: tuple[tuple[str, str], ...] = ()


class Chain(Persistent):
    """The rows of one invitation, or of the administration, one after the other."""

    length = 0
    last_time = 0
    head = ""
    # How many rows the journal has, and how many the last seal knew; no evidence.
    posted = 0
    sealed = 0
    # Up to where personal data were let go: see `ageing`.
    aged: tuple[tuple[str, int], ...] = ()

    def __init__(self, chain_id: str) -> None:
        self.id = chain_id
        self.chunks: Any = IOBTree()
        self.side: Any = IOBTree()

    def append(self, event: Event, now: int, keys: KeyRing) -> dict[str, Any]:
        """Add a row at `now` and return it; time never runs backwards inside a chain."""
        sequence = self.length
        moment = max(now, self.last_time)
        row = self._row(event, sequence, moment, keys.current)
        if event.person:
            side = self.side[sequence] = SideRecord(event.recipient_id, event.person)
            row["side"] = side.commitment
        text = canonical_json(row)
        mac = keys.mac(keys.current, "audit", text).hex()
        number = sequence // CHUNK
        if number not in self.chunks:
            self.chunks[number] = Chunk()
        self.chunks[number].rows += ((text, mac),)
        head = link_of(VERSION, self.head, digest_of(VERSION, text, mac))
        self.length, self.last_time, self.head = sequence + 1, moment, head
        return row

    def _row(self, event: Event, sequence: int, moment: int, kid: str) -> dict[str, Any]:
        return {
            "v": VERSION,
            "chain": self.id,
            "sequence": sequence,
            "time": moment,
            "actor": [event.actor.kind, event.actor.id],
            "action": event.action.value,
            "result": event.result,
            "reason": event.reason,
            "share": event.share,
            "document": event.document,
            "revision": event.revision,
            "sha256": event.sha256,
            "copy": event.copy,
            "size": event.size,
            "old": event.old,
            "new": event.new,
            "request": event.request,
            "side": "",
            "previous": self.head,
            "key": kid,
        }

    def entries(self, start: int = 0) -> Iterator[tuple[str, str, SideRecord | None]]:
        """Text, MAC and side record of the rows from a sequence on, oldest first."""
        for number, chunk in self.chunks.items(start // CHUNK):
            for place, (text, mac) in enumerate(chunk.rows):
                sequence = number * CHUNK + place
                if sequence >= start:
                    yield text, mac, self.side.get(sequence)

    def row(self, sequence: int) -> dict[str, Any]:
        """One row, with its `mac`, its `person` and whose that is, `recipient_id`."""
        text, mac = self.chunks[sequence // CHUNK].rows[sequence % CHUNK]
        side = self.side.get(sequence)
        found = {"person": dict(side.person), "recipient_id": side.recipient_id} if side else {}
        return {**json.loads(text), "mac": mac, "person": {}, "recipient_id": "", **found}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows, oldest first, each with its `mac` and its `person`."""
        for text, mac, side in self.entries():
            yield {**json.loads(text), "mac": mac, "person": dict(side.person) if side else {}}

    def broken_at(self, keys: KeyRing, sealed: int = 0, sealed_head: str = "") -> int | None:
        """The first sequence that does not verify, or None when every row holds.

        :param sealed: how many rows the last seal knew, and the link of the last of them.
        """
        follower = Follower(self.id, keys.signer)
        for place, (text, mac, side) in enumerate(self.entries()):
            if not self._holds(follower, text, mac, side):
                return place
            if follower.length == sealed and follower.head != sealed_head:
                return place
        if follower.length < sealed:
            return follower.length
        held = (follower.length, follower.head) == (self.length, self.head)
        return None if held and not follower.unsigned else follower.length

    def _holds(self, follower: Follower, text: str, mac: str, side: SideRecord | None) -> bool:
        try:
            row = json.loads(text)
            wrong = follower.add(text, mac, row)
            return (
                not (wrong or follower.unsigned)
                and row["chain"] == self.id
                and side_fits(row, side.exported() if side else None)
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            # Whoever changed the row did not leave one.
            return False
