"""Looking whether the evidence still proves itself, some of it at a time."""

from __future__ import annotations

from .. import logger
from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from .batches import some_of
from .ports import Ports
from dataclasses import dataclass
from itertools import islice


CHAINS_AT_ONCE = 2000
ROWS_AT_ONCE = 5000
BROKEN_AT_ONCE = 100


@dataclass(frozen=True)
class Looked:
    """How much was looked at, and the first row found that does not verify, if any."""

    chains: int
    rows: int
    chain: str = ""
    sequence: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything that was looked at holds."""
        return not self.chain


class Proving:
    """Follows chains from their first row to the last, and compares them with their seals."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def look(self, rows: int = ROWS_AT_ONCE) -> Looked:
        """What was found broken before, then the administration, then others by chance.

        At most so many rows, but always whole chains and at least the first.
        Writes nothing.
        """
        store = self.ports.store
        known = islice(store.broken or (), BROKEN_AT_ONCE)
        names = dict.fromkeys([*known, ADMINISTRATION, *some_of(store.chains, CHAINS_AT_ONCE)])
        names.update(dict.fromkeys(some_of(store.sealed_heads or {}, CHAINS_AT_ONCE)))
        looked = read = 0
        for name in names:
            chain = store.chains.get(name)
            if chain is None:
                if self._lost(name):
                    return Looked(looked, read, name, 0)
                continue
            if looked and read + chain.length > rows:
                continue
            looked, read = looked + 1, read + chain.length
            broken = self.broken_at(chain)
            if broken is not None:
                return Looked(looked, read, chain.id, broken)
        return Looked(looked, read)

    def keep_looking(self) -> None:
        """As `look`; what is broken is logged, and remembered until it is whole again."""
        found = self.look()
        if not found.whole:
            logger.error(
                "The evidence was changed: row %s of chain %s does not verify",
                found.sequence,
                found.chain,
            )
            self.ports.store.note_broken(found.chain, found.sequence)
            return
        for name in list(islice(self.ports.store.broken or (), BROKEN_AT_ONCE)):
            chain = self.ports.store.chains.get(name)
            if not self._lost(name) if chain is None else self.broken_at(chain) is None:
                self.ports.store.note_broken(name, None)

    def _lost(self, name: str) -> bool:
        """Whether a seal knew a chain that is not there any more."""
        return name in (self.ports.store.sealed_heads or ())

    def broken_at(self, chain: Chain) -> int | None:
        """The first row of a chain that does not verify, or that its last seal did not know so."""
        sealed = (self.ports.store.sealed_heads or {}).get(chain.id, (0, ""))
        return chain.broken_at(self.ports.ring, *sealed)
