"""Senders are told what readers opened: as they wish, and never nothing."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services import distribute
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.read import Read
from collective.externalshare.services.senders import note_sender
from collective.externalshare.services.terms import make_terms
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


def share(world, notify, *people, sender=None):
    order = world.order(*people)
    order = replace(order, terms=replace(order.terms, notify=notify), sender=sender or order.sender)
    made = distribute.Distribute(world.ports)(order)
    transaction.commit()
    return [world.store.shares[share_id] for share_id in made.share_ids]


def open_it(world, one, address=JO.address):
    Read(world.ports).grant(world.session(one, address), one.id, "view", READER)
    world.post(minutes=30)


def next_morning(world):
    world.clock.pass_time(days=1)
    Jobs(world.ports)()
    transaction.commit()


def told(world):
    return [mail for mail in world.store.outbox.values() if mail.kind == MailKind.OPENED]


@pytest.mark.parametrize(("notify", "mails"), [("never", 0), ("first", 1), ("every", 2)])
def test_openings_are_told_as_the_sender_wishes(world, notify, mails):
    (one,) = share(world, notify)
    for _time in range(2):
        open_it(world, one)
        for mail in told(world):
            mail.attempts = 1
    assert len(told(world)) == mails
    assert {mail.address for mail in told(world)} == ({"dana@example.org"} if mails else set())
    rows = world.rows(one, Action.NOTICE_QUEUED)
    assert [row["new"] for row in rows] == ["opened"] * mails


def test_what_was_posted_is_told_once_however_often_it_is_looked_at(world):
    (one,) = share(world, "every")
    open_it(world, one)
    world.post(minutes=0)
    next_morning(world)
    assert len(told(world)) == 1


def test_a_summary_comes_once_a_day_and_names_everything_since(world):
    one, two = share(world, "daily", JO, KIM)
    next_morning(world)
    open_it(world, one)
    open_it(world, two, KIM.address)
    open_it(world, one)
    assert not told(world)
    next_morning(world)
    (mail,) = world.mails(MailKind.DIGEST)
    assert (mail.address, mail.subject_id) == ("dana@example.org", "dana")
    assert len(mail.openings) == 3
    administration = list(world.store.chains[ADMINISTRATION].rows())
    assert [(row["action"], row["new"]) for row in administration] == [("notice.queued", "digest")]
    Jobs(world.ports)()
    assert len(world.mails(MailKind.DIGEST)) == 1


@pytest.mark.parametrize("notify", ["every", "daily"])
def test_whoever_has_left_is_told_nothing_and_again_once_they_are_back(world, notify):
    (one,) = share(world, notify)
    open_it(world, one)
    for mail in told(world):
        mail.attempts = 1
    note_sender(world.ports, "dana", gone=True)
    before = len(told(world))
    open_it(world, one)
    next_morning(world)
    assert len(told(world)) == before
    assert not world.mails(MailKind.DIGEST)
    note_sender(world.ports, "dana", gone=False)
    open_it(world, one)
    next_morning(world)
    kind = MailKind.DIGEST if notify == "daily" else MailKind.OPENED
    assert world.mails(kind)[-1].address == "dana@example.org"


def test_a_summary_of_nothing_is_never_sent(world):
    (one,) = share(world, "daily")
    for _day in range(3):
        next_morning(world)
    assert not world.mails(MailKind.DIGEST)
    open_it(world, one)
    next_morning(world)
    next_morning(world)
    assert len(world.mails(MailKind.DIGEST)) == 1


def test_who_has_no_address_is_told_nothing(world):
    for notify in ("first", "daily"):
        (one,) = share(world, notify, sender=Sender("dana", "Dana Ortiz", ""))
        open_it(world, one)
    next_morning(world)
    assert len(world.rows(one, Action.SHARE_OPENED)) == 1
    assert not told(world)
    assert not world.mails(MailKind.DIGEST)


def test_what_is_posted_long_after_is_no_news(world):
    (one,) = share(world, "every")
    Read(world.ports).grant(world.session(one), one.id, "view", READER)
    world.clock.pass_time(days=3)
    world.post()
    assert not told(world)


def test_a_sender_says_it_and_changes_it_and_evidence_tells(world):
    (one,) = world.share(asked={"notify": "first"})
    assert one.terms.notify == "first"
    (row,) = world.rows(one, Action.SHARE_CREATED)
    assert row["new"].endswith(" notify=first")
    assert Amend(world.ports)(one, EDITOR, notify="never") is None
    assert one.terms.notify == "never"
    (row,) = world.rows(one, Action.SHARE_CHANGED)
    assert row["old"] == f"{row['new']} notify=first"


def test_what_no_wish_is_is_refused_and_changes_nothing(world, share):
    assert make_terms(world.ports, notify="hourly").code == "notify_unknown"
    assert Amend(world.ports)(share, EDITOR, notify="").code == "notify_unknown"
    assert share.terms.notify == "never"


def test_what_had_to_be_approved_may_still_tell_its_sender(world, share):
    world.bound(approval_required=True)
    assert Amend(world.ports)(share, EDITOR, notify="daily") is None
    assert Amend(world.ports)(share, EDITOR, notify="first", limit=9).code == "approval_needed"
    assert share.terms.notify == "daily"


def test_the_default_is_a_setting(world):
    world.bound(default_notify="daily")
    (one,) = world.share()
    assert one.terms.notify == "daily"
