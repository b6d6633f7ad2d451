"""Sorted postings: keys that list newest first, kept in BTrees of TreeSets."""

from __future__ import annotations

from .trees import give_up
from .trees import KeySet
from .trees import Tree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from persistent import Persistent
from typing import Any

import heapq
import transaction


# Microseconds count down from here, so that the newest key sorts first.
FAR_FUTURE = 1 << 62
MOST_STARTING = 64


def order_key(created: int, share_id: str) -> str:
    """A key that sorts by creation, newest first, and ends with the share's id."""
    return f"{FAR_FUTURE - created:016x}{share_id}"


def share_id_of(key: str) -> str:
    """The id at the end of an order key."""
    return key[16:]


class Postings(Persistent):
    """value -> TreeSet of order keys. Reading never creates a set."""

    kind: type = OOTreeSet

    def __init__(self) -> None:
        self.sets: Any = Tree()

    def add(self, value: str, key: str) -> None:
        """Post a key under a value."""
        found = self.sets.get(value)
        if found is None:
            found = self.sets[value] = self.kind()
        found.insert(key)

    def discard(self, value: str, key: str) -> None:
        """Take a key away, and the value with its last key; an absent one is ignored.

        Whoever adds to the set meanwhile conflicts: BTrees never merge with a
        set that became empty.
        """
        found = self.sets.get(value)
        if found is not None and key in found:
            found.remove(key)
            if not found:
                del self.sets[value]

    def keys(self, value: str, after: str = "") -> Iterator[str]:
        """Keys under a value, newest first, those beyond the cursor `after` only."""
        found = self.sets.get(value)
        return iter(()) if found is None else _beyond(found, after)

    def oldest(self, value: str) -> str:
        """The last key under a value that has any."""
        key: str = self.sets[value].maxKey()
        return key

    def values(self, after: str = "") -> Iterator[str]:
        """Values that have keys, in order, those beyond `after` only."""
        return _beyond(self.sets, after)

    def starting(self, prefix: str) -> list[str] | None:
        """Values that begin with `prefix`; None when so many do that it narrows nothing."""
        values: list[str] = []
        for value in self.sets.keys(min=prefix):
            if not value.startswith(prefix):
                break
            if len(values) == MOST_STARTING:
                return None
            values.append(value)
        return values

    def merged(self, values: Iterable[str], after: str = "") -> Iterator[str]:
        """Keys under any of the values, newest first, each once."""
        previous = ""
        for key in heapq.merge(*(self.keys(value, after) for value in values)):
            if key != previous:
                previous = key
                yield key


class OneWriterPostings(Postings):
    """Postings that nobody adds to but the sweep, so that their sets may be large and quick."""

    kind = KeySet

    @classmethod
    def of(cls, other: Postings) -> OneWriterPostings:
        """The same keys under the same values, which the other one gives up."""
        made = cls()
        for value, keys in other.sets.items():
            made.sets[value] = KeySet(keys)
            give_up(keys)
            transaction.savepoint(optimistic=True)
        return made


def _beyond(keys: Any, after: str) -> Iterator[str]:
    for key in keys.keys(min=after) if after else keys.keys():
        if key != after:
            yield key
