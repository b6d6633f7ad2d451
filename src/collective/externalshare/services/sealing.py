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
from typing import NamedTuple

import json
import transaction


EVERY = 5 * MINUTE
ROWS = 500
CHAINS_AT_ONCE = 5000
"""In one seal; what is left waits for the next one."""


class _End(NamedTuple):
    """Of the log: number (None: there is no log) and line of the newest seal, and what follows."""

    number: int | None
    line: str
    cut_off: bool


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
        :raises ValueError: when it ends with anything but a seal, or the beginning
            of the one that follows.
        """
        return self._end().number

    def is_cut_off(self) -> bool:
        """Whether the log ends with the beginning of a seal: something failed while it was written.

        Raises as `in_log`.
        """
        return self._end().cut_off

    def _end(self) -> _End:
        line, pieces = self.ports.seal_log.end()
        if line is None:
            return _End(None, "", False)
        try:
            known = int(json.loads(line)["seal"]["number"]) if line else 0
        except (ValueError, TypeError, LookupError) as error:
            raise ValueError("the last line of the log of seals is no seal") from error
        if pieces:
            seal = next(self.ports.store.seals(known + 1), None)
            follows = seal.line if seal and seal.fields["number"] == known + 1 else ""
            if not follows or not all(follows.startswith(piece) for piece in pieces):
                raise ValueError("the log of seals ends with something that is no seal")
        return _End(known, line, bool(pieces))

    def _log(self, newest: Seal | None) -> None:
        """Once this commits, write into the log whatever it lacks.

        A line that was cut off stays where it is, and its seal follows it whole.
        """
        if newest is None:
            return
        try:
            end = self._end()
        except (OSError, ValueError) as error:
            logger.error("The log of seals cannot be continued: %s", error)
            return
        store, known = self.ports.store, end.number
        if known is None or known >= newest.fields["number"]:
            return
        own = next(store.seals(known), None)
        if known and own is not None and own.fields["number"] == known and own.line != end.line:
            logger.error("The log of seals has another seal %s than the database", known)
            return
        if end.cut_off:
            logger.warning("Seal %s was cut off in the log; it is written again", known + 1)
            store.note_torn_seal(known + 1)
        lines = [seal.line for seal in store.seals(known + 1)]
        transaction.get().addAfterCommitHook(self._write, (lines, end.line))

    def _write(self, committed: bool, lines: list[str], after: str) -> None:
        if committed:
            try:
                self.ports.seal_log.append(lines, after)
            except OSError as error:
                logger.error("Seals could not be logged and will be again: %s", error)
