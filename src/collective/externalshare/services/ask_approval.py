"""Mails about approvals: to those who may give them, and to the sender once it is decided."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.distribution import Distribution
from ..model.four_eyes import FourEyes
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import new_id
from .ports import Ports
from .record import record
from .senders import has_left


def ask_approvers(ports: Ports, made: Distribution, contact: Contact) -> None:
    """Tell so many who may approve as the site wants, and nobody who had a hand in it."""
    for address in _addresses(ports, made, ports.settings.approval_mails):
        _queue(ports, made, MailKind.APPROVAL_ASKED, address, made.sender.id, contact)


def tell_decision(
    ports: Ports, made: Distribution, kind: MailKind, actor: Actor, contact: Contact
) -> None:
    """Tell the sender that it was approved or rejected, unless they have left."""
    if not ports.settings.mail_decided or has_left(ports, made.sender.id):
        return
    if made.sender.address:
        _queue(ports, made, kind, made.sender.address, actor.id, contact)


def _addresses(ports: Ports, made: Distribution, most: int) -> list[str]:
    """At most so many mailboxes; each person is looked up, so only as many as are needed."""
    eyes, looked_at = FourEyes(made, ports.accounts.named), most
    while most:
        looked_at *= 2
        found = ports.accounts.approvers(looked_at)
        others = dict.fromkeys(one.address for one in found if not eyes.against(one))
        if len(others) >= most or len(found) < looked_at:
            return list(others)[:most]
    return []


def _queue(
    ports: Ports, made: Distribution, kind: MailKind, address: str, user: str, contact: Contact
) -> None:
    """The evidence stands in the chain of the first link: one row for one mail."""
    now, store = ports.now, ports.store
    invitation = store.invitations[made.invitation_ids[0]]
    row = OutboxRow(new_id(), kind.value, invitation.id, now, now + GIVE_UP, address)
    row.share_ids = invitation.share_ids[:1]
    store.enqueue(row)
    if kind != MailKind.APPROVAL_ASKED:
        # Whoever gets all of it meanwhile is told instead.
        others = tuple(pair for pair in invitation.notices if pair[0] != kind)
        invitation.notices = (*others, (kind.value, row.id))
    share = store.shares[invitation.share_ids[0]]
    said = {"share": share.id, "document": share.document_uid, "new": kind.value}
    event = Event(Action.NOTICE_QUEUED, Actor("user", user), **said)
    record(ports, invitation.id, event, contact)
