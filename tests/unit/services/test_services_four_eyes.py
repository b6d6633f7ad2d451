"""Four eyes are two people's: nobody approves, by any account, what they had a hand in."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.hand_over import HandOver
from datetime import timedelta
from tests.common.fakes import FakeBlob
from tests.common.world import EDITOR
from tests.common.world import MORNING
from tests.common.world import SENDER

import pytest


RIKU = Actor("user", "riku")


def distribution(world, share):
    return world.store.distributions[share.distribution_id]


@pytest.mark.parametrize("address", ["dana@example.org", "new@example.org"])
def test_nobody_decides_by_another_account_of_the_same_mailbox(world, held, address):
    second = Sender("dana2", "Dana", address)
    now = Sender("dana", "Dana Ortiz", "new@example.org")
    world.accounts.people = {"dana": now, "dana2": second}
    approvals, found = Approvals(world.ports), held[0].distribution_id
    assert approvals.approve(found, Actor("user", "dana2")).code == "approver_same_mailbox"
    assert approvals.reject(found, Actor("user", "dana2"), "No").code == "approver_same_mailbox"
    assert distribution(world, held[0]).hold.waiting
    assert approvals.approve(found, RIKU) is None


def test_whose_login_name_is_a_senders_id_is_somebody_else(world, held):
    lee = Sender("lee", "Lee", "lee@example.org")
    world.accounts.people = {"dana": lee, "lee": lee}
    approvals = Approvals(world.ports)
    assert approvals.approve(held[0].distribution_id, Actor("user", "lee")) is None


def test_two_accounts_without_an_address_are_two_people(world, held):
    made = distribution(world, held[0])
    made.sender = Sender("dana", "Dana Ortiz")
    world.accounts.people = {"dana": made.sender, "sam": Sender("sam", "Sam")}
    assert Approvals(world.ports).approve(made.id, Actor("user", "sam")) is None


def test_nobody_is_asked_at_the_senders_own_address(world):
    twins = [Sender(f"dana{number}", "Dana", SENDER.address) for number in range(5)]
    lee = Sender("lee", "Lee", "lee@example.org")
    world.accounts.who_approves = [SENDER, *twins, lee, Sender("lee2", "Lee", lee.address)]
    world.bound(approval_required=True, approval_mails=2)
    world.share()
    assert [mail.address for mail in world.mails(MailKind.APPROVAL_ASKED)] == [lee.address]


def test_where_nobody_else_may_approve_it_waits_and_nobody_is_asked(world):
    world.accounts.who_approves = [SENDER, Sender("dana2", "Dana", SENDER.address)]
    world.bound(approval_required=True)
    (share,) = world.share()
    assert not world.store.outbox
    (waiting,) = Approvals(world.ports).waiting()
    assert waiting.rows[0].share is share


@pytest.mark.parametrize(
    "asked", [{"access": "download"}, {"expires": MORNING + timedelta(days=20)}]
)
def test_nobody_approves_what_they_made_wider_themselves(world, asked):
    world.bound(approval_required=True)
    (share,) = world.share(access="view")
    riku = Sender("riku", "Riku", "riku@example.org")
    world.accounts.people = {"riku": riku, "riku2": Sender("riku2", "Riku", riku.address)}
    approvals = Approvals(world.ports)
    assert Amend(world.ports)(share, RIKU, **asked) is None
    assert approvals.approve(share.distribution_id, RIKU).code == "approver_widened"
    twin = Actor("user", "riku2")
    assert approvals.approve(share.distribution_id, twin).code == "approver_same_mailbox"
    assert approvals.approve(share.distribution_id, Actor("user", "mira")) is None


def test_whoever_only_takes_something_away_may_approve_the_rest(world, held):
    amend, soon = Amend(world.ports), from_micros(world.ports.now + 2 * DAY)
    assert amend(held[0], RIKU, access="view", expires=soon, notify="never") is None
    assert Approvals(world.ports).approve(held[0].distribution_id, RIKU) is None


def test_what_changed_hands_or_its_pinned_revision_is_looked_at_again(world):
    world.bound(approval_required=True)
    (share,) = world.share(asked={"revision_mode": "pinned"})
    approvals, amend = Approvals(world.ports), Amend(world.ports)
    seen = approvals.waiting()[0].state
    world.document.blob = FakeBlob(b"%PDF- 2")
    assert amend(share, EDITOR, revision_mode="latest") is None
    assert amend(share, EDITOR, revision_mode="pinned") is None
    assert approvals.approve(share.distribution_id, RIKU, seen=seen).code == "approval_changed"
    seen = approvals.waiting()[0].state
    HandOver(world.ports)([share], Sender("lee", "Lee"), EDITOR)
    assert approvals.approve(share.distribution_id, RIKU, seen=seen).code == "approval_changed"
