"""Acknowledgements: of what was given, once, with evidence, receipt and news of it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.times import DAY
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.acknowledge import can_acknowledge
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.read import Read
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.remind import Reminded
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.table import Table
from collective.externalshare.services.views import View
from dataclasses import replace
from tests.common.fakes import FakeBlob
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from ZODB.POSException import ConflictError

import hashlib
import pytest
import transaction


ASKED = {"acknowledge": True}
AGAIN = {"acknowledge": True, "revision_mode": "ask_again"}
FIRST = hashlib.sha256(b"%PDF- 1").hexdigest()
SECOND = hashlib.sha256(b"%PDF- 2").hexdigest()


@pytest.fixture
def asked(world):
    (made,) = world.share(asked=ASKED)
    return made


@pytest.fixture
def session(world, asked):
    return world.session(asked)


def look(world, share, session):
    assert Read(world.ports).grant(session, share.id, "view", READER)
    transaction.commit()


def acknowledge(world, share, session, sha256=FIRST):
    done = Acknowledge(world.ports)(session, share.id, sha256, READER)
    transaction.commit()
    return done


def missing(world):
    page = Overview(world.ports).page(Filters(view=View.UNACKNOWLEDGED))
    return [row.share.id for row in page.rows]


def test_it_is_recorded_with_time_revision_and_digest(world, asked, session):
    look(world, asked, session)
    assert acknowledge(world, asked, session) is True
    (row,) = world.rows(asked, Action.SHARE_ACKNOWLEDGED)
    assert (row["revision"], row["sha256"], row["share"]) == ("1", FIRST, asked.id)
    assert (row["actor"], row["document"]) == (
        ["recipient", asked.recipient_id],
        world.document.uid,
    )
    assert row["person"] == {"address": JO.address, "ip": READER.ip, "agent": READER.agent}
    said = asked.acknowledgement
    assert (said.moment, said.revision, said.sha256) == (row["time"], "1", FIRST)
    assert (asked.acknowledged, asked.owes) == (True, False)
    assert world.announcer.kinds(asked.id)[-1] == "IExternalShareAcknowledged"
    assert world.store.chains[asked.invitation_id].broken_at(world.ports.ring) is None


def test_a_second_click_or_a_retry_changes_nothing(world, asked, session):
    look(world, asked, session)
    for _click in range(3):
        world.clock.pass_time(seconds=1)
        assert acknowledge(world, asked, session) is True
    assert len(world.rows(asked, Action.SHARE_ACKNOWLEDGED)) == 1
    assert world.announcer.kinds(asked.id).count("IExternalShareAcknowledged") == 1
    assert len(world.mails(MailKind.RECEIPT)) == 1


def test_two_clicks_at_the_same_moment_are_one(world, asked, session):
    look(world, asked, session)
    manager = transaction.TransactionManager()
    other = world.db.open(manager)
    try:
        ports = world.ports_on(other.root()["store"])
        manager.begin()
        mine = ports.store.sessions[session.digest]
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        assert acknowledge(world, asked, session) is True
        with pytest.raises(ConflictError):
            manager.commit()
        manager.abort()
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        manager.commit()
    finally:
        manager.abort()
        other.close()
    transaction.begin()
    assert len(world.rows(asked, Action.SHARE_ACKNOWLEDGED)) == 1


@pytest.mark.parametrize("meanwhile", ["published", "blocked", "left"])
def test_what_changes_at_the_same_moment_is_no_basis(world, asked, session, meanwhile):
    look(world, asked, session)
    manager = transaction.TransactionManager()
    other = world.db.open(manager)
    try:
        ports = world.ports_on(other.root()["store"])
        manager.begin()
        mine = ports.store.sessions[session.digest]
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        if meanwhile == "published":
            world.publish()
        if meanwhile == "blocked":
            world.store.recipients[asked.recipient_id].blocked = world.ports.now
        if meanwhile == "left":
            session._p_changed = True
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        other.close()


def test_what_was_not_opened_cannot_be_acknowledged(world, asked, session):
    assert can_acknowledge(asked) == ""
    assert acknowledge(world, asked, session).code == "acknowledge_stale"
    for sha256 in ("", SECOND, "x"):
        look(world, asked, session)
        assert acknowledge(world, asked, session, sha256).code == "acknowledge_stale"
    assert not world.rows(asked, Action.SHARE_ACKNOWLEDGED)


def test_a_revision_that_came_meanwhile_has_to_be_opened_first(world, asked, session):
    look(world, asked, session)
    world.document.blob, world.document.label = FakeBlob(b"%PDF- 2"), "2"
    assert acknowledge(world, asked, session).code == "acknowledge_stale"
    assert acknowledge(world, asked, session, SECOND).code == "acknowledge_stale"
    look(world, asked, session)
    assert acknowledge(world, asked, session, SECOND) is True
    (row,) = world.rows(asked, Action.SHARE_ACKNOWLEDGED)
    assert row["revision"] == "2"


@pytest.mark.parametrize("state", ["revoked", "expired", "suspended", "locked", "somebody else's"])
def test_what_cannot_be_used_cannot_be_acknowledged(world, asked, session, state):
    look(world, asked, session)
    share = asked
    if state == "revoked":
        Revoke(world.ports)([asked], EDITOR)
    if state == "expired":
        asked.terms = replace(asked.terms, expires=world.ports.now)
    if state == "suspended":
        world.document.blocked = "not_published"
    if state == "locked":
        asked.terms = replace(asked.terms, password="digest")
    if state == "somebody else's":
        (share,) = world.share(KIM, asked=ASKED)
    assert acknowledge(world, share, session) is False
    assert not world.rows(share, Action.SHARE_ACKNOWLEDGED)
    refused = world.rows(share, Action.ACCESS_REFUSED)
    assert [row["new"] for row in refused] == ([] if share is not asked else ["acknowledge"])


def test_without_being_asked_nobody_acknowledges(world, share):
    session = world.session(share)
    look(world, share, session)
    assert acknowledge(world, share, session) is True
    assert not world.rows(share, Action.SHARE_ACKNOWLEDGED)
    assert share.acknowledgement is None


@pytest.mark.parametrize(
    ("asked_for", "again"),
    [(ASKED, False), (AGAIN, True), ({**ASKED, "revision_mode": "pinned"}, False)],
)
def test_a_new_revision_is_asked_for_by_the_mode(world, asked_for, again):
    (share,) = world.share(asked=asked_for)
    session = world.session(share)
    look(world, share, session)
    acknowledge(world, share, session)
    world.publish()
    assert (share.owes, share.acknowledgement.revision) == (again, "1")
    if again:
        assert acknowledge(world, share, session, SECOND).code == "acknowledge_stale"
        # A form that is sent once more says what was said already.
        assert acknowledge(world, share, session) is True
        look(world, share, session)
        assert acknowledge(world, share, session, SECOND) is True
        assert [row["revision"] for row in world.rows(share, Action.SHARE_ACKNOWLEDGED)] == [
            "1",
            "2",
        ]
        assert not share.owes


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


def test_taking_it_back_takes_what_hangs_on_it(world):
    (share,) = world.share(asked={**AGAIN, "acknowledge_days": 3})
    assert Amend(world.ports)(share, EDITOR, acknowledge=False) is None
    terms = share.terms
    assert (terms.acknowledge, terms.acknowledge_days, terms.revision_mode) == (False, 0, "latest")
    assert not share.owes


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"acknowledge_days": 3}, "acknowledge_days_unasked"),
        ({"revision_mode": "ask_again"}, "ask_again_unasked"),
        ({**ASKED, "acknowledge_days": 366}, "acknowledge_days_range"),
        ({**ASKED, "acknowledge_days": -1}, "acknowledge_days_range"),
    ],
)
def test_what_makes_no_sense_is_refused(world, values, code):
    assert world.order(asked=values).terms.code == code


def test_a_table_for_a_spreadsheet_tells_it(world, asked, session):
    look(world, asked, session)
    acknowledge(world, asked, session)
    head, line = Table(world.ports)([asked], EDITOR).splitlines()
    cells = dict(zip(head.lstrip("\ufeff").split(","), line.split(","), strict=True))
    assert cells["acknowledged_revision"] == "1"
    assert cells["acknowledged"].startswith("2026-03-02T")
