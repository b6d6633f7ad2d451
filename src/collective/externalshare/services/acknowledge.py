"""A reader says that they have read and understood a revision."""

from __future__ import annotations

from ..model.acknowledgement import Acknowledgement
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.outbox import MailKind
from ..model.revision import Revision
from ..model.session import AccessSession
from ..model.share import Share
from ..model.terms import Access
from ..model.verdict import Refused
from .authorize import authorize
from .authorize import given_out
from .authorize import Standing
from .lifecycle import give_out
from .ports import Ports
from .record import record
from .refusal import record_refusal
from .tell import tell_reader
from typing import Any


ACKNOWLEDGE = "acknowledge"
"""What a row of a refusal names, in the place of an access."""


def can_acknowledge(share: Share) -> str:
    """SHA-256 of what the reader can acknowledge now, as far as lists know; empty: nothing.

    Only what is asked for, and what they were given last and are given still; of other
    pages of the same PDF they know nothing.
    """
    opened = share.usage.sha256
    same = opened == share.given and share.usage.pages == share.terms.pages
    return opened if share.owes and opened and same else ""


class Acknowledge:
    """Takes an acknowledgement of exactly the revision that the reader was given."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self, session: AccessSession, share_id: str, sha256: str, contact: Contact
    ) -> Refused | bool:
        """Record that the reader acknowledged the PDF with this SHA-256; False: nothing is there.

        True also where they had done so before: a second click, or a form that is
        sent again, changes nothing and mails nothing. Refused: `acknowledge_stale`
        when it is not, or no longer, what they opened last and are given now.
        """
        found = authorize(self.ports, session, share_id, Access.VIEW)
        if found is None:
            record_refusal(self.ports, session, share_id, ACKNOWLEDGE, contact)
            return False
        self._rely_on(session, found)
        said = found.share.acknowledgement
        if said is not None and (said.sha256, said.pages) == (sha256, found.share.terms.pages):
            return True
        # Else the sender asks no longer, or one was enough: the page shows how it stands.
        return self._take(session, found, sha256, contact) if found.share.owes else True

    def _rely_on(self, session: AccessSession, found: Standing) -> None:
        """Whoever revokes, publishes or clicks at this moment conflicts."""
        share, store = found.share, self.ports.store
        store.rely_on(share, share.usage, share.gate, session)
        store.rely_on(store.recipients[session.recipient_id])
        found.document.rely_on()

    def _take(
        self, session: AccessSession, found: Standing, sha256: str, contact: Contact
    ) -> Refused | bool:
        share, revision = found.share, given_out(found)
        if not isinstance(revision, Revision):
            record_refusal(self.ports, session, share.id, ACKNOWLEDGE, contact, str(revision))
            return False
        if share.pin is None:
            give_out(self.ports, share.gate, revision)
        if not sha256 or {sha256, can_acknowledge(share)} != {revision.sha256}:
            return Refused("acknowledge_stale")
        row = self._record(session, share, contact)
        # As the evidence has it, whose time never runs backwards.
        share.acknowledgement = Acknowledgement(
            row["time"], row["revision"], row["sha256"], share.usage.pages
        )
        self._receipt(share, row)
        self.ports.announcer.announce("IExternalShareAcknowledged", share.id, found.document)
        return True

    def _record(self, session: AccessSession, share: Share, contact: Contact) -> dict[str, Any]:
        recipient = self.ports.store.recipients[session.recipient_id]
        event = Event(
            Action.SHARE_ACKNOWLEDGED,
            Actor("recipient", session.recipient_id),
            share=share.id,
            document=share.document_uid,
            revision=share.usage.revision,
            sha256=share.usage.sha256,
            old=share.usage.pages,
            recipient_id=session.recipient_id,
            person={"address": recipient.address},
        )
        return record(self.ports, share.invitation_id, event, contact)

    def _receipt(self, share: Share, row: dict[str, Any]) -> None:
        """The reader's receipt; what they acknowledge meanwhile stands in the same mail."""
        store = self.ports.store
        if tell_reader(self.ports, MailKind.RECEIPT, share):
            notices = dict(store.invitations[share.invitation_id].notices)
            mail = store.outbox[notices[MailKind.RECEIPT.value]]
            mail.openings = (*mail.openings, store.row_key(row))
