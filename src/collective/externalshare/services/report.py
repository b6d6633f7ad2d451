"""What a report of evidence tells: shares, events, copies, and whether the chains hold."""

from __future__ import annotations

from ..model.audit import Actor
from ..model.audit import ADMINISTRATION
from ..model.audit import Contact
from ..model.audit import NOBODY
from ..model.selection import Selection
from ..model.verdict import Refused
from .export import Export
from .export import REPORT
from .overview import Overview
from .overview import Row
from .ports import Ports
from .proving import Proving
from dataclasses import dataclass
from io import BytesIO
from typing import Any


MOST_ROWS = 2_000
"""More than that nobody reads; the archive has no bound."""
MOST_SEALS = 20 << 20
"""Bytes of seals inside a report; a site that has more hands them out by the archive."""


@dataclass(frozen=True)
class Told:
    """A row with its `person`, and the share it is of; None for the administration's."""

    event: dict[str, Any]
    about: Row | None


@dataclass(frozen=True)
class Facts:
    """What is to be said. `broken` names the first row of each chain that does not verify.

    `files` are what proves it, by name.
    """

    selection: Selection
    rows: int
    told: tuple[Told, ...]
    shares: tuple[Row, ...]
    chains: int
    checked: int
    broken: tuple[tuple[str, int], ...]
    seal: dict[str, Any] | None
    files: dict[str, bytes]


class Reports:
    """Collects the facts of one report and records that it was made."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.export = Export(ports)

    def __call__(
        self, selection: Selection, actor: Actor, contact: Contact = NOBODY
    ) -> Facts | Refused:
        """Refused: too much to read, unusable keys."""
        facts = self.facts(selection, actor)
        if isinstance(facts, Facts):
            self.export.record(selection, REPORT, facts.rows, actor, contact)
        return facts

    def facts(self, selection: Selection, actor: Actor) -> Facts | Refused:
        """The same without the record, as `Export.make`."""
        refused = self.export.unusable(REPORT)
        if refused is not None:
            return refused
        rows = self.export.selections.count(selection)
        if rows > MOST_ROWS:
            return Refused("report_long", {"rows": rows, "maximum": MOST_ROWS}, where="format")
        return self._facts(selection, rows, actor)

    def _facts(self, selection: Selection, rows: int, actor: Actor) -> Facts:
        store = self.ports.store
        wanted, names = [], set()
        for chosen, _, _, side, row in self.export.selections.entries(selection):
            if chosen and row:
                wanted.append({**row, "person": dict(side.person) if side else {}})
            if row:
                names.add(row["chain"])
        chains = [store.chains[name] for name in sorted(names) if name in store.chains]
        proving = Proving(self.ports)
        found = [(chain.id, proving.broken_at(chain)) for chain in chains]
        shares = self._shares(wanted)
        wanted.sort(key=lambda row: row["time"])
        seal = store.last_seal()
        return Facts(
            selection=selection,
            rows=rows,
            told=tuple(Told(row, self._about(row, shares)) for row in wanted),
            shares=tuple(sorted(shares.values(), key=lambda row: row.share.created)),
            chains=len(chains),
            checked=sum(chain.length for chain in chains),
            broken=tuple((name, place) for name, place in found if place is not None),
            seal=seal.fields if seal else None,
            files=self._files(selection, actor),
        )

    def _shares(self, wanted: list[dict[str, Any]]) -> dict[str, Row]:
        """The shares that rows tell of, and the first of each invitation."""
        store = self.ports.store
        ids: dict[str, None] = {}
        for row in wanted:
            if row["share"]:
                ids[row["share"]] = None
        for chain in {row["chain"] for row in wanted} - {ADMINISTRATION}:
            mine = store.invitations[chain].share_ids if chain in store.invitations else ()
            if mine and not ids.keys() & set(mine):
                ids[mine[0]] = None
        shares = [store.shares[name] for name in ids if name in store.shares]
        return {row.share.id: row for row in Overview(self.ports).live(shares)}

    def _about(self, row: dict[str, Any], shares: dict[str, Row]) -> Row | None:
        if row["share"] in shares:
            return shares[row["share"]]
        return next(
            (one for one in shares.values() if one.share.invitation_id == row["chain"]), None
        )

    def _files(self, selection: Selection, actor: Actor) -> dict[str, bytes]:
        lines = BytesIO()
        self.export.write(selection, "jsonl", actor, lines)
        seals = BytesIO()
        for seal in self.ports.store.seals():
            seals.write(f"{seal.line}\n".encode())
            if seals.tell() > MOST_SEALS:
                return {"rows.jsonl": lines.getvalue()}
        return {"rows.jsonl": lines.getvalue(), "seals.jsonl": seals.getvalue()}
