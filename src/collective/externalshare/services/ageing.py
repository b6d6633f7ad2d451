"""Personal data in the records go when their time is over; the rows stay."""

from __future__ import annotations

from ..model.ageing import age
from ..model.audit import Action
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.contact import FIELDS
from ..model.times import DAY
from ..model.times import iso
from .batches import some_of
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from collections.abc import Iterable


CHAINS_AT_ONCE = 500
ROWS_AT_ONCE = 2000


class Ageing:
    """Idempotent; two at once conflict, and the loser finds nothing left to do."""

    def __init__(self, ports: Ports, rows: int = ROWS_AT_ONCE) -> None:
        self.ports = ports
        self.rows = rows

    def __call__(self, chains: Iterable[str] | None = None) -> int:
        """Age some of all chains, or those named; how many rows were looked at (0: none is due).

        What went is told of in the administration's chain.
        """
        must_be_recordable(self.ports)
        names = some_of(self.ports.store.chains, CHAINS_AT_ONCE) if chains is None else list(chains)
        return sum(self._part(names, *part) for part in self._parts())

    def _parts(self) -> list[tuple[tuple[str, ...] | None, int]]:
        """Which personal data go, and before which instant."""
        bounds, now = self.ports.settings, self.ports.now
        parts: list[tuple[tuple[str, ...] | None, int]] = []
        if bounds.person_days:
            parts.append((None, now - bounds.person_days * DAY))
        parts.append((FIELDS, now - bounds.contact_days * DAY))
        return parts

    def _part(self, chains: list[str], names: tuple[str, ...] | None, before: int) -> int:
        looked = went = 0
        for chain_id in chains:
            if looked >= self.rows:
                break
            found = age(self.ports.store.chains[chain_id], names, before, self.rows - looked)
            looked, went = looked + found[0], went + found[1]
        if went:
            said = f"{'all' if names is None else ', '.join(names)} before {iso(before)}"
            event = Event(Action.PERSONAL_DATA_AGED, SYSTEM, old=said, new=str(went))
            record_administration(self.ports, event)
        return looked
