"""Reminders fall due by the clock: told once, on however many clients, and to as few as can be."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from datetime import timedelta
from tests.common.fakes import FakeDocument
from tests.common.numbers import REMINDED
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import MORNING
from tests.common.world import READER
from tests.unit.services.working import days_pass
from tests.unit.services.working import expiring
from tests.unit.services.working import work
from transaction import TransactionManager
from ZODB.POSException import ConflictError

import pytest
import transaction


def test_readers_are_reminded_a_week_and_a_day_before_the_end(world):
    (share,) = world.share(days=10)
    told = {}
    for day in range(1, 12):
        days_pass(world, 1)
        for mail in expiring(world):
            told.setdefault(mail.id, day)
            mail.attempts = 1
    assert sorted(told.values()) == [3, 9]
    (first, second) = world.rows(share, Action.NOTICE_QUEUED)
    assert (first["new"], first["actor"]) == ("expiring", ["system", ""])
    assert second["share"] == share.id


def test_who_has_opened_it_is_not_reminded_until_there_is_another_revision(world):
    (share,) = world.share(days=10)
    Read(world.ports).grant(world.session(share), share.id, "view", READER)
    days_pass(world, 4)
    assert not expiring(world)
    world.publish(b"%PDF- 2")
    days_pass(world, 5)
    assert len(expiring(world)) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda world, share: Revoke(world.ports)([share], EDITOR),
        lambda world, share: Amend(world.ports)(
            share, EDITOR, expires=MORNING + timedelta(days=60)
        ),
        lambda world, share: world.bound(reminder_days=()),
        lambda world, share: setattr(share.gate, "refusal", "not_published"),
        lambda world, share: setattr(
            world.store.recipients[share.recipient_id], "stopped", world.ports.now
        ),
        lambda world, share: setattr(
            world.store.distributions[share.distribution_id], "by_mail", False
        ),
    ],
    ids=["revoked", "extended", "off", "suspended", "unsubscribed", "by another channel"],
)
def test_nobody_is_reminded_for_nothing(world, spoil):
    (share,) = world.share(days=10)
    spoil(world, share)
    days_pass(world, 11)
    assert not expiring(world)


def test_what_was_shared_a_moment_ago_is_not_reminded_of(world):
    world.share(days=1)
    work(world)
    world.share(days=7)
    work(world)
    assert not expiring(world)


def test_another_end_has_reminders_of_its_own(world):
    (share,) = world.share(days=8)
    days_pass(world, 2)
    assert len(expiring(world)) == 1
    expiring(world)[0].attempts = 1
    assert Amend(world.ports)(share, EDITOR, expires=MORNING + timedelta(days=40)) is None
    days_pass(world, 25)
    assert len(expiring(world)) == 1
    days_pass(world, 10)
    assert len(expiring(world)) == 2


def test_a_site_that_was_down_sends_one_reminder_and_not_two(world):
    world.share(days=10)
    work(world)
    world.clock.pass_time(days=9, hours=3)
    work(world)
    (mail,) = expiring(world)
    assert len(mail.share_ids) == 1
    assert world.store.shares[mail.share_ids[0]].reminded[1] == 1


def test_nothing_is_due_before_the_morning(world):
    world.share(days=10)
    work(world)
    world.clock.pass_time(days=2, hours=20)
    work(world)
    assert not expiring(world)
    world.clock.pass_time(hours=2)
    work(world)
    assert len(expiring(world)) == 1


def test_while_no_mail_can_leave_nothing_is_lost(world):
    world.share(days=10)
    work(world)
    world.mail.broken = "mail_missing"
    days_pass(world, 5)
    assert not expiring(world)
    world.mail.broken = None
    work(world)
    assert len(expiring(world)) == 1


def test_what_is_not_opened_after_some_days_is_reminded_of_once(world):
    world.bound(unread_days=3, reminder_days=())
    work(world)
    (share,) = world.share(days=30)
    days_pass(world, 2)
    assert not world.mails(MailKind.UNREAD)
    days_pass(world, 2)
    (mail,) = world.mails(MailKind.UNREAD)
    assert mail.share_ids == (share.id,)
    mail.attempts = 1
    days_pass(world, 10)
    assert len(world.mails(MailKind.UNREAD)) == 1


def test_switched_on_it_does_not_go_back(world):
    world.share(days=60)
    days_pass(world, 10)
    world.bound(unread_days=3, reminder_days=())
    days_pass(world, 10)
    assert not world.mails(MailKind.UNREAD)


def test_several_documents_of_one_sending_are_one_reminder(world):
    papers = [FakeDocument(f"{number:032x}") for number in range(4)]
    world.documents.by_uid.update({paper.uid: paper for paper in papers})
    world.share(documents=papers, days=9)
    world.bound(unread_days=3)
    work(world)
    days_pass(world, 3)
    (mail,) = expiring(world)
    assert len(mail.share_ids) == 4


@pytest.mark.campaign
def test_each_of_many_shares_is_reminded_of_once(world):
    """In batches, twice over, on two connections at once: one wins, and no mail is doubled."""
    world.bound(maximum_recipients=REMINDED)
    world.share(*[JO.__class__(f"r{number}@example.org") for number in range(REMINDED)], days=9)
    world.clock.pass_time(days=2)
    connection = world.db.open(TransactionManager())
    manager = connection.transaction_manager
    lost = rounds = 0
    done = 1
    while done:
        other = world.ports_on(connection.root()["store"])
        done = Jobs(world.ports, REMINDED // 10)()
        Jobs(other, REMINDED // 10)()
        transaction.commit()
        try:
            manager.commit()
        except ConflictError:
            lost += 1
        manager.abort()
        manager.begin()
        transaction.begin()
        rounds += 1
    assert lost >= 10, "each batch had one winner"
    assert Jobs(world.ports)() == 0
    mails = expiring(world)
    assert len(mails) == len({mail.subject_id for mail in mails}) == REMINDED
    assert all(len(mail.share_ids) == 1 for mail in mails)
    connection.close()
