"""What senders do and those who decide for them, and the rows it writes."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.recipient_list import RecipientList
from collective.externalshare.model.times import DAY
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.recipient_lists import RecipientLists
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.table import Table
from collective.externalshare.services.together import Together
from dataclasses import replace
from datetime import timedelta
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import MORNING
from tests.common.world import READER
from tests.unit.services.playing import Played


RIKU = Actor("user", "riku")
plays = Played()


@plays("distribute.Distribute", Action.SHARE_CREATED, Action.INVITATION_QUEUED)
def sharing(world):
    Distribute(world.ports)(world.order(KIM))


@plays("distribute.Distribute", Action.LIMIT_REACHED)
def sharing_too_much(world):
    world.bound(shares_per_hour=1)
    Distribute(world.ports)(world.order(KIM))


@plays(
    "distribute.Distribute",
    Action.LIMIT_REACHED,
    *[Action.SHARE_CREATED, Action.INVITATION_QUEUED] * 2,
)
def sharing_very_much(world):
    world.bound(shares_per_hour=1)
    Distribute(world.ports)(replace(world.order(JO, KIM), sender=Sender("robin")))


@plays("distribute.Distribute", Action.SHARE_CREATED, Action.APPROVAL_ASKED, Action.NOTICE_QUEUED)
def sharing_what_waits(world):
    world.bound(approval_required=True)
    world.accounts.who_approves = [Sender("riku", "", "riku@example.org")]
    Distribute(world.ports)(world.order(KIM))


@plays("hand_over.HandOver", Action.DISTRIBUTION_HANDED_OVER)
def handing_over(world):
    successor = Sender("robin", "Robin Chase", "robin@example.org")
    HandOver(world.ports)([world.one], successor, EDITOR, READER)


@plays(
    "approvals.Approvals.approve",
    Action.APPROVAL_GIVEN,
    Action.INVITATION_QUEUED,
    Action.NOTICE_QUEUED,
)
def approving(world):
    Approvals(world.ports).approve(world.held.distribution_id, RIKU, READER)


@plays(
    "approvals.Approvals.reject",
    Action.APPROVAL_REFUSED,
    Action.SHARE_REVOKED,
    Action.NOTICE_QUEUED,
)
def rejecting(world):
    Approvals(world.ports).reject(world.held.distribution_id, RIKU, "No contract", READER)


@plays("amend.Amend", Action.SHARE_CHANGED, Action.NOTICE_QUEUED)
def changing(world):
    Amend(world.ports)(world.one, EDITOR, READER, expires=MORNING + timedelta(days=20))


@plays("revoke.Revoke", Action.SHARE_REVOKED)
def revoking(world):
    Revoke(world.ports)([world.one], EDITOR, "Wrong reader", READER)


@plays("revoke.Revoke", Action.SHARE_REVOKED, Action.NOTICE_QUEUED)
def revoking_and_telling(world):
    Revoke(world.ports)([world.one], EDITOR, "Wrong reader", READER, notify=True)


@plays("invite.Invite.resend", Action.INVITATION_QUEUED)
def sending_again(world):
    world.clock.pass_time(hours=1)
    Invite(world.ports).resend(world.one, EDITOR, READER)


@plays("invite.Invite.link", Action.LINK_SHOWN)
def showing_the_link(world):
    Invite(world.ports).link(world.one, EDITOR, READER)


@plays("invite.Invite.enable_codes", Action.CODE_ENABLED)
def enabling_codes(world):
    world.store.invitations[world.one.invitation_id].guard.off = True
    Invite(world.ports).enable_codes(world.one, EDITOR, READER)


@plays("remind.RemindAll", *[Action.NOTICE_QUEUED] * 2)
def reminding_all(world):
    RemindAll(world.ports)(world.document.uid, EDITOR, READER)


def a_list(world):
    made = RecipientList("e" * 32, EDITOR.id, "Suppliers")
    made.members = (JO,)
    return made


@plays("recipient_lists.RecipientLists.make", Action.LIST_MADE)
def making_a_list(world):
    RecipientLists(world.ports).make(EDITOR.id, "Suppliers", [JO], EDITOR, READER)


@plays("recipient_lists.RecipientLists.change", Action.LIST_CHANGED)
def changing_a_list(world):
    RecipientLists(world.ports).change(a_list(world), "Suppliers", [KIM], EDITOR, READER)


@plays("recipient_lists.RecipientLists.drop", Action.LIST_DELETED)
def dropping_a_list(world):
    RecipientLists(world.ports).drop(a_list(world), EDITOR, READER)


@plays("table.Table", Action.EVIDENCE_EXPORTED)
def taking_a_table(world):
    Table(world.ports)([world.one], EDITOR, READER)


@plays("together.Together.extend", Action.SHARE_CHANGED, Action.NOTICE_QUEUED)
def extending_together(world):
    until = world.one.terms.expires + DAY
    Together(world.ports).extend([world.one], until, EDITOR, READER)


@plays("together.Together.resend", Action.INVITATION_QUEUED)
def sending_again_together(world):
    world.clock.pass_time(minutes=1)
    Together(world.ports).resend([world.one], EDITOR, READER)
