"""What is not merged, or not at once: wrong wishes, blocked people, rules, other clients."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.policy import Rules
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.merging import Merging
from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.revoke import Revoke
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.common.world import SENDER
from tests.common.world import World
from tests.unit.services.merging import BOSS
from tests.unit.services.merging import merge
from tests.unit.services.merging import NEW
from tests.unit.services.merging import REASON
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import pytest
import transaction


WRONG = [
    ({"into": "nobody"}, "merge_address"),
    ({"into": ""}, "merge_address"),
    ({"into": JO.address.upper()}, "merge_same"),
    ({"confirmation": ""}, "merge_confirmation"),
    ({"confirmation": NEW}, "merge_confirmation"),
    ({"reason": "  "}, "reason_missing"),
    ({"reason": "x" * 501}, "reason_long"),
]


@pytest.mark.parametrize(("values", "code"), WRONG)
def test_what_is_not_meant_so_is_refused_and_changes_nothing(world, share, values, code):
    (refused,) = merge(world, **values)
    assert refused.code == code
    assert share.revocation is None
    assert not world.administration(Action.RECIPIENT_MERGED)


@pytest.mark.parametrize("who", [JO.address, KIM.address])
def test_nobody_who_is_blocked_comes_in_under_another_address(world, share, who):
    world.share(KIM)
    PeopleDeeds(world.ports).block(world.store.recipient_at(who), BOSS, "Left")
    refused = merge(world, into=KIM.address)
    assert {one.code for one in refused} == {"merge_blocked"}
    assert {one.values["address"] for one in refused} == {who}
    assert share.revocation is None


def test_the_rules_hold_for_the_kept_address(world, share):
    world.bound(denied_addresses=("new.example.org",))
    (refused,) = merge(world)
    assert (refused.code, refused.values) == ("merge_refused", {"address": NEW})
    assert share.revocation is None
    assert world.store.recipient_at(NEW) is None


def test_the_rules_of_a_document_hold_for_it_too(world, share):
    world.document.demands = Rules(denied=frozenset({"new.example.org"}))
    (refused,) = merge(world)
    assert refused.code == "merge_refused_document"
    assert (refused.values["address"], refused.values["title"]) == (NEW, "Procedure")
    assert share.revocation is None


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ({"denied_addresses": (NEW,)}, "merge_refused"),
        ({"allowed_addresses": ("elsewhere.example.org",)}, "merge_refused"),
        ({"link_base": ""}, "link_base_missing"),
    ],
)
def test_an_address_that_holds_nothing_is_merged_by_the_same_rules(world, share, bounds, code):
    Revoke(world.ports)([share], EDITOR)
    world.bound(**bounds)
    (refused,) = merge(world)
    assert refused.code == code
    assert world.store.recipients[share.recipient_id].merged is None
    assert not world.administration(Action.RECIPIENT_MERGED)


@pytest.mark.parametrize("who", [JO.address, KIM.address])
def test_nor_is_it_merged_where_one_of_both_is_blocked(world, share, who):
    world.share(KIM)
    Revoke(world.ports)([share], EDITOR)
    PeopleDeeds(world.ports).block(world.store.recipient_at(who), BOSS, "Left")
    assert [one.code for one in merge(world, into=KIM.address)] == ["merge_blocked"]
    assert world.store.recipients[share.recipient_id].merged is None


def test_what_has_to_be_approved_waits_and_not_for_who_merged(world, share):
    world.bound(approval_required=True)
    lee = Sender("lee", "Lee", "lee@example.org")
    world.accounts.who_approves = [SENDER, Sender(BOSS.id, "Boss", "boss@example.org"), lee]
    (new,) = merge(world).shares
    assert new.held
    assert [mail.address for mail in world.mails(MailKind.APPROVAL_ASKED)] == [lee.address]
    assert new.invitation_id not in {one.subject_id for one in world.mails(MailKind.INVITATION)}
    approvals, distribution = Approvals(world.ports), new.distribution_id
    assert approvals.approve(distribution, BOSS).code == "approver_is_sender"
    assert approvals.approve(distribution, Actor("user", "dana")).code == "approver_is_sender"
    assert approvals.approve(distribution, Actor("user", "lee")) is None
    assert not new.held
    assert new.invitation_id in {mail.subject_id for mail in world.mails(MailKind.INVITATION)}


def test_what_waits_for_approval_is_decided_first(world):
    world.bound(approval_required=True)
    (share,) = world.share()
    (refused,) = merge(world)
    assert refused.code == "merge_waiting"
    assert share.revocation is None


def test_while_no_mail_can_leave_nothing_is_merged(world, share):
    world.bound(link_base="")
    (refused,) = merge(world)
    assert refused.code == "link_base_missing"
    assert share.revocation is None


@pytest.fixture
def filed(tmp_path):
    """A world whose database reconciles who writes into the same tree."""
    world = World(tmp_path, FileStorage(str(tmp_path / "Data.fs")))
    yield world
    world.close()


@pytest.mark.parametrize("first", ["sending", "merging"])
def test_a_sending_to_the_old_address_at_this_moment_is_not_left_behind(filed, first):
    world = filed
    world.bound(maximum_recipients=500)
    world.share(*(replace(KIM, address=f"r{number}@example.org") for number in range(200)))
    world.share(JO)
    manager = transaction.TransactionManager()
    connection = world.db.open(manager)
    try:
        there = world.ports_on(connection.root()["store"])
        old = there.store.recipient_at(JO.address)
        Merging(there)(old, NEW, JO.address, REASON, BOSS, READER)
        Distribute(world.ports)(world.order(JO))
        managers = [transaction.manager, manager]
        if first == "merging":
            managers.reverse()
        managers[0].commit()
        with pytest.raises(ConflictError):
            managers[1].commit()
    finally:
        manager.abort()
        transaction.abort()
        connection.close()
