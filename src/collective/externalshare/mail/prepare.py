"""Preparation: a row of the outbox becomes a message, or a reason to send none."""

from __future__ import annotations

from ..model.distribution import Sender
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.outbox import REMINDERS
from ..model.outbox import TO_SENDERS
from ..model.policy import Objection
from ..model.policy import objection_to
from ..model.recipient import Recipient
from ..model.revision import SourceRefusal
from ..model.share import Share
from ..model.share import Status
from ..model.times import from_micros
from ..model.times import MINUTE
from .code import CodeFacts
from .code import write_code
from .compose import compose
from .compose import reply_to
from .desk import Desk
from .enclosed import copies_for
from .inside import sender_asking
from .inside import write_inside
from .invitation import InvitationFacts
from .invitation import name_of
from .invitation import SharedDocument
from .invitation import write_invitation
from .letter import Letter
from .notice import NoticeFacts
from .notice import write_notice
from .notices import farewell_to
from .notices import FAREWELLS
from .notices import first_share
from .notices import NOTICES
from .notices import still_due
from .openings import acknowledgements
from .receipt import RECEIPT
from .receipt import ReceiptFacts
from .receipt import write_receipt
from .reply import Trouble
from .samples import write_test
from .seals import seals_letter
from .task import Needless
from .task import Ready
from .task import Unready
from collections.abc import Iterable
from dataclasses import replace
from typing import Any


