"""Which row of evidence tells of a copy, by the copy's number and digest."""

from __future__ import annotations

from ..model.audit import Action
from ..model.secrets import fold_copy_number
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from typing import Any


GRANTED = (Action.SHARE_OPENED, Action.SHARE_DOWNLOADED, Action.SHARE_ATTACHED)


class CopyIndex:
    """The part of the store that finds copies; it outlives grants, and names nobody.

    `copy_places` holds lines: `number NUMBER chain sequence` and
    `sha256 DIGEST chain sequence`. A row may be gone, its line stays.
    """

    chains: Any
    # None on a store made before copies were found again, until the first use.
    copy_places: Any = None

    def note_copy(self, row: dict[str, Any]) -> None:
        """Let the row of a grant be found."""
        places = self._places()
        for name in _names(row):
            places.insert(f"{name} {row['chain']} {row['sequence']}")

    def copies_numbered(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Places by the number, as `fold_copy_number` gives it, or its beginning."""
        return self._found(f"number {beginning}")

    def copies_with_digest(self, sha256: str) -> Iterator[tuple[str, int]]:
        """Places by the SHA-256 of the whole copy."""
        return self._found(f"sha256 {sha256}")

    def _found(self, beginning: str) -> Iterator[tuple[str, int]]:
        for line in self._places().keys(min=beginning):
            if not line.startswith(beginning):
                break
            _kind, _name, chain, sequence = line.split(" ")
            yield chain, int(sequence)

    def _places(self) -> Any:
        """The lines; made from the evidence where it is older than they are."""
        if self.copy_places is None:
            places = OOTreeSet()
            for chain in self.chains.values():
                for row in chain.rows():
                    places.update(f"{name} {chain.id} {row['sequence']}" for name in _names(row))
            self.copy_places = places
        return self.copy_places


def _names(row: dict[str, Any]) -> Iterator[str]:
    if row["action"] in GRANTED:
        number = fold_copy_number(row["new"])
        if number:
            yield f"number {number}"
        if row["copy"]:
            yield f"sha256 {row['copy']}"
