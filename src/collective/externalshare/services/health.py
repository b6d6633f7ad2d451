"""Whether the site can keep its promises: one list, in three colours."""

from __future__ import annotations

from ..interfaces import KeysUnusable
from ..model.audit import ADMINISTRATION
from ..model.link_base import leads_to_a_site
from ..model.times import MINUTE
from .ports import Ports
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
        oldest = max((now - row.created for row in store.waiting_mail()), default=0)
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
        chain: Any = self.ports.store.chains[ADMINISTRATION]
        try:
            broken = chain.broken_at(self.ports.ring)
        except KeysUnusable:
            return Check("evidence", Colour.RED, "key_unusable")
        if broken is not None:
            return Check("evidence", Colour.RED, "chain_broken", str(broken))
        return Check("evidence", Colour.GREEN, "chain_whole")

    def _fonts(self) -> Check:
        lost = self.ports.copies.unusable_fonts(self.ports.settings)
        if lost:
            return Check("fonts", Colour.AMBER, "fonts_unusable", ", ".join(lost))
        return Check("fonts", Colour.GREEN, "fonts_ready")