class Preparation(Desk):
    """Reads one site at one moment. Writes nothing but evidence of copies that go with a mail."""

    def __call__(self, row: OutboxRow) -> Ready | Needless:
        """The message of a row as it stands now.

        :raises Unready: when something is missing that may come later.
        """
        match row.kind:
            case MailKind.INVITATION:
                return self._invitation(row)
            case MailKind.CODE:
                return self._code(row)
            case MailKind.RECEIPT:
                return self._receipt(row)
            case kind if kind in TO_SENDERS:
                return self._inside(row)
            case kind if kind in NOTICES:
                return self._notice(row)
            case MailKind.TEST:
                letter = write_test(row, self.settings.link_base, self.head, self._words(row))
                return self._ready(row, letter, row.address)
            case MailKind.SEALS:
                return self._seals(row)
        # A decoy goes the whole way of a code, but for the mail.
        return Needless("decoy")

    def _invitation(self, row: OutboxRow) -> Ready | Needless:
        invitation = self.store.invitations.get(row.subject_id)
        if invitation is None or invitation.delivery.row_id != row.id:
            return Needless("sent_again")
        usable, unusable = self._shares(invitation.share_ids)
        if not usable:
            return unusable
        link = self._link(invitation)
        sender = self._sender(invitation)
        recipient = self.store.recipients[invitation.recipient_id]
        envelope = self._envelope(row, recipient.address, sender)
        copies = copies_for(self.site, row, invitation)
        facts = InvitationFacts(
            invitation.name,
            recipient.address,
            name_of(sender),
            reply_to(envelope) is not None,
            self.store.distributions[invitation.distribution_id].message,
            link,
            usable,
            known=first_share(self.store, recipient.id).created < invitation.created,
            resent=row.resent,
            moved=invitation.moved,
            author=name_of(self.store.distributions[invitation.distribution_id].author),
            attached=[copy.name for copy in copies],
            label=self.store.distributions[invitation.distribution_id].label,
        )
        words = self._words(row, invitation.language, recipient.language)
        letter = replace(write_invitation(facts, self.head, words), attachments=copies)
        return self._ready(row, letter, recipient.address, sender)

    def _code(self, row: OutboxRow) -> Ready | Needless:
        challenge = self.store.challenges.get(row.subject_id)
        minutes = self.settings.code_minutes
        if challenge is None or not challenge.genuine or not challenge.lives(self.now, minutes):
            return Needless("code_over")
        invitation = self.store.invitations[challenge.invitation_id]
        usable, unusable = self._shares(invitation.share_ids)
        if not usable:
            return unusable
        if not self.ring.has(challenge.key_id):
            raise Unready(Trouble.KEY_MISSING)
        sender = self._sender(invitation)
        recipient = self.store.recipients[invitation.recipient_id]
        facts = CodeFacts(
            invitation.name,
            name_of(sender),
            self.ring.code(challenge.key_id, challenge.id, challenge.nonce, invitation.id),
            minutes,
            from_micros(challenge.issued + minutes * MINUTE),
        )
        words = self._words(row, invitation.language, recipient.language)
        return self._ready(row, write_code(facts, self.head, words), recipient.address, sender)

    def _seals(self, row: OutboxRow) -> Ready | Needless:
        letter = seals_letter(row, self.store, self.head, self._words(row))
        return self._ready(row, letter, row.address) if letter else Needless("seals_gone")

    def _notice(self, row: OutboxRow) -> Ready | Needless:
        invitation = self.store.invitations[row.subject_id]
        recipient = self.store.recipients[invitation.recipient_id]
        if recipient.blocked is not None:
            return Needless("recipient_blocked")
        documents = self._told_of(row, recipient)
        if isinstance(documents, Needless):
            return documents
        link = "" if row.kind in FAREWELLS else self._link(invitation)
        reminding = row.kind in REMINDERS
        stop = invitation.stop_link(self.ring, self.settings.link_base) if reminding else ""
        sender = self._sender(invitation)
        reachable = reply_to(self._envelope(row, recipient.address, sender)) is not None
        facts = NoticeFacts(
            invitation.name, recipient.address, name_of(sender), reachable, documents, link, stop
        )
        words = self._words(row, invitation.language, recipient.language)
        wording = self.head.wording(row.kind, NOTICES[row.kind].wording, words)
        letter = write_notice(wording, facts, self.head, words)
        return self._ready(row, letter, recipient.address, sender, stop)

    def _inside(self, row: OutboxRow) -> Ready | Needless:
        about = self.settings, self.head, self._words(row), self.now
        letter = write_inside(self.site, self.store, row, *about)
        if isinstance(letter, Needless):
            return letter
        if not self.settings.link_base:
            raise Unready(Trouble.LINK_BASE_MISSING)
        asking = sender_asking(self.store, row)
        return self._ready(row, letter, row.address, asking and self._reachable(asking))

    def _receipt(self, row: OutboxRow) -> Ready | Needless:
        """It leaves also when the share has ended meanwhile: what was said, was said."""
        invitation = self.store.invitations[row.subject_id]
        recipient = self.store.recipients[invitation.recipient_id]
        if recipient.erased is not None:
            return Needless("no_longer_due")
        sender = self._sender(invitation)
        reachable = reply_to(self._envelope(row, recipient.address, sender)) is not None
        words = self._words(row, invitation.language, recipient.language)
        items = acknowledgements(self.store, row, self.head, words)
        facts = ReceiptFacts(invitation.name, name_of(sender), reachable, items)
        wording = self.head.wording(row.kind, RECEIPT.wording, words)
        letter = write_receipt(wording, facts, self.head, words)
        return self._ready(row, letter, recipient.address, sender)

    def _told_of(self, row: OutboxRow, recipient: Recipient) -> list[SharedDocument] | Needless:
        """The documents that a notice names."""
        if row.kind in FAREWELLS:
            return farewell_to(self.store, row, recipient, self.now)
        due = still_due(self.store, row, recipient)
        if isinstance(due, Needless):
            return due
        usable, unusable = self._shares(due)
        return usable or unusable

    def _shares(self, share_ids: Iterable[str]) -> tuple[list[SharedDocument], Needless]:
        """Which of the shares can be used; and, where none can, why."""
        usable, suspended = [], False
        for share_id in share_ids:
            share: Share = self.store.shares[share_id]
            if self.store.recipients[share.recipient_id].blocked is not None:
                return [], Needless("recipient_blocked")
            document = self.documents.get(share.document_uid, share.gate.path)
            refusal = SourceRefusal.DELETED if document is None else document.refusal()
            refusal = share.stopped(refusal) or self._objection(share, document)
            status = share.status(self.now, refusal)
            suspended |= status is Status.SUSPENDED
            if share.readable(self.now, refusal):
                usable.append(SharedDocument.of_share(document.title, share))
        if suspended:
            return usable, Needless("share_suspended", ended=False)
        return usable, Needless("share_ended")

    def _objection(self, share: Share, document: Any) -> Objection | None:
        address = self.store.recipients[share.recipient_id].address
        found = objection_to(self.settings, document, address, share.sender_id)
        if found or not share.terms.pages:
            return found
        return Objection.PAGES_MISSING if share.lacks_pages(document.pages()) else None

    def _ready(
        self,
        row: OutboxRow,
        letter: Letter,
        recipient: str,
        sender: Sender | None = None,
        stop: str = "",
    ) -> Ready:
        if self.gate.problem():
            raise Unready(Trouble.MAIL_MISSING)
        message = compose(letter, self._envelope(row, recipient, sender, stop), self.moment)
        address = message["From"].addresses[0].addr_spec
        return Ready(address, recipient, bytes(message), self.gate.transport())
