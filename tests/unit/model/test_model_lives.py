"""How long challenges, sessions, grants and mails live; what a share's status is."""

from array import array
from collective.externalshare.model.challenge import Challenge
from collective.externalshare.model.gate import DocumentGate
from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.grant import Grant
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.outbox import GIVE_UP
from collective.externalshare.model.outbox import LEASE
from collective.externalshare.model.outbox import OutboxRow
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.model.recipient import SessionList
from collective.externalshare.model.session import AccessSession
from collective.externalshare.model.share import Share
from collective.externalshare.model.share import Status
from collective.externalshare.model.share import Usage
from collective.externalshare.model.template import Template
from collective.externalshare.model.terms import Terms
from collective.externalshare.model.times import from_micros
from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import iso
from collective.externalshare.model.times import MINUTE
from collective.externalshare.model.times import SECOND
from collective.externalshare.model.times import to_micros
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest


NOW = to_micros(datetime(2026, 3, 2, 9, tzinfo=UTC))


def a_share(expires=NOW + HOUR):
    gate = DocumentGate("d", "/plone/d", "D")
    return Share("s", "i", "x", "r", "dana", "", gate, Terms(expires), NOW)


@pytest.mark.parametrize(
    ("after", "lives"),
    [
        (-61 * SECOND, False),  # the clock was set back: T34
        (-60 * SECOND, True),
        (0, True),
        (599 * SECOND, True),
        (10 * MINUTE - 1, True),
        (600 * SECOND, False),
        (-HOUR, False),
    ],
)
def test_a_challenge_and_a_grant_live_for_ten_minutes(after, lives):
    challenge = Challenge("c", "i", "b", "n", "k", NOW, True)
    assert challenge.lives(NOW + after, 10) is lives
    assert a_grant("download").lives(NOW + after, 10, True) is lives
    assert not a_grant("download").lives(NOW + after, 10, False)


def test_pages_are_read_for_as_long_as_the_session_lasts():
    assert a_grant("view").lives(NOW + HOUR, 10, True)
    assert not a_grant("view").lives(NOW, 10, False)


def a_grant(access):
    made = (CopyFacts("", 0, 1), None)
    template = Template("key", array("f", (595, 842)))
    return Grant(
        "g", "t", "k", "s", "x", access, "f", "1", "", None, template, Stamp(("a",), "b"), made, NOW
    )


def test_a_used_challenge_is_dead():
    challenge = Challenge("c", "i", "b", "n", "k", NOW, True)
    challenge.used = True
    assert not challenge.lives(NOW, 10)


@pytest.mark.parametrize(
    ("seen", "now", "lives"),
    [
        (0, 30 * MINUTE - SECOND, True),  # T37
        (0, 30 * MINUTE, False),
        (7 * HOUR + 50 * MINUTE, 8 * HOUR - SECOND, True),
        (7 * HOUR + 50 * MINUTE, 8 * HOUR, False),
        (0, -MINUTE, True),
        (0, -MINUTE - 1, False),
    ],
)
def test_a_session_ends_by_idleness_by_age_and_by_a_clock_set_back(seen, now, lives):
    session = AccessSession("d", "r", "i", NOW)
    session.last_seen = NOW + seen
    assert session.lives(NOW + now, 30, 8) is lives


def test_a_session_is_written_at_most_once_a_minute():
    session = AccessSession("d", "r", "i", NOW)
    assert not session.stale(NOW + MINUTE - 1)
    assert session.stale(NOW + MINUTE)


def test_the_oldest_session_ends_when_there_are_too_many():
    sessions = SessionList()
    ended = [sessions.add(str(number), 3) for number in range(5)]
    assert ended == [(), (), (), ("0",), ("1",)]
    sessions.remove("3")
    sessions.remove("unknown")
    assert sessions.digests == ("2", "4")


