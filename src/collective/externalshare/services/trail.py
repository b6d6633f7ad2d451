"""The rows of all chains, newest first, by cursor."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Chain
from ..model.verdict import Refused
from .overview import address_of
from .overview import LARGEST_PAGE
from .overview import MOST_EXAMINED
from .ports import Ports
from .posting import values_of
from .views import EVERY
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import heapq
import re


CURSOR = re.compile(r"[0-9a-f]{24}([0-9a-f]{32}|administration)")
# Rows that the sweep has not posted yet; usually those of the last minute or two.
MOST_YOUNG = 2_000


@dataclass(frozen=True)
class Wanted:
    """What rows are narrowed to; empty means everything.

    `document` is a UID, `recipient` an address, `sender` the user id of who
    shared. `since` and `until` are microseconds, the latter no more included.
    """

    action: str = ""
    document: str = ""
    recipient: str = ""
    sender: str = ""
    since: int = 0
    until: int = 0


@dataclass(frozen=True)
class Rows:
    """One page; `cursor` fetches the next, empty at the end.

    `whole` False: so many rows were written lately, or at once by an upgrade,
    that some are not in order yet and come in a few minutes.
    """

    rows: tuple[dict[str, Any], ...]
    cursor: str
    whole: bool = True


class Trail:
    """Reads rows for those who may; the faces decide who. Never writes."""

    def __init__(
        self, ports: Ports, most_examined: int = MOST_EXAMINED, most_young: int = MOST_YOUNG
    ) -> None:
        self.ports = ports
        self.most_examined = most_examined
        self.most_young = most_young

    def page(self, wanted: Wanted, limit: int = 50, cursor: str = "") -> Rows | Refused:
        """One page. Refused: an unknown action, a cursor that is none, a bad limit."""
        if wanted.action and wanted.action not in tuple(Action):
            return Refused("action_unknown", where="action")
        if cursor and not CURSOR.fullmatch(cursor):
            return Refused("cursor_unknown", where="cursor")
        if not 1 <= limit <= LARGEST_PAGE:
            return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
        values = self._values(wanted)
        young, whole = self._young(values, wanted, cursor)
        posted = self.ports.store.rows_posted(values[0], cursor, wanted.until)
        rows: list[dict[str, Any]] = []
        last = ""
        for examined, key in enumerate(heapq.merge(sorted(young), posted)):
            if len(rows) == limit or examined == self.most_examined:
                return Rows(tuple(rows), last, whole)
            last = key
            row = young.get(key) or self._read(key)
            if row["time"] < wanted.since:
                break
            if self._passes(row, values):
                rows.append(row)
        return Rows(tuple(rows), "", whole)

    def senders(self) -> dict[str, str]:
        """Who shared anything, by user id, with the name of their latest sending; 200 at most."""
        store, found = self.ports.store, {}
        for user in store.senders()[:LARGEST_PAGE]:
            for key in islice(store.ever_sent(user), 1):
                made = store.distributions[store.share_at(key).distribution_id]
                found[user] = made.senders[user].name or user
        return found

    def _values(self, wanted: Wanted) -> tuple[str, ...]:
        """The narrowest first: it is looked up, the others are checked row by row."""
        found = wanted.recipient and self.ports.store.recipient_at(address_of(wanted.recipient))
        named = (
            wanted.recipient and f"recipient {found.id if found else 'nobody'}",
            wanted.document and f"document {wanted.document}",
            wanted.action and f"action {wanted.action}",
            wanted.sender and f"sender {wanted.sender}",
        )
        return tuple(filter(None, named)) or (EVERY,)

    def _passes(self, row: dict[str, Any], values: tuple[str, ...]) -> bool:
        return len(values) < 2 or set(values[1:]).issubset(values_of(self.ports, row))

    def _read(self, key: str) -> dict[str, Any]:
        chain, sequence = self.ports.store.row_at(key)
        return chain.row(sequence)

    def _young(
        self, values: tuple[str, ...], wanted: Wanted, cursor: str
    ) -> tuple[dict[str, dict[str, Any]], bool]:
        """Rows by key that the journal lacks, and whether these are all."""
        store = self.ports.store
        found: dict[str, dict[str, Any]] = {}
        rows = young_rows(self.ports)
        for number, row in enumerate(rows):
            if number == self.most_young:
                return found, False
            key = store.row_key(row)
            if key <= cursor or (wanted.until and row["time"] >= wanted.until):
                continue
            if set(values[:1]).issubset(values_of(self.ports, row)):
                found[key] = row
        return found, store.journal is not None and store.journal.backlog is None


def young_rows(ports: Ports) -> Iterator[dict[str, Any]]:
    """Rows of chains that grew since they were posted."""
    for chain_id in ports.store.unposted or ():
        chain: Chain = ports.store.chains[chain_id]
        for sequence in range(chain.posted, chain.length):
            yield chain.row(sequence)
