"""What waits for approval: nothing leaves before somebody else than its sender consents."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.distribution import Distribution
from ..model.distribution import Sender
from ..model.four_eyes import FourEyes
from ..model.outbox import MailKind
from ..model.secrets import digest
from ..model.share import ENDED
from ..model.share import Share
from ..model.verdict import Refused
from .ask_approval import tell_decision
from .invite import queue_invitation
from .overview import Overview
from .overview import Row
from .policy import Policy
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .revoke import LONGEST_REASON
from .revoke import Revoke
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """A distribution that waits, with a row for each of its shares that has not ended."""

    distribution: Distribution
    rows: tuple[Row, ...]

    @property
    def state(self) -> str:
        """Tells what was looked at from what it became meanwhile."""
        return _state(self.distribution, (row.share for row in self.rows))


class Approvals:
    """Approves and rejects; the faces decide who may."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def waiting(self) -> list[Waiting]:
        """Everything that waits, the longest first; what has ended meanwhile waits no more."""
        store, overview = self.ports.store, Overview(self.ports)
        found = [store.distributions[one] for one in store.waiting_for_approval()]
        found.sort(key=lambda one: (one.created, one.id))
        listed = (
            Waiting(one, tuple(overview.listed(share) for share in self._living(one)))
            for one in found
        )
        return [one for one in listed if one.rows]

    def anything(self) -> bool:
        """Whether anything waits; asked on every page of those who may approve."""
        store = self.ports.store
        return any(self._living(store.distributions[one]) for one in store.waiting_for_approval())

    def approve(
        self, distribution_id: str, actor: Actor, contact: Contact = NOBODY, seen: str = ""
    ) -> Refused | None:
        """Let a distribution go: its shares can be used from now on, its mails are queued.

        `seen`: the `Waiting.state` of what was looked at. Refused besides:
        `approval_changed`, when it has changed since; empty: whatever it is by now.
        `approval_rules`: the rules have become stricter since it was sent.
        """
        found = self._to_decide(distribution_id, actor)
        if isinstance(found, Refused):
            return found
        shares = self._living(found)
        # Whoever changes one of them at this moment conflicts.
        self.ports.store.rely_on(*shares)
        if seen and seen != _state(found, shares):
            return Refused("approval_changed")
        if stricter := self._against_rules(shares):
            return stricter
        self._decide(found, actor, Action.APPROVAL_GIVEN, "", contact)
        living = {share.invitation_id for share in self._living(found)}
        for share in self._living(found):
            # The days to acknowledge count from here.
            self.ports.store.post_deadline(share)
        for invitation_id in found.invitation_ids if found.by_mail else ():
            if invitation_id in living:
                invitation = self.ports.store.invitations[invitation_id]
                queue_invitation(self.ports, invitation, actor, contact)
        tell_decision(self.ports, found, MailKind.APPROVAL_GIVEN, actor, contact)
        return None

    def reject(
        self, distribution_id: str, actor: Actor, reason: str, contact: Contact = NOBODY
    ) -> Refused | None:
        """Revoke all of a distribution before anything of it left; the reason is required."""
        found = self._to_decide(distribution_id, actor)
        if isinstance(found, Refused):
            return found
        if len(reason) > LONGEST_REASON:
            return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
        if not clean_words(reason):
            return Refused("rejection_reason", where="reason")
        self._decide(found, actor, Action.APPROVAL_REFUSED, clean_words(reason), contact)
        Revoke(self.ports)(self._living(found), actor, reason, contact)
        tell_decision(self.ports, found, MailKind.APPROVAL_REFUSED, actor, contact)
        return None

    def _to_decide(self, distribution_id: str, actor: Actor) -> Distribution | Refused:
        must_be_recordable(self.ports)
        store = self.ports.store
        found: Distribution | None = store.distributions.get(distribution_id)
        if found is None or found.hold is None or not self._living(found):
            return Refused("approval_unknown")
        if not found.hold.waiting:
            return Refused("approval_decided")
        against = self.against(found, actor)
        return Refused(against) if against else found

    def against(self, made: Distribution, actor: Actor) -> str:
        """Why somebody must not decide about it, the code of a refusal; empty: they may.

        Nor may who had it before: handing over must not open a way round.
        """
        named = self.ports.accounts.named
        return FourEyes(made, named).against(named(actor.id) or Sender(actor.id))

    def _against_rules(self, shares: Iterable[Share]) -> Refused | None:
        """The rules of this moment hold: nobody outside was told of any terms yet."""
        policy, known = Policy(self.ports), {}
        for share in shares:
            uid = share.document_uid
            if uid not in known:
                known[uid] = self.ports.documents.get(uid, share.gate.path)
            address = self.ports.store.records_of(share)[2].address
            if policy.judge([known[uid]], [address], share.terms):
                values = {"title": share.gate.title, "address": address}
                return Refused("approval_rules", values)
        return None

    def _living(self, distribution: Distribution) -> list[Share]:
        shares = (self.ports.store.shares[one] for one in distribution.share_ids)
        return [share for share in shares if share.status(self.ports.now, None) not in ENDED]

    def _decide(
        self, found: Distribution, actor: Actor, action: Action, reason: str, contact: Contact
    ) -> None:
        assert found.hold is not None  # noqa: S101  (for the type checker)
        found.hold.decide(self.ports.now, actor.id)
        self.ports.store.decided(found.id)
        for invitation_id in found.invitation_ids:
            record(self.ports, invitation_id, Event(action, actor, reason=reason), contact)


def _state(made: Distribution, shares: Iterable[Share]) -> str:
    """Of whose it is, and of each share its terms, and the PDF that it keeps to."""
    pinned = ((one, one.pin.sha256 if one.pin else "") for one in shares)
    lines = (f"{share.id} {share.terms.written()} {sha256}" for share, sha256 in pinned)
    return digest("\n".join((made.sender.id, *lines)))
