"""Seals in the store, and the chains that wait for the next one."""

from __future__ import annotations

from ..model.seal import Seal
from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from typing import Any


class Seals:
    """The part of the store that knows what is sealed.

    `unsealed` are the ids of chains that grew since the last seal, with the rows
    that were sealed of each. Appending to one that waits already writes nothing,
    and different ones do not conflict.
    """

    chains: Any
    # None on a store made before there were seals, until the first row or seal.
    unsealed: Any = None
    sealed: Any = None
    # Length and link of each chain in its last seal.
    sealed_heads: Any = None
    # Sequence of a row that did not verify, by the id of its chain.
    broken: Any = None

    def grew(self, chain_id: str, before: int) -> None:
        """A chain has a row more than `before`."""
        waiting = self.unsealed_chains()
        if chain_id not in waiting:
            waiting[chain_id] = before

    def unsealed_chains(self) -> Any:
        """The chains that wait; all of them, where nothing was ever sealed."""
        if self.unsealed is None:
            self.unsealed = OIBTree(dict.fromkeys(self.chains, 0))
        return self.unsealed

    def unsealed_rows(self, enough: int) -> int:
        """How many rows no seal covers; counted up to `enough` only."""
        rows = 0
        for chain_id, sealed in self.unsealed_chains().items():
            rows += self.chains[chain_id].length - sealed
            if rows >= enough:
                break
        return rows

    def last_seal(self) -> Seal | None:
        """The newest seal."""
        return Seal(*self.sealed[self.sealed.maxKey()]) if self.sealed else None

    def keep_seal(self, seal: Seal) -> None:
        """Keep a new seal; two at once conflict, and the chains in it wait no more."""
        if self.sealed is None:
            self.sealed = IOBTree()
        fields = seal.fields
        self.sealed[fields["number"]] = (seal.text, seal.mac)
        if self.sealed_heads is None:
            self.sealed_heads = OOBTree()
        for chain_id, length, head in fields["heads"]:
            del self.unsealed[chain_id]
            self.sealed_heads[chain_id] = (length, head)

    def note_broken(self, chain_id: str, sequence: int | None) -> None:
        """Remember where a chain does not verify; None: it does again."""
        if self.broken is None:
            self.broken = OOBTree()
        if sequence is not None:
            if self.broken.get(chain_id) != sequence:
                self.broken[chain_id] = sequence
        elif chain_id in self.broken:
            del self.broken[chain_id]

    def seals(self, start: int = 1) -> Iterator[Seal]:
        """Seals from a number on, oldest first."""
        for text, mac in self.sealed.values(start) if self.sealed else ():
            yield Seal(text, mac)
