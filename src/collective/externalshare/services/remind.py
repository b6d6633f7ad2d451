"""Reminders: whom one may go to, and those that a person sends."""

from __future__ import annotations

from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import NOBODY
from ..model.audit import SYSTEM
from ..model.invitation import Invitation
from ..model.outbox import MailKind
from ..model.secrets import digest
from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from ..model.verdict import Refused
from .authorize import usable
from .ports import Ports
from .record import must_be_recordable
from .tell import tell_reader
from dataclasses import dataclass


def waits(share: Share) -> bool:
    """Whether something is left to its reader: to open it, or to acknowledge that they did."""
    return share.unread or share.owes


def may_remind(ports: Ports, share: Share) -> bool:
    """Whether a reader who wants reminders has not done what they could do now.

    By what lists know: whoever sends the mail reads the document live.
    """
    store = ports.store
    invitation: Invitation = store.invitations[share.invitation_id]
    recipient = store.recipients[share.recipient_id]
    return (
        waits(share)
        and share.status(ports.now, share.refusal) is Status.ACTIVE
        and recipient.stopped is None
        and recipient.blocked is None
        and ports.ring.has(invitation.key_id)
    )


def remind(
    ports: Ports,
    kind: MailKind,
    share: Share,
    actor: Actor = SYSTEM,
    contact: Contact = NOBODY,
) -> None:
    """Queue a reminder, and keep the address at which its reader can stop them.

    Where an acknowledgement is missing, that is what the reader is reminded of.
    """
    kind = MailKind.UNACKNOWLEDGED if share.owes else kind
    store = ports.store
    invitation: Invitation = store.invitations[share.invitation_id]
    token = ports.ring.stop_token(invitation.key_id, invitation.id)
    store.keep_stop(digest(token), invitation.id)
    if tell_reader(ports, kind, share, actor, contact):
        invitation.reminded = ports.now


def reminded_lately(ports: Ports, invitation: Invitation) -> bool:
    """Whether the reader got a reminder of this sending within a day."""
    return invitation.reminded is not None and ports.now - invitation.reminded < DAY


@dataclass(frozen=True)
class Reminded:
    """How many readers a reminder goes to; who got one within a day; who wants none."""

    sent: int
    lately: int
    stopped: int


class RemindAll:
    """A person reminds all who have not opened or acknowledged a document, once a day at most."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self, uid: str, actor: Actor, contact: Contact = NOBODY) -> Reminded | Refused:
        """Queue the reminders; refused where mail is not set up or there is nobody to remind."""
        problem = self.ports.mail.problem()
        if not problem and not self.ports.settings.link_base:
            problem = "link_base_missing"
        if problem:
            return Refused(problem)
        must_be_recordable(self.ports)
        waiting = self._waiting(uid)
        if not waiting:
            return Refused("nobody_to_remind")
        return self._remind(waiting, actor, contact)

    def _waiting(self, uid: str) -> dict[str, list[Share]]:
        """Shares that wait, by the invitation that leads to them; the document is read live."""
        store = self.ports.store
        shares = map(store.share_at, store.by_document.keys(uid))
        found: dict[str, list[Share]] = {}
        for one in usable(self.ports, filter(waits, shares)):
            found.setdefault(one.share.invitation_id, []).append(one.share)
        return found

    def _remind(self, waiting: dict[str, list[Share]], actor: Actor, contact: Contact) -> Reminded:
        store = self.ports.store
        sent = lately = stopped = 0
        for invitation_id, shares in waiting.items():
            invitation = store.invitations[invitation_id]
            if store.recipients[invitation.recipient_id].stopped is not None:
                stopped += 1
            elif reminded_lately(self.ports, invitation):
                lately += 1
            else:
                able = [share for share in shares if may_remind(self.ports, share)]
                for share in able:
                    remind(self.ports, MailKind.UNREAD, share, actor, contact)
                sent += bool(able)
        return Reminded(sent, lately, stopped)
