"""The result: what is written once it is known what became of a mail."""

from __future__ import annotations

from ..interfaces import IAnnouncer
from ..interfaces import IDocuments
from ..model.audit import Action
from ..model.audit import ADMINISTRATION
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.invitation import ATTACHED
from ..model.invitation import Invitation
from ..model.invitation import MailState
from ..model.outbox import MailKind
from ..model.outbox import NOTICES
from ..model.outbox import OutboxRow
from ..model.outbox import OutboxState
from ..model.outbox import TO_SENDERS
from ..model.secrets import KeyRing
from .reply import Fate
from .reply import Outcome
from typing import Any


SUSPENDED = "share_suspended"


class Result:
    """Brings row, delivery and evidence to their new state in the running transaction.

    Writes nothing that others write who share, so that no mail on its way
    keeps anybody from sharing; the lists of mails are tidied later (ADR 0007).
    """

    def __init__(self, site: Any, store: Any, ring: KeyRing, now: int) -> None:
        self.site = site
        self.store = store
        self.ring = ring
        self.now = now

    def __call__(self, row: OutboxRow, outcome: Outcome, ended: bool = True) -> Fate:
        """Write the outcome of one try; a retry whose time is over comes out dead.

        `ended`: a skipped invitation can never be needed again.
        """
        fate = outcome.fate
        if fate is Fate.RETRY and not row.retry(self.now, outcome.reply):
            fate = Fate.DEAD
        invitation = self._invitation(row)
        if fate is Fate.RETRY:
            if invitation is not None:
                invitation.delivery.reply = outcome.reply
            return fate
        row.finish(OutboxState(fate.value), outcome.reply)
        self._list_dead(row, fate)
        if invitation is not None:
            self._deliver(invitation, row, fate, outcome.reply, ended)
        if row.kind in NOTICES or row.kind in TO_SENDERS:
            self._note(row, fate, outcome.reply)
        return fate

    def announce(self, row: OutboxRow) -> None:
        """Tell Plone that an invitation is dead, once for each of its shares."""
        invitation = self._invitation(row)
        if invitation is None or row.state != OutboxState.DEAD.value:
            return
        for share_id in invitation.share_ids:
            share = self.store.shares[share_id]
            document = IDocuments(self.site).get(share.document_uid, share.gate.path)
            IAnnouncer(self.site).announce("IInvitationFailed", share_id, document)

    def _invitation(self, row: OutboxRow) -> Invitation | None:
        """The invitation whose latest mail this row is."""
        if row.kind != MailKind.INVITATION.value:
            return None
        found: Invitation | None = self.store.invitations.get(row.subject_id)
        return found if found is not None and found.delivery.row_id == row.id else None

    def _list_dead(self, row: OutboxRow, fate: Fate) -> None:
        if fate is Fate.DEAD:
            self.store.dead_mail.insert(row.id)
        elif row.id in self.store.dead_mail:
            # A sender that was held up for longer than its lease finds that
            # another one has given the row up meanwhile.
            self.store.dead_mail.remove(row.id)
            self.store.pending_mail.insert(row.id)

    def _deliver(
        self, invitation: Invitation, row: OutboxRow, fate: Fate, reply: str, ended: bool
    ) -> None:
        delivery = invitation.delivery
        state = MailState.SENT if fate is Fate.SENT else MailState.FAILED
        if fate is Fate.SKIPPED and ended:
            state = MailState.NONE
        delivery.state, delivery.reply, delivery.moment = state.value, reply, self.now
        if fate is Fate.SENT:
            delivery.enclosed = tuple(one.share_id for one in row.enclosures)
            delivery.withheld = row.withheld
        action = Action.INVITATION_SENT if fate is Fate.SENT else Action.INVITATION_FAILED
        result = {Fate.SENT: "ok", Fate.SKIPPED: "skipped", Fate.DEAD: "failed"}[fate]
        went = ATTACHED if delivery.enclosed and fate is Fate.SENT else ""
        self._append(invitation.id, Event(action, SYSTEM, result=result, reason=reply, new=went))

    def _note(self, row: OutboxRow, fate: Fate, reply: str) -> None:
        """What became of a notice, told in the history of each share that it was about."""
        action = Action.NOTICE_SENT if fate is Fate.SENT else Action.NOTICE_FAILED
        result = {Fate.SENT: "ok", Fate.SKIPPED: "skipped", Fate.DEAD: "failed"}[fate]
        if not row.share_ids:
            event = Event(action, SYSTEM, result=result, reason=reply, new=row.kind)
            self._append(ADMINISTRATION, event)
        for share_id in row.share_ids:
            uid = self.store.shares[share_id].document_uid
            said = {"share": share_id, "document": uid, "new": row.kind}
            event = Event(action, SYSTEM, result=result, reason=reply, **said)
            self._append(row.subject_id, event)
            if row.kind == MailKind.RENEWED and reply == SUSPENDED:
                # News for which the document is closed at this moment is told once it is back.
                self.store.shares[share_id].told = ""
                self.store.note_renewed(uid)

    def _append(self, chain_id: str, event: Event) -> None:
        chain = self.store.chains[chain_id]
        row = chain.append(event, self.now, self.ring)
        self.store.grew(chain_id, row["sequence"])
        # A mail may leave long after it was queued, when the rows before are posted.
        self.store.must_post(chain, row["sequence"])
