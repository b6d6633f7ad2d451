"""Ids that wait for something, put in by everybody and taken out by one."""

from __future__ import annotations

from collections.abc import Iterator
from persistent import Persistent
from typing import Any
from zlib import crc32
from ZODB.POSException import ConflictError


PARTS = 64


class Part(Persistent):
    """A few of the ids. What two transactions put in or take out is merged, whatever it was.

    A BTree's set would not do: two that put ids into an empty one, or one of
    whom splits it, conflict. Whether an id waits rightly is for its own record to
    say: whoever puts it in and whoever takes it out both change that, and conflict.
    """

    closed = False

    def __init__(self) -> None:
        self.ids: set[str] = set()

    def _p_resolveConflict(  # noqa: N802
        self, old: dict[str, Any], committed: dict[str, Any], wanted: dict[str, Any]
    ) -> dict[str, Any]:
        if "closed" in committed or "closed" in wanted:
            raise ConflictError(f"a part of {len(old['ids'])} ids was closed")
        added, taken = wanted["ids"] - old["ids"], old["ids"] - wanted["ids"]
        return {"ids": (committed["ids"] - taken) | added}


class Waiting(Persistent):
    """A set of ids in which different transactions never conflict."""

    def __init__(self) -> None:
        self.parts = tuple(Part() for _ in range(PARTS))

    def insert(self, name: str) -> None:
        """Put an id in; one that is there changes nothing."""
        part = self._part(name)
        if name not in part.ids:
            part.ids.add(name)
            part._p_changed = True

    def remove(self, name: str) -> None:
        """Take an id out.

        :raises KeyError: when it is not there.
        """
        part = self._part(name)
        part.ids.remove(name)
        part._p_changed = True

    def close(self) -> None:
        """Whoever puts something in at this moment, or before this commits, conflicts."""
        for part in self.parts:
            part.closed = True

    def __iter__(self) -> Iterator[str]:
        for part in self.parts:
            yield from sorted(part.ids)

    def __bool__(self) -> bool:
        return any(part.ids for part in self.parts)

    def _part(self, name: str) -> Part:
        return self.parts[crc32(name.encode()) % PARTS]
