"""Hand over what somebody sent: from then on it is another user's, who is named to its readers.

A sending goes as a whole, since all of it has one sender and each of its links one
contact. What was recorded of who shared it stays.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.distribution import Distribution
from ..model.distribution import Sender
from ..model.outbox import MailKind
from ..model.share import ENDED
from ..model.share import Share
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any


MOST_NAMED = 10
OF_SENDER = (
    MailKind.OPENED,
    MailKind.ACKNOWLEDGED,
    MailKind.APPROVAL_GIVEN,
    MailKind.APPROVAL_REFUSED,
)
"""Mails about one link of a sending that are for whoever has it."""


class HandOver:
    """The faces decide who may: those who manage, and senders of what is their own."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def of(self, user_id: str) -> list[Share]:
        """Everything that a user has, newest first, what has ended too."""
        store = self.ports.store
        return [store.share_at(key) for key in store.by_sender.keys(user_id)]

    def sendings(self, shares: Iterable[Share]) -> list[Share]:
        """One share of each sending: what `in_batches` does some of at a time."""
        found: dict[str, Share] = {}
        for share in shares:
            found.setdefault(share.distribution_id, share)
        return list(found.values())

    def check(self, shares: Sequence[Share], successor: Sender | None) -> Refused | None:
        """What speaks against it; `successor` None: the account that was named does not exist.

        Refused: `hand_over_nothing`, `account_unknown`, `hand_over_same`, `successor_may_not`.
        """
        if not shares:
            return Refused("hand_over_nothing", where="shares")
        if successor is None:
            return Refused("account_unknown", where="successor")
        made = self._sendings(shares)
        others = [one for one in made if one.sender.id != successor.id]
        if not others:
            return Refused("hand_over_same", where="successor")
        titles = self._forbidden(others, successor.id)
        if titles:
            named = ", ".join(titles[:MOST_NAMED]) + (" …" if len(titles) > MOST_NAMED else "")
            who = successor.name or successor.id
            return Refused("successor_may_not", {"who": who, "titles": named}, "successor")
        return None

    def __call__(
        self, shares: Sequence[Share], successor: Sender, actor: Actor, contact: Contact = NOBODY
    ) -> int:
        """How many of the sendings that these shares are of went over; `check` goes before.

        What the successor has already stays as it is.
        """
        must_be_recordable(self.ports)
        handed = 0
        for made in self._sendings(shares):
            if made.sender.id != successor.id:
                self._hand_over(made, successor, actor, contact)
                handed += 1
        return handed

    def _sendings(self, shares: Iterable[Share]) -> list[Distribution]:
        store = self.ports.store
        return [store.distributions[share.distribution_id] for share in self.sendings(shares)]

    def _forbidden(self, sendings: Iterable[Distribution], user_id: str) -> list[str]:
        """Titles of the documents, shared yet, that the successor may not share."""
        known: dict[str, str] = {}
        for made in sendings:
            for share in map(self.ports.store.shares.get, made.share_ids):
                uid = share.document_uid
                if uid not in known and share.status(self.ports.now, None) not in ENDED:
                    document = self.ports.documents.get(uid, share.gate.path)
                    allowed = document is None or document.may_be_shared_by(user_id)
                    known[uid] = "" if allowed else document.title
        return [title for title in known.values() if title]

    def _hand_over(
        self, made: Distribution, successor: Sender, actor: Actor, contact: Contact
    ) -> None:
        store, old = self.ports.store, made.sender
        made.hand_over(successor)
        for share in map(store.shares.get, made.share_ids):
            if old.id in share.gate.strangers:
                # It may be active again: the sweep tells.
                share.gate.untold = True
            store.hand_over(share, successor.id)
        for invitation_id in made.invitation_ids:
            self._readdress(store.invitations[invitation_id], successor)
            event = Event(Action.DISTRIBUTION_HANDED_OVER, actor, old=old.id, new=successor.id)
            record(self.ports, invitation_id, event, contact)

    def _readdress(self, invitation: Any, successor: Sender) -> None:
        """What the sender is to be told, and nobody began to send, goes to the successor."""
        queued = dict(invitation.notices)
        for kind in OF_SENDER:
            row = self.ports.store.outbox.get(queued.get(kind.value, ""))
            if row is not None and row.waits and not row.attempts and successor.address:
                row.address = successor.address
