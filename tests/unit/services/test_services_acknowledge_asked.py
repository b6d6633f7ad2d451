"""Who has not acknowledged yet: in a view, reminded, by a day; senders are told who has."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.times import DAY
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.remind import Reminded
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.views import View
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.unit.services.acknowledging import acknowledge
from tests.unit.services.acknowledging import AGAIN
from tests.unit.services.acknowledging import ASKED
from tests.unit.services.acknowledging import look

import pytest
import transaction


@pytest.fixture
def session(world, asked):
    return world.session(asked)


def missing(world):
    page = Overview(world.ports).page(Filters(view=View.UNACKNOWLEDGED))
    return [row.share.id for row in page.rows]


def test_the_view_holds_who_has_not_acknowledged(world):
    one, two, three = (*world.share(JO, KIM, asked=AGAIN), *world.share())
    world.post()
    assert set(missing(world)) == {one.id, two.id}
    session = world.session(one)
    look(world, one, session)
    world.post()
    assert set(missing(world)) == {one.id, two.id}
    acknowledge(world, one, session)
    Revoke(world.ports)([two], EDITOR)
    world.post()
    assert not missing(world)
    world.publish()
    Sweep(world.ports)()
    assert missing(world) == [one.id]
    assert not three.owes


@pytest.mark.parametrize("notify", ["first", "every"])
def test_the_sender_is_told_of_each_at_once(world, asked, session, notify):
    asked.terms = replace(asked.terms, notify=notify)
    look(world, asked, session)
    acknowledge(world, asked, session)
    world.post()
    (mail,) = world.mails(MailKind.ACKNOWLEDGED)
    assert mail.address == "dana@example.org"
    (key,) = mail.openings
    chain, sequence = world.store.row_at(key)
    assert chain.row(sequence)["action"] == Action.SHARE_ACKNOWLEDGED


@pytest.mark.parametrize("notify", ["never", "daily"])
def test_the_sender_who_wants_no_more_is_told_in_the_summary(world, asked, session, notify):
    asked.terms = replace(asked.terms, notify=notify)
    look(world, asked, session)
    acknowledge(world, asked, session)
    world.post()
    assert not world.mails(MailKind.ACKNOWLEDGED)
    world.clock.pass_time(days=1)
    Jobs(world.ports)()
    (mail,) = world.mails(MailKind.DIGEST)
    assert len(mail.openings) == (2 if notify == "daily" else 1)
    assert world.store.chains[ADMINISTRATION].length


def test_who_opened_but_did_not_acknowledge_is_reminded(world, asked, session):
    look(world, asked, session)
    assert RemindAll(world.ports)(world.document.uid, EDITOR) == Reminded(1, 0, 0)
    assert len(world.mails(MailKind.UNACKNOWLEDGED)) == 1
    assert not world.mails(MailKind.UNREAD)
    acknowledge(world, asked, session)
    assert RemindAll(world.ports)(world.document.uid, EDITOR).code == "nobody_to_remind"


def test_a_day_to_acknowledge_is_told_before_and_once(world):
    world.bound(reminder_days=(1,))
    (share,) = world.share(days=30, asked={**ASKED, "acknowledge_days": 7})
    assert share.acknowledge_by == share.created + 7 * DAY
    mails = []
    for day in range(1, 10):
        world.clock.pass_time(days=1)
        while Jobs(world.ports)():
            transaction.commit()
        for mail in world.mails(MailKind.UNACKNOWLEDGED):
            if mail.attempts == 0:
                mail.attempts = 1
                mails.append(day)
    assert mails == [6]
    assert (share.owes, share.overdue(world.ports.now)) == (True, True)
    assert not share.overdue(share.acknowledge_by - 1)
    assert not world.store.deadline_days


def test_who_acknowledged_is_not_reminded_of_the_day(world):
    (share,) = world.share(days=30, asked={**AGAIN, "acknowledge_days": 7})
    session = world.session(share)
    look(world, share, session)
    acknowledge(world, share, session)
    for _day in range(4):
        world.clock.pass_time(days=1)
        Jobs(world.ports)()
    world.publish()
    for _day in range(7):
        world.clock.pass_time(days=1)
        Jobs(world.ports)()
    assert share.acknowledge_by == share.gate.since + 7 * DAY
    assert len(world.mails(MailKind.UNACKNOWLEDGED)) == 1


def test_days_count_from_when_it_was_asked_for_and_end_with_the_share(world, share):
    world.clock.pass_time(days=5)
    assert Amend(world.ports)(share, EDITOR, acknowledge=True, acknowledge_days=1) is None
    assert share.acknowledge_by == world.ports.now + DAY
    assert Amend(world.ports)(share, EDITOR, acknowledge_days=30) is None
    assert share.acknowledge_by == share.terms.expires
    (first, _second) = world.rows(share, Action.SHARE_CHANGED)
    assert first["new"].endswith(" acknowledge=yes acknowledge_days=1")


def test_days_count_from_the_approval_where_there_is_one(world):
    world.bound(approval_required=True, reminder_days=(1,))
    (share,) = world.share(days=30, asked={**ASKED, "acknowledge_days": 3})
    world.clock.pass_time(days=2)
    assert Approvals(world.ports).approve(share.distribution_id, Actor("user", "mira")) is None
    assert share.acknowledge_by == world.ports.now + 3 * DAY
    for _day in range(2):
        Jobs(world.ports)()
        assert not world.mails(MailKind.UNACKNOWLEDGED)
        world.clock.pass_time(days=1)
    Jobs(world.ports)()
    assert len(world.mails(MailKind.UNACKNOWLEDGED)) == 1
