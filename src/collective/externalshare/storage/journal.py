"""Rows of all chains by time, and what lies in figures, both brought up to date by the sweep.

Nothing here is evidence: all of it can be made again from chains and shares.
"""

from __future__ import annotations

from ..model.audit import Chain
from ..model.share import Share
from .index import FAR_FUTURE
from .index import OneWriterPostings
from .index import order_key
from .index import Postings
from .marks import Marks
from .trees import KeySet
from .trees import Tally
from .trees import Tree
from .waiting import Waiting
from BTrees.IIBTree import IIBTree
from collections.abc import Iterable
from collections.abc import Iterator
from persistent import Persistent
from typing import Any


LAST_SEQUENCE = 0xFFFFFFFF


def row_key(time: int, chain_id: str, sequence: int) -> str:
    """A key that sorts rows newest first, and inside one chain the later one first."""
    return order_key(time, f"{LAST_SEQUENCE - sequence:08x}{chain_id}")


def place_of(key: str) -> tuple[str, int]:
    """Chain and sequence of the row that a key stands for."""
    return key[24:], LAST_SEQUENCE - int(key[16:24], 16)


def _start_key(start: int, share_id: str) -> str:
    return f"{start:016x}{share_id}"


class Journal(Persistent):
    """The indexes; one writer at a time, the sweep, so that no reader waits for another.

    `postings`: value -> keys of rows. `days`: value -> day -> openings.
    `states`: share id -> the state that `counts` has it in. `counts`: value
    and state -> shares. `unopened`: value -> order keys of shares.
    `starts`: share id -> the instant of its start, while it is counted as pending
    until then; `starting`: the same, sorted by the instant. Both are None on a store
    of profile 1003, until the next sweep.
    `backlog`: while rows of an old store are to be posted, the chain to go on with.
    `marks`: None on a store of profile 1002, until the upgrade.
    """

    backlog: str | None = None
    marks: Marks | None = None
    starts: Any = None
    starting: Any = None

    def __init__(self) -> None:
        self.begin_starts()
        self.postings: Postings = OneWriterPostings()
        self.days: Any = Tree()
        self.states: Any = Tree()
        self.counts: Any = Tally()
        self.unopened: Postings = OneWriterPostings()
        self.marks = Marks()

    def narrow(self) -> None:
        """Keep what was posted before profile 1004 as it is since; again, it does nothing."""
        for name in ("postings", "unopened"):
            kept = getattr(self, name)
            if not isinstance(kept, OneWriterPostings):
                setattr(self, name, OneWriterPostings.of(kept))

    def count_opening(self, values: Iterable[str], day: int) -> None:
        """One opening more on this day (days since the epoch)."""
        for value in values:
            days = self.days.get(value)
            if days is None:
                days = self.days[value] = IIBTree()
            days[day] = days.get(day, 0) + 1

    def move(self, share_id: str, values: Iterable[str], state: str) -> None:
        """Count a share under another state; in the same one nothing is written."""
        old = self.states.get(share_id, "")
        if old == state:
            return
        self.states[share_id] = state
        for value in values:
            if old:
                self.counts[f"{value} {old}"] -= 1
            name = f"{value} {state}"
            self.counts[name] = self.counts.get(name, 0) + 1

    def begin_starts(self) -> None:
        """Make what knows of starts."""
        self.starts = Tree()
        self.starting = KeySet()

    def move_start(self, share_id: str, start: int | None) -> None:
        """Count a share as pending until an instant; None: for nothing that the clock brings.

        Where nothing changed nothing is written.
        """
        old = self.starts.get(share_id)
        if old == start:
            return
        if old is not None:
            self.starting.remove(_start_key(old, share_id))
            del self.starts[share_id]
        if start is not None:
            self.starting.insert(_start_key(start, share_id))
            self.starts[share_id] = start

    def started(self, now: int) -> Iterator[str]:
        """Ids of shares that have started and are counted as pending yet, by their start."""
        if self.starting is not None:
            for key in self.starting.keys(max=_start_key(now, "~")):
                yield key[16:]

    def counted(self, value: str) -> Iterator[tuple[str, int]]:
        """States under a value, and how many shares each has."""
        for name, number in self.counts.items(f"{value} ", f"{value} ~"):
            yield name[len(value) + 1 :], number


class Journals:
    """The part of the store that finds rows by time.

    `unposted` are the ids of chains with rows that the journal lacks; how many
    of a chain it has stands on the chain itself, so that whoever appends to a
    chain and the sweep that posts it conflict, and no row is lost between them.
    """

    chains: Any
    rely_on: Any
    # None on a store made before there was a journal, until the first sweep.
    unposted: Any = None
    journal: Any = None

    def begin_journal(self) -> None:
        """Make the journal of a new store, or of an old one, whose chains are then a backlog."""
        self.unposted = Waiting()
        self.journal = Journal()
        if len(self.chains):
            self.journal.backlog = self.chains.minKey()

    def begin_marks(self) -> None:
        """Make the marks of an old store."""
        self.journal.marks = Marks()

    def must_post(self, chain: Chain, before: int) -> None:
        """A chain has a row more than `before`."""
        if self.journal is None:
            # The sweep that begins the journal must not miss this row.
            self.rely_on(self)
        elif chain.posted == before:
            self.unposted.insert(chain.id)

    def rows_posted(self, value: str, after: str = "", until: int = 0) -> Iterator[str]:
        """Keys of rows under a value, newest first; beyond a cursor, or before an instant."""
        if self.journal is None:
            return iter(())
        start = f"{FAR_FUTURE - until + 1:016x}" if until else ""
        found: Iterator[str] = self.journal.postings.keys(value, max(after, start))
        return found

    def row_key(self, row: dict[str, Any]) -> str:
        """What a row is posted as: `row_key` of its place."""
        return row_key(row["time"], row["chain"], row["sequence"])

    def share_key(self, share: Share) -> str:
        """What a share is posted as."""
        return order_key(share.created, share.id)

    def row_at(self, key: str) -> tuple[Chain, int]:
        """The chain, and the place in it, that a key stands for."""
        chain_id, sequence = place_of(key)
        return self.chains[chain_id], sequence
