"""Whether the site can keep its promises: one list, in three colours."""

from __future__ import annotations

from ..interfaces import KeysUnusable
from ..model.link_base import leads_to_a_site
from ..model.times import MINUTE
from .ports import Ports
from .proving import Proving
from .sealing import Sealing
from dataclasses import dataclass
from enum import StrEnum


EVIDENCE_ROWS = 20_000
"""Looked at when somebody asks; the rest is, some at a time, by the housekeeping."""


class Colour(StrEnum):
    """Green: as promised. Amber: works, but a promise is weaker. Red: something does not work."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Check:
    """One line of the health page; `code` is a key of `vocabularies.HEALTH`."""

    name: str
    colour: Colour
    code: str
    detail: str = ""


class Health:
    """Looks, never mends."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self, storage: tuple[str, bool | None]) -> list[Check]:
        """Run all checks.

        `storage`: its kind, and whether reads see other clients' commits at
        once (None: there are no other clients).
        """
        return [
            self._mail(),
            self._outbox(),
            self._key(),
            self._link_base(),
            self._storage(*storage),
            self._evidence(),
            self._seals(),
            self._fonts(),
        ]

    def _mail(self) -> Check:
        problem = self.ports.mail.problem()
        if problem:
            return Check("mail", Colour.RED, problem)
        return Check("mail", Colour.GREEN, "mail_ready", self.ports.mail.sender()[1])

    def _outbox(self) -> Check:
        store, now = self.ports.store, self.ports.now
        dead = len(store.dead_mail)
        oldest = max((now - row.begins for row in store.waiting_mail()), default=0)
        if dead:
            return Check("outbox", Colour.RED, "outbox_dead", str(dead))
        if oldest > MINUTE:
            return Check("outbox", Colour.AMBER, "outbox_slow", str(oldest // MINUTE))
        return Check("outbox", Colour.GREEN, "outbox_ready")

    def _key(self) -> Check:
        problem = self.ports.keys.problem()
        if problem == "key_unusable":
            return Check("key", Colour.RED, problem)
        if problem:
            return Check("key", Colour.AMBER, problem)
        return Check("key", Colour.GREEN, "key_outside")

    def _link_base(self) -> Check:
        base = self.ports.settings.link_base
        if not base:
            return Check("link_base", Colour.RED, "link_base_missing")
        if not leads_to_a_site(base):
            # The panel refuses it; Plone's own registry editor knows no such rule.
            plain = base.lower().startswith("http://")
            code = "link_base_http" if plain else "link_base_unusable"
            return Check("link_base", Colour.RED, code, base)
        return Check("link_base", Colour.GREEN, "link_base_ready", base)

    def _storage(self, kind: str, fresh: bool | None) -> Check:
        if fresh is False:
            return Check("storage", Colour.RED, "storage_stale", kind)
        return Check("storage", Colour.GREEN, "storage_ready", kind)

    def _evidence(self) -> Check:
        try:
            looked = Proving(self.ports).look(EVIDENCE_ROWS)
        except KeysUnusable:
            return Check("evidence", Colour.RED, "key_unusable")
        if not looked.whole:
            where = f"{looked.sequence} ({looked.chain})"
            return Check("evidence", Colour.RED, "chain_broken", where)
        return Check("evidence", Colour.GREEN, "chain_whole", str(looked.rows))

    def _seals(self) -> Check:
        """Whether the log outside has the newest seal, and the database those of the log."""
        last = self.ports.store.last_seal()
        newest = last.fields["number"] if last else 0
        sealing = Sealing(self.ports)
        try:
            known, cut_off = sealing.in_log(), sealing.is_cut_off()
        except (OSError, ValueError):
            return Check("seals", Colour.RED, "seals_unreadable")
        if known is None:
            return Check("seals", Colour.AMBER, "seals_inside")
        own = next(iter(self.ports.store.seals(known)), None) if known else None
        if known > newest or (own and own.line != self.ports.seal_log.last()):
            return Check("seals", Colour.RED, "seals_differ", str(known))
        if known < newest:
            code = "seals_cut_off" if cut_off else "seals_behind"
            return Check("seals", Colour.AMBER, code, str(newest - known))
        torn = self.ports.store.torn_seals
        if torn:
            return Check("seals", Colour.GREEN, "seals_mended", ", ".join(map(str, torn)))
        return Check("seals", Colour.GREEN, "seals_ready", str(known))

    def _fonts(self) -> Check:
        lost = self.ports.copies.unusable_fonts(self.ports.settings)
        if lost:
            return Check("fonts", Colour.AMBER, "fonts_unusable", ", ".join(lost))
        return Check("fonts", Colour.GREEN, "fonts_ready")
