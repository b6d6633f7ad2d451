"""Telling readers by mail what became of their shares, with the evidence of it."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.audit import SYSTEM
from ..model.invitation import Invitation
from ..model.invitation import MailState
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import new_id
from ..model.share import Share
from .ports import Ports
from .record import record


def tell_reader(
    ports: Ports,
    kind: MailKind,
    share: Share,
    actor: Actor = SYSTEM,
    contact: Contact = NOBODY,
    address: str = "",
) -> bool:
    """Put a notice about a share into the outbox; False for a reader who was erased.

    While one of the same kind waits to be sent to the same reader about the same
    sending, it will tell of this share too: many changes at once are one mail.
    `address`: of somebody else who is told.
    """
    store = ports.store
    invitation: Invitation = store.invitations[share.invitation_id]
    if store.recipients[invitation.recipient_id].erased is not None:
        return False
    row = _waiting(ports, invitation, kind)
    if row is None:
        now = ports.now
        row = OutboxRow(new_id(), kind.value, invitation.id, now, now + GIVE_UP, address)
        store.enqueue(row)
        others = tuple(pair for pair in invitation.notices if pair[0] != kind)
        invitation.notices = (*others, (kind.value, row.id))
    if share.id not in row.share_ids:
        row.share_ids = (*row.share_ids, share.id)
        event = Event(
            Action.NOTICE_QUEUED,
            actor,
            share=share.id,
            document=share.document_uid,
            new=kind.value,
        )
        record(ports, invitation.id, event, contact)
    return True


def learned_of(ports: Ports, share: Share) -> bool:
    """Whether the reader knows of a share: not of what waits for approval, or for its start.

    Unless the start was moved after they had opened it, or its mail had left.
    """
    if share.held:
        return False
    if ports.now >= share.terms.starts:
        return True
    invitation: Invitation = ports.store.invitations[share.invitation_id]
    return share.usage.opened > 0 or invitation.delivery.state == MailState.SENT.value


def gets_notices(ports: Ports, share: Share) -> bool:
    """Whether the reader is told by mail unasked: not where the sender chose links without mail."""
    return bool(ports.store.distributions[share.distribution_id].by_mail)


def _waiting(ports: Ports, invitation: Invitation, kind: MailKind) -> OutboxRow | None:
    """A notice of this kind that nobody has begun to send."""
    row: OutboxRow | None = ports.store.outbox.get(dict(invitation.notices).get(kind.value, ""))
    return row if row is not None and row.waits and not row.attempts else None
