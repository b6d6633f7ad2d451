"""Erasing all evidence of a site: a deed of its own, after a last export, never by uninstalling."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import ADMINISTRATION
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.selection import Scope
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from .revoke import LONGEST_REASON
from .sealing import Sealing

import re


EXPORTED = re.compile(rf"{Scope.EVERYTHING}: (\d+) rows, (zip|jsonl)")


class Erasure:
    """Deletes shares, people, mails, sessions and records of a site; what remains says so.

    Mails with seals that have not left yet stay: they are for somebody outside (ADR 0031).

    A last seal that says `erased` goes into the log outside, so that those who
    verify know why nothing of before is there; the first row of the new
    administration says who did it, and why.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self, typed: str, site_id: str, reason: str, actor: Actor, contact: Contact = NOBODY
    ) -> int | Refused:
        """How many rows were erased.

        Refused: `site_id_wrong`, `reason_missing`, `reason_long`, `export_first`.
        """
        reason = clean_words(reason)
        if typed.strip() != site_id:
            return Refused("site_id_wrong", {"id": site_id}, where="confirmation")
        if not reason:
            return Refused("reason_missing", where="reason")
        if len(reason) > LONGEST_REASON:
            return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
        rows = self.rows()
        if not self.is_exported(rows):
            return Refused("export_first")
        must_be_recordable(self.ports)
        store, chains = self.ports.store, len(self.ports.store.chains)
        store.begin_anew(Sealing(self.ports).last_of_all())
        event = Event(
            Action.EVIDENCE_ERASED, actor, reason=reason, old=f"{rows} rows in {chains} chains"
        )
        record_administration(self.ports, event, contact)
        return rows

    def rows(self) -> int:
        """How many rows there are."""
        return sum(chain.length for chain in self.ports.store.chains.values())

    def is_exported(self, rows: int) -> bool:
        """Whether the last thing that happened at all is an export of everything else."""
        chain = self.ports.store.chains[ADMINISTRATION]
        if not chain.length:
            return False
        last = chain.row(chain.length - 1)
        found = EXPORTED.fullmatch(last["new"])
        exported = last["action"] == Action.EVIDENCE_EXPORTED and found is not None
        return exported and int(found[1]) == rows - 1  # type: ignore[index]
