"""Many shares at once, each by the service for one, so that the same rules hold."""

from __future__ import annotations

from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import NOBODY
from ..model.share import Share
from ..model.share import Status
from ..model.times import from_micros
from ..model.verdict import Refused
from .amend import Amend
from .invite import Invite
from .overview import Overview
from .overview import Row
from .ports import Ports
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """How many shares it was done to, how many were so before, and why not to others."""

    done: int = 0
    before: int = 0
    refused: tuple[Refused, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        """Both together."""
        refused = (*self.refused, *other.refused)
        return Outcome(self.done + other.done, self.before + other.before, refused)


class Together:
    """What was refused of one share keeps no other from its turn."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def extend(
        self, shares: Sequence[Share], until: int, actor: Actor, contact: Contact = NOBODY
    ) -> Outcome:
        """Let shares last until an instant; one that lasts as long or longer stays as it is."""
        outcome = Outcome()
        for share in shares:
            if share.revocation is None and share.terms.expires >= until:
                outcome += Outcome(before=1)
                continue
            found = Amend(self.ports)(share, actor, expires=from_micros(until), contact=contact)
            outcome += _of(found)
        return outcome

    def resend(self, shares: Iterable[Share], actor: Actor, contact: Contact = NOBODY) -> Outcome:
        """Queue mails once more; two shares of one invitation are one mail: see `letters`."""
        outcome = Outcome()
        for share in shares:
            outcome += _of(Invite(self.ports).resend(share, actor, contact))
        return outcome

    def letters(self, shares: Iterable[Share]) -> list[Share]:
        """One share of each invitation, one that can be used where there is such a one."""
        chosen: dict[str, Row] = {}
        for row in map(Overview(self.ports).listed, shares):
            kept = chosen.get(row.share.invitation_id)
            if kept is None or (row.status is Status.ACTIVE and kept.status is not Status.ACTIVE):
                chosen[row.share.invitation_id] = row
        return [row.share for row in chosen.values()]


def _of(refused: Refused | None) -> Outcome:
    return Outcome(done=1) if refused is None else Outcome(refused=(refused,))
