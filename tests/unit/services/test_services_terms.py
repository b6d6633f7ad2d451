"""Limits of downloads and dates to begin with."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import GIVE_UP
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.share import Status
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.model.times import HOUR
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.health import Health
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.terms import make_terms
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest


def download(world, share, session):
    return Read(world.ports).grant(session, share.id, "download", READER)


def in_days(world, days):
    return from_micros(world.ports.now + days * DAY)


@pytest.fixture
def limited(world):
    (share,) = world.share(asked={"limit": 2})
    return share


def test_a_limit_counts_downloads_given_and_not_presses_of_a_button(world, limited):
    session = world.session(limited)
    Read(world.ports).grant(session, limited.id, "view", READER)
    assert download(world, limited, session) == download(world, limited, session)
    assert limited.left == 1
    world.clock.pass_time(minutes=11)
    assert isinstance(download(world, limited, session), Granted)
    world.clock.pass_time(minutes=11)
    assert download(world, limited, session) is None
    assert (limited.left, limited.usage.downloads) == (0, 2)
    (row,) = world.rows(limited, Action.ACCESS_REFUSED)
    assert (row["reason"], row["new"]) == ("exhausted", "download")


def test_the_last_download_can_be_fetched_and_the_document_looked_at(world, limited):
    session = world.session(limited)
    download(world, limited, session)
    world.clock.pass_time(minutes=11)
    last = download(world, limited, session)
    assert standing(world.ports, limited).status is Status.EXHAUSTED
    assert Fetch(world.ports).file(session, last.ticket).sha256
    assert [entry.share.id for entry in Read(world.ports).portal(session)] == [limited.id]
    assert isinstance(Read(world.ports).grant(session, limited.id, "view", READER), Granted)
    world.document.blocked = "not_published"
    assert Read(world.ports).portal(session) == []
    assert Read(world.ports).grant(session, limited.id, "view", READER) is None
    assert Fetch(world.ports).file(session, last.ticket) is None


def test_new_terms_begin_a_new_count(world, limited):
    session = world.session(limited)
    download(world, limited, session)
    world.clock.pass_time(minutes=11)
    download(world, limited, session)
    assert limited.spent
    assert Amend(world.ports)(limited, EDITOR, limit=3) is None
    assert (limited.left, limited.usage.downloads) == (3, 2)
    (row,) = world.rows(limited, Action.SHARE_CHANGED)
    assert (row["old"].split()[2:], row["new"].split()[2:]) == (["limit=2"], ["limit=3"])
    assert Amend(world.ports)(limited, EDITOR, limit=0) is None
    assert limited.left is None


def test_what_becomes_view_only_has_no_limit_any_more(world, limited):
    assert Amend(world.ports)(limited, EDITOR, access="view", limit=4).code == "limit_view"
    assert Amend(world.ports)(limited, EDITOR, access="view") is None
    assert (limited.terms.access, limited.terms.limit) == ("view", 0)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"limit": -1, "access": "download"}, "limit_range"),
        ({"limit": 1001, "access": "download"}, "limit_range"),
        ({"limit": 1, "access": "view"}, "limit_view"),
        ({"starts": 7 * DAY - HOUR + 1}, "start_late"),
        ({"starts": 8 * DAY}, "start_late"),
    ],
)
def test_terms_that_contradict_themselves_are_refused_and_change_nothing(world, share, asked, code):
    if "starts" in asked:
        asked = {"starts": from_micros(world.ports.now + asked["starts"])}
    old = share.terms
    assert make_terms(world.ports, days=7, **asked).code == code
    assert Amend(world.ports)(share, EDITOR, **asked).code == code
    assert share.terms is old


def test_a_start_without_a_zone_is_none(world):
    naive = in_days(world, 1).replace(tzinfo=None)
    assert make_terms(world.ports, starts=naive).code == "expiry_zone"


def test_a_start_that_has_passed_is_at_once(world):
    assert make_terms(world.ports, starts=in_days(world, 0)).starts == 0
    assert make_terms(world.ports, starts=in_days(world, -3)).starts == 0


def test_before_its_start_a_share_is_not_there_and_its_mail_waits(world):
    (share,) = world.share(asked={"starts": in_days(world, 2)})
    assert standing(world.ports, share).status is Status.PENDING
    assert Admit(world.ports).arrive(world.token(share)) is None
    (row,) = world.mails(MailKind.INVITATION)
    assert (row.due, row.give_up) == (share.terms.starts, share.terms.starts + GIVE_UP)
    assert not row.ready(share.terms.starts - 1)
    assert row.ready(share.terms.starts)
    world.clock.pass_time(days=2)
    assert standing(world.ports, share).status is Status.ACTIVE
    assert Admit(world.ports).arrive(world.token(share))


def test_a_reader_inside_sees_nothing_of_what_has_not_begun(world, share):
    session = world.session(share)
    (later,) = world.share(asked={"starts": in_days(world, 2)})
    assert [entry.share.id for entry in Read(world.ports).portal(session)] == [share.id]
    assert Read(world.ports).document(session, later.id) is None
    assert Read(world.ports).grant(session, later.id, "view", READER) is None
    (row,) = world.rows(later, Action.ACCESS_REFUSED)
    assert row["reason"] == "pending"


def test_a_mail_that_waits_moves_with_the_start_and_one_that_left_does_not(world):
    (share,) = world.share(asked={"starts": in_days(world, 2)})
    (row,) = world.mails(MailKind.INVITATION)
    assert Amend(world.ports)(share, EDITOR, starts=in_days(world, 3)) is None
    assert row.due == share.terms.starts == world.ports.now + 3 * DAY
    assert Amend(world.ports)(share, EDITOR, starts=in_days(world, 0)) is None
    assert (row.due, share.terms.starts) == (world.ports.now, 0)
    row.state, due = "sent", row.due
    assert Amend(world.ports)(share, EDITOR, starts=in_days(world, 3)) is None
    assert row.due == due


def test_a_mail_that_is_put_off_is_not_slow(world):
    Distribute(world.ports)(world.order(asked={"starts": in_days(world, 2)}))
    world.clock.pass_time(days=1)
    assert outbox(world) == "outbox_ready"
    world.clock.pass_time(days=1, minutes=5)
    assert outbox(world) == "outbox_slow"


def outbox(world):
    return next(
        check.code for check in Health(world.ports)(("FileStorage", None)) if check.name == "outbox"
    )
