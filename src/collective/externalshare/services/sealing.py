"""Sealing: now and then, what all chains are is written down where it cannot be taken back."""

from __future__ import annotations

from .. import logger
from ..model.audit import Chain
from ..model.seal import make_seal
from ..model.seal import Seal
from ..model.times import MINUTE
from .ports import Ports
from .seal_mail import SealMail
from itertools import islice

import json
import transaction


EVERY = 5 * MINUTE
ROWS = 500
CHAINS_AT_ONCE = 5000
"""In one seal; what is left waits for the next one."""


class Sealing:
    """Makes seals; two at once conflict, and the loser finds nothing left to seal."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def when_due(self) -> int:
        """Seal after 5 minutes with any new row, or after 500 rows; how many seals were made.

        Seals that wait for their mail go into the outbox with it.
        """
        made = self._when_due()
        SealMail(self.ports).when_due()
        return made

    def _when_due(self) -> int:
        store = self.ports.store
        last = store.last_seal()
        age = self.ports.now - (last.fields["time"] if last else 0)
        # A clock that was set back must not keep seals from being made.
        due = not 0 <= age < EVERY
        if store.unsealed_chains() and (due or store.unsealed_rows(ROWS) >= ROWS):
            self()
            return 1
        # A log that could not be written to then is completed now.
        self._log(store.last_seal())
        return 0

    def __call__(self) -> Seal | None:
        """Seal every chain that grew; None when none did."""
        store = self.ports.store
        chains = [store.chains[name] for name in islice(store.unsealed_chains(), CHAINS_AT_ONCE)]
        return self._seal(chains) if chains else None

    def last_of_all(self) -> Seal:
        """The seal with which all evidence is erased; it is in the log once this commits."""
        store = self.ports.store
        return self._seal([store.chains[name] for name in store.unsealed_chains()], erased=True)

    def _seal(self, chains: list[Chain], erased: bool = False) -> Seal:
        store = self.ports.store
        heads = [(chain.id, chain.length, chain.head) for chain in chains]
        seal = make_seal(heads, store.last_seal(), self.ports.now, self.ports.ring, erased)
        store.keep_seal(seal)
        self._log(seal)
        return seal

    def in_log(self) -> int | None:
        """The number of the newest seal in the log: 0 in an empty one, None without a log.

        :raises OSError: when the log cannot be read.
        :raises ValueError: when its last line is no seal.
        """
        line = self.ports.seal_log.last()
        if not line:
            return None if line is None else 0
        try:
            return int(json.loads(line)["seal"]["number"])
        except (ValueError, TypeError, LookupError) as error:
            raise ValueError("the last line of the log of seals is no seal") from error

    def _log(self, newest: Seal | None) -> None:
        """Once this commits, write into the log whatever it lacks."""
        if newest is None:
            return
        try:
            known = self.in_log()
        except (OSError, ValueError) as error:
            logger.error("The log of seals cannot be continued: %s", error)
            return
        if known is None or known >= newest.fields["number"]:
            return
        last, own = self.ports.seal_log.last(), next(self.ports.store.seals(known), None)
        if known and own is not None and own.fields["number"] == known and own.line != last:
            logger.error("The log of seals has another seal %s than the database", known)
            return
        lines = [seal.line for seal in self.ports.store.seals(known + 1)]
        transaction.get().addAfterCommitHook(self._write, (lines, last))

    def _write(self, committed: bool, lines: list[str], after: str) -> None:
        if committed:
            try:
                self.ports.seal_log.append(lines, after)
            except OSError as error:
                logger.error("Seals could not be logged and will be again: %s", error)
