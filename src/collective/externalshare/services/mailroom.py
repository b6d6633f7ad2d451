"""The outbox in the eyes of an administrator: what waits, what could not be delivered."""

from __future__ import annotations

from ..model.address import canonical
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import ADMINISTRATION
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.invitation import Invitation
from ..model.invitation import MailState
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import NOTICES
from ..model.outbox import OutboxRow
from ..model.outbox import TO_SENDERS
from ..model.secrets import new_id
from ..model.share import ENDED
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice


MOST_LISTED = 100
OF_THE_SITE = (MailKind.TEST, MailKind.SEALS)
"""Mails that belong to no invitation and can be sent once more."""
# Of a notice that nobody needs any more the sender makes none.
SENT_AGAIN = (MailKind.INVITATION, *OF_THE_SITE, *NOTICES, *TO_SENDERS)


@dataclass(frozen=True)
class Letter:
    """One mail of the outbox, to whom and about which documents; `age` in microseconds.

    `again` says whether sending it once more makes sense: a code is too old,
    and the link of ended shares opens nothing.
    """

    row: OutboxRow
    address: str
    titles: tuple[str, ...]
    age: int
    again: bool


class Mailroom:
    """Shows the outbox to people who manage, and does what only a person decides."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def waiting(self) -> list[Letter]:
        """Mails not sent yet, the oldest first, at most 100."""
        return self._letters(self.ports.store.waiting_mail())

    def dead(self) -> list[Letter]:
        """Mails that were given up, the oldest first, at most 100."""
        store = self.ports.store
        return self._letters(store.outbox[row_id] for row_id in store.dead_mail)

    def last_test(self) -> Letter | None:
        """The latest test mail, waiting, sent or dead; None when there is none."""
        rows = [row for row in self.ports.store.outbox.values() if row.is_test]
        latest = max(rows, key=lambda row: (row.created, row.id), default=None)
        return None if latest is None else self._letter(latest)

    def retry(self, row_id: str, actor: Actor, contact: Contact = NOBODY) -> bool | Refused:
        """Queue a dead letter once more; False when there is none that may be sent again."""
        row = self._dead_row(row_id)
        if row is None or row.kind not in SENT_AGAIN:
            return False
        if problem := self.ports.mail.problem():
            return Refused(problem)
        invitation = self._invitation(row)
        inviting = invitation if row.kind == MailKind.INVITATION else None
        if inviting is not None and (ended := self._ended(inviting)):
            return ended
        must_be_recordable(self.ports)
        store, now = self.ports.store, self.ports.now
        row.again(now, now + GIVE_UP)
        store.enqueue(row)
        if inviting is not None:
            delivery = inviting.delivery
            delivery.state, delivery.reply = MailState.QUEUED.value, ""
            delivery.moment, delivery.row_id = now, row.id
        self._record(Action.MAIL_RETRIED, row, invitation, actor, contact)
        return True

    def dismiss(self, row_id: str, actor: Actor, contact: Contact = NOBODY) -> bool:
        """Take a dead letter off the list; the invitation stays marked as not delivered."""
        row = self._dead_row(row_id)
        if row is None:
            return False
        must_be_recordable(self.ports)
        self.ports.store.drop_mail(row.id)
        self._record(Action.MAIL_DISMISSED, row, self._invitation(row), actor, contact)
        return True

    def test_mail(
        self,
        address: str,
        language: str,
        actor: Actor,
        contact: Contact = NOBODY,
        kind: str = "",
    ) -> str | Refused:
        """Queue a test mail; the canonical address it goes to.

        `kind`: of the mail of which it is a sample (`model.letters`); none: it proves
        that mails arrive.
        """
        if not address.strip():
            return Refused("address_missing", where="address")
        clean = canonical(address)
        if clean is None:
            return Refused("recipient_address", {"number": 1, "line": address[:80]}, "address")
        if problem := self.ports.mail.problem():
            return Refused(problem)
        must_be_recordable(self.ports)
        now = self.ports.now
        row = OutboxRow(new_id(), MailKind.TEST.value, kind, now, now + GIVE_UP, clean, language)
        self.ports.store.enqueue(row)
        self._record(Action.MAIL_TESTED, row, None, actor, contact)
        return clean

    def _letters(self, rows: Iterable[OutboxRow]) -> list[Letter]:
        oldest = sorted(rows, key=lambda row: (row.created, row.id))
        return [self._letter(row) for row in islice(oldest, MOST_LISTED)]

    def _letter(self, row: OutboxRow) -> Letter:
        invitation, store = self._invitation(row), self.ports.store
        if invitation is None:
            again = row.kind in (*OF_THE_SITE, MailKind.DIGEST)
            return Letter(row, row.address, (), self.ports.now - row.created, again)
        about = row.share_ids or invitation.share_ids
        shares = [store.shares[share_id] for share_id in about]
        again = row.kind == MailKind.INVITATION and self._ended(invitation) is None
        return Letter(
            row=row,
            address=row.address or store.recipients[invitation.recipient_id].address,
            titles=tuple(share.gate.title for share in shares),
            age=self.ports.now - row.created,
            again=again or row.kind in NOTICES or row.kind in TO_SENDERS,
        )

    def _dead_row(self, row_id: str) -> OutboxRow | None:
        store = self.ports.store
        return store.outbox[row_id] if row_id in store.dead_mail else None

    def _invitation(self, row: OutboxRow) -> Invitation | None:
        store = self.ports.store
        found = row.subject_id
        if row.kind in (MailKind.CODE, MailKind.DECOY):
            challenge = store.challenges.get(row.subject_id)
            found = challenge.invitation_id if challenge else ""
        invitation: Invitation | None = store.invitations.get(found)
        return invitation

    def _ended(self, invitation: Invitation) -> Refused | None:
        store, now = self.ports.store, self.ports.now
        statuses = [store.shares[share_id].status(now, None) for share_id in invitation.share_ids]
        ended = statuses and all(status in ENDED for status in statuses)
        return Refused(f"share_{statuses[-1]}") if ended else None

    def _record(
        self,
        action: Action,
        row: OutboxRow,
        invitation: Invitation | None,
        actor: Actor,
        contact: Contact,
    ) -> None:
        event = Event(action, actor, person={"address": row.address} if row.address else {})
        chain_id = invitation.id if invitation else ADMINISTRATION
        record(self.ports, chain_id, event, contact)
