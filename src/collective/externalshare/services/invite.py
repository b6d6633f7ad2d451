"""The link again: by mail, on the sender's screen, or a new one."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.invitation import ATTACHED
from ..model.invitation import Invitation
from ..model.invitation import MailState
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import digest
from ..model.secrets import new_id
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from ..model.verdict import Refused
from .authorize import is_blocked
from .authorize import standing
from .ports import Ports
from .record import must_be_recordable
from .record import record


def queue_invitation(
    ports: Ports,
    invitation: Invitation,
    actor: Actor,
    contact: Contact = NOBODY,
    resent: bool = False,
) -> None:
    """An invitation's mail into the outbox, with its evidence; it leaves as the shares begin."""
    now = ports.now
    row = OutboxRow(new_id(), MailKind.INVITATION.value, invitation.id, now, now + GIVE_UP)
    row.resent = resent
    row.wait_until(begins(ports, invitation))
    ports.store.enqueue(row)
    delivery = invitation.delivery
    if delivery.row_id in ports.store.dead_mail:
        # The new mail takes the place of the one that was given up.
        ports.store.drop_mail(delivery.row_id)
    delivery.state, delivery.reply, delivery.moment = MailState.QUEUED.value, "", now
    delivery.row_id = row.id
    delivery.enclosed = delivery.withheld = ()
    attached = ports.store.distributions[invitation.distribution_id].attached
    event = Event(Action.INVITATION_QUEUED, actor, new=ATTACHED if attached else "")
    record(ports, invitation.id, event, contact)


def begins(ports: Ports, invitation: Invitation) -> int:
    """When the first of an invitation's shares begins; not after now where one has begun."""
    shares = (ports.store.shares[share_id] for share_id in invitation.share_ids)
    living = [share.terms.starts for share in shares if share.status(ports.now, None) not in ENDED]
    return min(living, default=0)


class Invite:
    """What a sender does with the link of a share that has not ended."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def resend(self, share: Share, actor: Actor, contact: Contact = NOBODY) -> Refused | None:
        """Queue the invitation's mail once more; refused for a share that cannot be used."""
        invitation = self._living(share, mailing=True)
        if isinstance(invitation, Refused):
            return invitation
        self._keep_link_makeable(invitation, share, actor, contact)
        # What never arrived is not sent once more: it is the first that its reader sees.
        resent = invitation.delivery.state == MailState.SENT.value
        queue_invitation(self.ports, invitation, actor, contact, resent)
        return None

    def link(self, share: Share, actor: Actor, contact: Contact = NOBODY) -> str | Refused:
        """Show the link to whoever may change the share; showing is recorded."""
        invitation = self._living(share)
        if isinstance(invitation, Refused):
            return invitation
        self._keep_link_makeable(invitation, share, actor, contact)
        record(self.ports, invitation.id, Event(Action.LINK_SHOWN, actor, share=share.id), contact)
        return invitation.link(self.ports.ring, self.ports.settings.link_base)

    def enable_codes(self, share: Share, actor: Actor, contact: Contact = NOBODY) -> None:
        """Let codes be tried again after too many wrong ones; nothing where they may be tried."""
        must_be_recordable(self.ports)
        invitation: Invitation = self.ports.store.invitations[share.invitation_id]
        if not invitation.guard.off:
            return
        invitation.guard.re_enable()
        event = Event(Action.CODE_ENABLED, actor, share=share.id)
        record(self.ports, invitation.id, event, contact)

    def _living(self, share: Share, mailing: bool = False) -> Invitation | Refused:
        found = standing(self.ports, share)
        if found.status in ENDED:
            return Refused(f"share_{found.status}")
        if share.held:
            return Refused("approval_awaited")
        if not self.ports.settings.link_base:
            return Refused("link_base_missing")
        if mailing and found.status is Status.SUSPENDED:
            return Refused("share_suspended")
        if mailing and is_blocked(self.ports, share.recipient_id):
            address = self.ports.store.recipients[share.recipient_id].address
            return Refused("recipient_blocked", {"address": address})
        if mailing and (problem := self.ports.mail.problem()):
            return Refused(problem)
        invitation: Invitation = self.ports.store.invitations[share.invitation_id]
        return invitation

    def _keep_link_makeable(
        self, invitation: Invitation, share: Share, actor: Actor, contact: Contact
    ) -> None:
        """Where the key that made the link is gone, only a new link can be shown."""
        ring = self.ports.ring
        if ring.has(invitation.key_id):
            return
        invitation.generation += 1
        invitation.key_id = ring.current
        token = ring.link_token(ring.current, invitation.id, invitation.generation)
        self.ports.store.renew_token(invitation, digest(token))
        event = Event(Action.LINK_RENEWED, actor, share=share.id)
        record(self.ports, invitation.id, event, contact)
