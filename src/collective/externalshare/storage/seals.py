"""Seals in the store, and the chains that wait for the next one."""

from __future__ import annotations

from ..model.seal import Seal
from .waiting import Waiting
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from typing import Any


class Seals:
    """The part of the store that knows what is sealed.

    `unsealed` are the ids of chains that grew since their last seal. How many rows
    of a chain are sealed stands on the chain itself, so that whoever appends to it
    and the seal conflict, and no row is lost between them; different chains do not.
    """

    chains: Any
    _seal_mails: Any
    # None on a store made before there were seals, until the first row or seal.
    unsealed: Any = None
    sealed: Any = None
    # Length and link of each chain in its last seal.
    sealed_heads: Any = None
    # Number of the last seal that was put into a mail, and when; 0: no seal is mailed.
    mailed_seals: tuple[int, int] = (0, 0)
    # Numbers of seals of which the log outside has a line that was cut off before the whole one.
    torn_seals: tuple[int, ...] = ()
    # Sequence of a row that did not verify, by the id of its chain.
    broken: Any = None

    def grew(self, chain_id: str, before: int) -> None:
        """A chain has a row more than `before`."""
        waiting = self.unsealed_chains()
        if self.chains[chain_id].sealed == before:
            waiting.insert(chain_id)

    def unsealed_chains(self) -> Any:
        """The chains that wait; all of them, where nothing was ever sealed."""
        if self.unsealed is None:
            self.unsealed = Waiting()
            for chain_id in self.chains:
                self.unsealed.insert(chain_id)
        return self.unsealed

    def unsealed_rows(self, enough: int) -> int:
        """How many rows no seal covers; counted up to `enough` only."""
        rows = 0
        for chain_id in self.unsealed_chains():
            chain = self.chains[chain_id]
            rows += chain.length - chain.sealed
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
            self.unsealed.remove(chain_id)
            self.chains[chain_id].sealed = length
            self.sealed_heads[chain_id] = (length, head)

    def note_mailed_seals(self, number: int, now: int) -> None:
        """Remember up to where seals were mailed; two at once conflict."""
        self.mailed_seals = (number, now)

    def note_torn_seal(self, number: int) -> None:
        """Remember that the line of a seal was cut off in the log."""
        if number not in self.torn_seals:
            self.torn_seals = (*self.torn_seals, number)

    def _seals_to_keep(self, last: Seal) -> list[Seal]:
        """What must stay when all evidence goes: this one, and those that are to be mailed yet."""
        waiting = [row.seals[0] for row in self._seal_mails()]
        if self.mailed_seals[0]:
            waiting.append(self.mailed_seals[0] + 1)
        if not waiting:
            return [last]
        number = last.fields["number"]
        return [*(one for one in self.seals(min(waiting)) if one.fields["number"] < number), last]

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