def test_the_first_of_revoked_expired_suspended_active_is_the_status():
    share = a_share()
    assert share.status(NOW, None) is Status.ACTIVE
    assert share.status(NOW, "not_published") is Status.SUSPENDED
    assert share.status(NOW + HOUR - 1, None) is Status.ACTIVE
    assert share.status(NOW + HOUR, None) is Status.EXPIRED
    assert share.status(NOW + HOUR, "not_published") is Status.EXPIRED
    assert share.revoke(NOW, "dana", "Mistake")
    assert not share.revoke(NOW + 1, "kim", "Again")
    assert (share.revocation.actor, share.revocation.moment) == ("dana", NOW)
    assert share.status(NOW + 2 * HOUR, "not_published") is Status.REVOKED


@pytest.mark.parametrize(
    "local",
    [datetime.fromisoformat("2026-03-29T03:30"), datetime.fromisoformat("2026-10-25T02:30")],
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_share_ends_on_the_second_across_both_changes_of_the_clock(local, fold):
    """T12, Europe/Berlin: in spring 02:00 is 03:00, in autumn 02:30 comes twice."""
    end = local.replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
    share = a_share(to_micros(end))
    for seconds, status in ((-1, Status.ACTIVE), (0, Status.EXPIRED), (1, Status.EXPIRED)):
        moment = end.astimezone(UTC) + timedelta(seconds=seconds)
        assert share.status(to_micros(moment), None) is status


def test_the_hour_that_comes_twice_is_two_instants():
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert to_micros(twice.replace(fold=1)) - to_micros(twice) == HOUR


def test_a_download_counts_as_an_opening_too():
    usage = Usage()
    usage.count("view", NOW)
    usage.count("download", NOW + 5)
    assert (usage.opened, usage.downloads, usage.first, usage.last) == (2, 1, NOW, NOW + 5)


def test_a_mail_is_retried_ever_more_rarely_until_two_days_are_over():
    row, now, waits = OutboxRow("o", "invitation", "i", NOW, NOW + GIVE_UP), NOW, []
    while True:
        assert row.ready(now)
        assert not row.ready(now - 1)
        row.lease(now)
        assert not row.ready(now + LEASE - 1)
        assert row.ready(now + LEASE)
        if not row.retry(now, "450 4.2.0"):
            break
        waits.append((row.due - now) // SECOND)
        now = row.due
    assert waits[:9] == [10, 30, 60, 120, 300, 600, 1800, 3600, 3600]
    assert set(waits[7:]) == {3600}
    assert waits == sorted(waits)
    assert 47 * HOUR <= now - NOW < GIVE_UP
    assert row.state == OutboxState.DEAD.value
    assert row.reply == "450 4.2.0"
    row.again(now, now + GIVE_UP)
    assert row.ready(now)
    assert row.attempts == 0
    assert row.state == OutboxState.QUEUED.value


def test_a_code_is_given_up_after_its_ten_minutes():
    row, now, tries = OutboxRow("o", "code", "c", NOW, NOW + 10 * MINUTE), NOW, 0
    row.lease(now)
    while row.retry(now, ""):
        now, tries = row.due, tries + 1
        row.lease(now)
    assert tries == 5
    assert now < NOW + 10 * MINUTE


def test_an_answer_of_the_mail_server_is_kept_short():
    row = OutboxRow("o", "code", "c", NOW, NOW + HOUR)
    row.finish(OutboxState.DEAD, "x" * 1000)
    assert len(row.reply) == 200


def test_the_running_number_of_a_revision_counts_distinct_files_in_order():
    gate = DocumentGate("d", "/plone/d", "D")
    assert gate.number_of("a") == 1
    gate.see("a", "1")
    gate.see("b", "2")
    gate.see("a", "1")
    assert (gate.seen, gate.number_of("a"), gate.number_of("b"), gate.number_of("c")) == (
        ("a", "b"),
        1,
        2,
        3,
    )
    assert gate.label == "1"


def test_instants_are_whole_microseconds_and_need_a_zone():
    moment = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
    assert from_micros(to_micros(moment)) == moment
    assert iso(to_micros(moment)) == "2026-03-02T09:00:00Z"
    assert iso(None) is None
    assert to_micros(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)) == -SECOND
    with pytest.raises(ValueError, match="time zone"):
        to_micros(datetime(2026, 3, 2))  # noqa: DTZ001
