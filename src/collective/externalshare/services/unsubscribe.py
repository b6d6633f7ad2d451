"""A reader stops reminders, with one click in their mail program (RFC 8058) or on our page."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import VISITOR
from ..model.invitation import Invitation
from ..model.recipient import Recipient
from ..model.secrets import digest
from ..model.secrets import fold_token
from .ports import Ports
from .record import must_be_recordable
from .record import record


class Unsubscribe:
    """Knows readers by the address that their reminders bring; codes and invitations go on."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def find(self, token: str) -> Recipient | None:
        """Whose reminders are stopped here, or None. Writes nothing."""
        invitation = self._invitation(token)
        return None if invitation is None else self._reader(invitation)

    def stop(self, token: str, contact: Contact) -> bool:
        """Send no more reminders; False when the address is none. Once more changes nothing."""
        invitation = self._invitation(token)
        recipient = None if invitation is None else self._reader(invitation)
        if invitation is None or recipient is None:
            return False
        must_be_recordable(self.ports)
        if recipient.stopped is None:
            recipient.stopped = self.ports.now
            # Whoever has the mail can do it, so nobody knows who it was.
            event = Event(Action.REMINDERS_STOPPED, VISITOR, recipient_id=recipient.id)
            record(self.ports, invitation.id, event, contact)
        return True

    def _invitation(self, token: str) -> Invitation | None:
        folded = fold_token(token)
        found: Invitation | None = (
            self.ports.store.invitation_by_stop(digest(folded)) if folded else None
        )
        return found

    def _reader(self, invitation: Invitation) -> Recipient | None:
        found: Recipient = self.ports.store.recipients[invitation.recipient_id]
        return found if found.erased is None else None
