"""Nothing leaves before somebody other than the sender approves it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.invitation import MailState
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.share import Status
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.policy import Policy
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.senders import note_sender
from collective.externalshare.storage.store import ShareStore
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from ZODB.POSException import ConflictError

import pytest
import transaction


RIKU = Actor("user", "riku")


def distribution(world, share):
    return world.store.distributions[share.distribution_id]


def test_what_waits_is_pending_and_nothing_of_it_leaves(world, held):
    for share in held:
        found = standing(world.ports, share)
        assert (found.status, found.reason) == (Status.PENDING, "approval_awaited")
        listed = Overview(world.ports).listed(share)
        assert (listed.status, listed.reason) == (Status.PENDING, "approval_awaited")
        assert Admit(world.ports).arrive(world.token(share)) is None
        assert Invite(world.ports).link(share, EDITOR).code == "approval_awaited"
        assert Invite(world.ports).resend(share, EDITOR).code == "approval_awaited"
        assert world.rows(share, Action.APPROVAL_ASKED)
    assert not world.store.outbox
    (waiting,) = Approvals(world.ports).waiting()
    assert [row.share for row in waiting.rows] == held


def test_what_was_changed_while_somebody_looked_is_looked_at_again(world, held):
    approvals = Approvals(world.ports)
    (waiting,) = approvals.waiting()
    seen = waiting.state
    Amend(world.ports)(held[0], EDITOR, access="view")
    refused = approvals.approve(waiting.distribution.id, RIKU, seen=seen)
    assert refused.code == "approval_changed"
    assert distribution(world, held[0]).hold.waiting
    (again,) = approvals.waiting()
    assert approvals.approve(again.distribution.id, RIKU, seen=again.state) is None


def test_once_approved_it_can_be_used_and_its_mails_are_queued(world, held):
    assert Approvals(world.ports).approve(held[0].distribution_id, RIKU) is None
    assert Approvals(world.ports).waiting() == []
    for share in held:
        assert standing(world.ports, share).status is Status.ACTIVE
        assert Admit(world.ports).arrive(world.token(share))
        delivery = world.store.invitations[share.invitation_id].delivery
        assert delivery.state == MailState.QUEUED.value
        (row,) = world.rows(share, Action.APPROVAL_GIVEN)
        assert row["actor"] == ["user", "riku"]
    assert len(world.mails(MailKind.INVITATION)) == 2
    assert len(world.mails(MailKind.APPROVAL_GIVEN)) == 1
    hold = distribution(world, held[0]).hold
    assert (hold.decider, hold.decided) == ("riku", world.ports.now)


def test_links_without_mail_wait_too_and_queue_nothing_afterwards(world):
    world.bound(approval_required=True)
    (share,) = world.share(by_mail=False)
    assert Approvals(world.ports).approve(share.distribution_id, RIKU) is None
    assert not world.mails(MailKind.INVITATION)
    assert Invite(world.ports).link(share, EDITOR).startswith("https://")


def test_what_is_rejected_is_revoked_with_the_reason(world, held):
    assert Approvals(world.ports).reject(held[0].distribution_id, RIKU, "No contract yet") is None
    assert Approvals(world.ports).waiting() == []
    for share in held:
        assert standing(world.ports, share).status is Status.REVOKED
        assert (share.revocation.actor, share.revocation.reason) == ("riku", "No contract yet")
        (row,) = world.rows(share, Action.APPROVAL_REFUSED)
        assert row["reason"] == "No contract yet"
    assert not world.mails(MailKind.INVITATION)


@pytest.mark.parametrize(
    ("reason", "code"), [(" ", "rejection_reason"), ("x" * 501, "reason_long")]
)
def test_who_rejects_says_why_in_bearable_length(world, held, reason, code):
    assert Approvals(world.ports).reject(held[0].distribution_id, RIKU, reason).code == code
    assert standing(world.ports, held[0]).status is Status.PENDING


def test_nobody_decides_about_what_they_sent_themselves(world, held):
    approvals, found = Approvals(world.ports), held[0].distribution_id
    assert approvals.approve(found, EDITOR).code == "approver_is_sender"
    assert approvals.reject(found, EDITOR, "Why not").code == "approver_is_sender"
    assert standing(world.ports, held[0]).status is Status.PENDING


def test_it_is_decided_once(world, held):
    approvals, found = Approvals(world.ports), held[0].distribution_id
    assert approvals.approve(found, RIKU) is None
    assert approvals.approve(found, RIKU).code == "approval_decided"
    assert approvals.reject(found, RIKU, "Too late").code == "approval_decided"
    assert len(world.mails(MailKind.INVITATION)) == 2
    assert len(world.mails(MailKind.APPROVAL_GIVEN)) == 1


def test_two_who_decide_at_once_conflict(world, held):
    other = world.db.open(transaction.TransactionManager())
    try:
        elsewhere: ShareStore = other.root()["store"]
        found = held[0].distribution_id
        Approvals(world.ports_on(elsewhere)).reject(found, RIKU, "No")
        Approvals(world.ports).approve(found, Actor("user", "mira"))
        transaction.commit()
        with pytest.raises(ConflictError):
            other.transaction_manager.commit()
    finally:
        other.transaction_manager.abort()
        other.close()


@pytest.mark.parametrize("found", ["0" * 32, ""])
def test_what_does_not_wait_cannot_be_decided(world, share, found):
    approvals = Approvals(world.ports)
    assert approvals.approve(found or share.distribution_id, RIKU).code == "approval_unknown"


def test_what_ended_meanwhile_waits_no_more(world, held):
    Revoke(world.ports)(held[:1], EDITOR)
    (waiting,) = Approvals(world.ports).waiting()
    assert [row.share for row in waiting.rows] == held[1:]
    world.clock.pass_time(days=8)
    assert Approvals(world.ports).waiting() == []
    found = Approvals(world.ports).approve(held[0].distribution_id, RIKU)
    assert found.code == "approval_unknown"


def test_only_living_shares_of_an_approved_distribution_are_mailed(world, held):
    Revoke(world.ports)(held[:1], EDITOR)
    Approvals(world.ports).approve(held[0].distribution_id, RIKU)
    (mail,) = world.mails(MailKind.INVITATION)
    assert mail.subject_id == held[1].invitation_id


def test_one_document_that_demands_it_holds_the_whole_sending(world):
    strict = FakeDocument("b" * 32, "Plan")
    strict.demands = Rules(approval=True)
    held = world.share(documents=[world.document, strict])
    assert {standing(world.ports, share).status for share in held} == {Status.PENDING}
    codes = [one.code for one in Policy(world.ports).warnings([strict], [])]
    assert codes == ["approval_awaited"]


def test_what_was_approved_can_only_become_stricter(world, held):
    share, amend = held[0], Amend(world.ports)
    later = from_micros(world.ports.now + 20 * DAY)
    assert amend(share, EDITOR, access="view") is None
    Approvals(world.ports).approve(share.distribution_id, RIKU)
    assert amend(share, EDITOR, expires=later).code == "approval_needed"
    assert amend(share, EDITOR, access="download").code == "approval_needed"
    assert amend(share, EDITOR, expires=from_micros(world.ports.now + 2 * DAY)) is None


STRICTER = [
    {"maximum_days": 3},
    {"password": True},
    {"view_only": True},
    {"denied": frozenset({KIM.address})},
]


@pytest.mark.parametrize("rules", STRICTER, ids=lambda one: next(iter(one)))
def test_rules_that_became_stricter_meanwhile_hold_for_what_waits(world, held, rules):
    world.document.demands = Rules(approval=True, **rules)
    approvals, found = Approvals(world.ports), held[0].distribution_id
    refused = approvals.approve(found, RIKU)
    assert refused.code == "approval_rules"
    assert refused.values["title"] == "Procedure"
    assert distribution(world, held[0]).hold.waiting
    assert not world.mails(MailKind.INVITATION)
    assert approvals.reject(found, RIKU, "Stricter rules") is None


def test_what_was_made_to_fit_stricter_rules_is_approved(world, held):
    world.document.demands = Rules(approval=True, view_only=True)
    for share in held:
        assert Amend(world.ports)(share, EDITOR, access="view") is None
    assert Approvals(world.ports).approve(held[0].distribution_id, RIKU) is None


def test_what_still_waits_may_be_changed(world, held):
    later = from_micros(world.ports.now + 20 * DAY)
    assert Amend(world.ports)(held[0], EDITOR, expires=later) is None


def test_whether_anything_waits_is_known_without_listing_it(world, share):
    approvals = Approvals(world.ports)
    assert not approvals.anything()
    world.bound(approval_required=True)
    one, two = world.share(JO, KIM)
    assert Approvals(world.ports).anything()
    Revoke(world.ports)([one], EDITOR)
    assert Approvals(world.ports).anything()
    Revoke(world.ports)([two], EDITOR)
    assert not Approvals(world.ports).anything()


def test_without_the_rule_nothing_waits(world, share):
    assert share.hold is None
    assert Approvals(world.ports).waiting() == []
    made = Distribute(world.ports)(world.order(KIM))
    assert made.hold is None


def test_a_sender_who_has_left_is_not_told_of_the_decision(world, held):
    note_sender(world.ports, "dana", gone=True)
    Approvals(world.ports).reject(held[0].distribution_id, RIKU, "No contract")
    assert not world.mails(MailKind.APPROVAL_REFUSED)
