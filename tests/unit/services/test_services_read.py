"""What a reader gets: grants, their evidence, and nothing without it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.read import FileAnswer
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from dataclasses import replace
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import hashlib
import pytest
import transaction


@pytest.fixture
def session(world, share):
    return world.session(share)


@pytest.fixture
def read(world):
    return Read(world.ports)


def test_a_grant_is_counted_once_with_its_evidence(world, share, session, read):
    granted = read.grant(session, share.id, "download", READER)
    answer = read.file(session, granted.ticket)
    with open(answer.path, "rb") as copy:
        data = copy.read()
    assert hashlib.sha256(data).hexdigest() == answer.sha256
    assert len(data) == answer.size
    assert JO.address in data.decode()
    (row,) = world.rows(share, Action.SHARE_DOWNLOADED)
    assert (row["copy"], row["size"], row["share"]) == (answer.sha256, answer.size, share.id)
    assert row["sha256"] == hashlib.sha256(world.document.blob.data).hexdigest()
    assert row["person"]["address"] == JO.address
    assert row["person"]["ip"] == READER.ip
    assert (share.usage.opened, share.usage.downloads) == (1, 1)
    assert world.announcer.kinds(share.id)[-1] == "IExternalShareDownloaded"
    assert world.document.relied == 1


def test_fetching_a_file_often_counts_nothing_and_writes_nothing(world, share, session, read):
    """T21: 1 grant, 50 ranges, 5 full fetches, 3 HEAD."""
    granted = read.grant(session, share.id, "view", READER)
    transaction.commit()
    for _ in range(58):
        world.clock.pass_time(seconds=10)
        assert isinstance(read.file(session, granted.ticket), FileAnswer)
    assert not world.connection._registered_objects
    assert (share.usage.opened, share.usage.downloads) == (1, 0)


def test_the_same_press_within_the_minutes_is_the_same_grant(world, share, session, read):
    first = read.grant(session, share.id, "view", READER)
    world.clock.pass_time(minutes=9, seconds=-1)
    assert read.grant(session, share.id, "view", READER) == first
    assert read.grant(session, share.id, "download", READER) != first
    world.clock.pass_time(minutes=2)
    assert read.grant(session, share.id, "view", READER) != first
    assert (share.usage.opened, share.usage.downloads) == (3, 1)


def test_a_new_revision_is_a_new_grant_and_the_old_ticket_keeps_its_bytes(
    world, share, session, read
):
    first = read.grant(session, share.id, "view", READER)
    old = read.file(session, first.ticket)
    world.document.blob = type(world.document.blob)(b"%PDF- 2")
    world.document.label = "2"
    second = read.grant(session, share.id, "view", READER)
    assert second != first
    assert read.file(session, first.ticket) == old
    assert read.file(session, second.ticket).sha256 != old.sha256
    rows = world.rows(share, Action.SHARE_OPENED)
    assert [row["revision"] for row in rows] == ["1", "2"]
    assert len(share.gate.seen) == 2
    assert share.gate.label == "2"


def test_a_copy_that_is_gone_is_made_again_and_a_different_one_is_not_served(
    world, share, session, read, tmp_path
):
    granted = read.grant(session, share.id, "view", READER)
    for copy in tmp_path.iterdir():
        copy.unlink()
    assert isinstance(read.file(session, granted.ticket), FileAnswer)
    for copy in tmp_path.iterdir():
        copy.unlink()
    (grant,) = world.store.grants.values()
    grant.blob.data = b"%PDF- overwritten in place"
    assert read.file(session, granted.ticket).code == "copy_failed"


def test_a_failed_copy_leaves_no_grant_no_count_and_no_row_of_an_opening(
    world, share, session, read
):
    world.copies.fails = True
    assert read.grant(session, share.id, "view", READER).code == "copy_failed"
    transaction.commit()
    assert not world.store.grants
    assert not world.store.tickets
    assert session.grants == ()
    assert share.usage.opened == 0
    assert not world.rows(share, Action.SHARE_OPENED, Action.SHARE_DOWNLOADED)
    assert "IExternalShareOpened" not in world.announcer.kinds()
    world.copies.fails = False
    assert isinstance(read.grant(session, share.id, "view", READER), Granted)


class Failing(Exception):
    """The disk, the key, whatever."""


class FailingKeys:
    """Keys whose ring fails at the k-th use."""

    def __init__(self, ring, at):
        self.real, self.left = ring, at

    def ring(self):
        return self

    def problem(self):
        return None

    def __getattr__(self, name):
        value = getattr(self.real, name)
        if not callable(value):
            return value

        def counted(*args):
            self.left -= 1
            if self.left == 0:
                raise Failing
            return value(*args)

        return counted


def test_whatever_fails_before_the_end_leaves_nothing_behind(world, share, session):
    """T77: the k-th use of the keys fails, the evidence among them, until none does."""
    for k in range(1, 50):
        keys = FailingKeys(world.ports.ring, k)
        ports = replace(world.ports, keys=keys)
        try:
            granted = Read(ports).grant(session, share.id, "download", READER)
        except Failing:
            transaction.abort()
            assert not world.store.grants
            assert not world.store.tickets
            assert (share.usage.opened, share.usage.downloads) == (0, 0)
            assert not world.rows(share, Action.SHARE_DOWNLOADED)
            assert session.grants == ()
            continue
        break
    transaction.commit()
    assert k > 2
    assert isinstance(granted, Granted)
    assert len(world.rows(share, Action.SHARE_DOWNLOADED)) == share.usage.downloads == 1


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("revoked", "revoked"),
        ("expired", "expired"),
        ("retracted", "not_published"),
        ("deleted", "deleted"),
        ("view only", "view_only"),
        ("unviewable", "damaged"),
    ],
)
def test_a_refused_grant_is_evidence_and_gives_nothing(world, share, session, read, end, reason):
    granted = read.grant(session, share.id, "download", READER)
    match end:
        case "revoked":
            Revoke(world.ports)([share], EDITOR)
        case "expired":
            world.bound(session_hours=24 * 30, session_idle_minutes=60 * 24 * 30)
            world.clock.pass_time(days=7)
        case "retracted":
            world.document.blocked = "not_published"
        case "deleted":
            world.documents.by_uid.clear()
        case "view only":
            share.terms = replace(share.terms, access="view")
        case "unviewable":
            world.document.late = "damaged"
    read = Read(world.ports)
    assert read.grant(session, share.id, "download", READER) is None
    if end != "unviewable":  # what only an inspection finds stops new grants
        assert read.file(session, granted.ticket) is None
    (row,) = world.rows(share, Action.ACCESS_REFUSED)
    assert (row["reason"], row["result"], row["share"]) == (reason, "refused", share.id)
    assert share.usage.opened == 1


def test_hammering_at_a_closed_door_does_not_fill_the_chain(world, share, session, read):
    Revoke(world.ports)([share], EDITOR)
    for _ in range(100):
        assert read.grant(session, share.id, "view", READER) is None
    assert len(world.rows(share, Action.ACCESS_REFUSED)) == 20
    (other,) = world.share()
    assert isinstance(read.grant(session, other.id, "view", READER), Granted)


def test_somebody_elses_share_is_nothing_and_leaves_no_trace(world, share, session, read):
    (kims,) = world.share(KIM)
    for share_id in (kims.id, "0" * 32, "", "\ud800"):
        assert read.grant(session, share_id, "view", READER) is None
        assert read.document(session, share_id) is None
    assert not world.rows(kims, Action.ACCESS_REFUSED)


def test_a_ticket_is_bound_to_its_session_and_its_minutes(world, share, session, read):
    granted = read.grant(session, share.id, "view", READER)
    world.clock.pass_time(minutes=1)
    other = world.session(share)
    assert read.file(other, granted.ticket) is None
    for wrong in ("", "0" * 32, granted.ticket[:-1], "@@x"):
        assert read.file(session, wrong) is None
    assert read.file(session, granted.ticket.upper())
    world.clock.pass_time(minutes=9, seconds=-1)
    assert read.file(session, granted.ticket)
    world.clock.pass_time(seconds=1)
    assert read.file(session, granted.ticket) is None


def test_a_session_gets_twenty_copies_an_hour(world, share, session, read):
    shares = [share, *(world.share()[0] for _ in range(21))]
    answers = [read.grant(session, one.id, "view", READER) for one in shares]
    codes = [getattr(answer, "code", "granted") for answer in answers]
    assert codes == ["granted"] * 20 + ["too_many_requests"] * 2
    assert world.copies.made == 20
    assert read.grant(session, shares[0].id, "view", READER) == answers[0]


def test_the_portal_shows_what_can_be_used_now_newest_first(world, share, session, read):
    world.clock.pass_time(seconds=1)
    (newer,) = world.share()
    (kims,) = world.share(KIM)
    assert [entry.share.id for entry in read.portal(session)] == [newer.id, share.id]
    Revoke(world.ports)([newer], EDITOR)
    assert [entry.share.id for entry in read.portal(session)] == [share.id]
    world.document.blocked = "not_published"
    assert read.portal(session) == []
    assert kims.id not in {entry.share.id for entry in read.portal(session)}


def test_the_portal_looks_at_each_living_document_once_and_at_no_ended_share(world, share, session):
    for _ in range(20):
        world.share()
    Revoke(world.ports)([share], EDITOR)
    world.documents.sought = world.document.asked = 0
    assert len(Read(world.ports).portal(session)) == 20
    assert (world.documents.sought, world.document.asked) == (1, 1)


def test_being_seen_is_written_once_a_minute(world, share, session, read):
    assert not read.note_seen(session)
    world.clock.pass_time(seconds=60)
    assert read.note_seen(session)
    assert not read.note_seen(session)


def test_activity_keeps_a_session_awake_until_its_hours_are_over(world, share):
    """T37"""
    browser = world.ask(share).browser
    cookie = world.verify(share, world.code(browser), browser).cookie
    read, minutes = Read(world.ports), 0
    while (session := living_session(world.ports, cookie)) is not None:
        read.note_seen(session)
        world.clock.pass_time(minutes=10)
        minutes += 10
    assert minutes == 8 * 60


def test_ending_all_sessions_leaves_none_and_says_how_many(world, share):
    """T38"""
    sessions = [world.session(share)]
    (kims,) = world.share(KIM)
    sessions.append(world.session(kims, KIM.address))
    assert Sessions(world.ports).end_all(EDITOR) == 2
    assert not world.store.sessions
    assert not Sessions(world.ports).living()
    assert all(not one.digests for one in world.store.session_lists.values())
    (row,) = [
        row
        for row in world.store.chains["administration"].rows()
        if row["action"] == Action.SESSIONS_ENDED
    ]
    assert row["new"] == "2"


def test_an_administrator_ends_one_session(world, share, session):
    service = Sessions(world.ports)
    assert [one.digest for one in service.living()] == [session.digest]
    assert service.end_one(session.digest, EDITOR)
    assert not service.end_one(session.digest, EDITOR)
    assert not service.living()


def test_two_documents_of_one_invitation_are_granted_apart(world):
    other = FakeDocument("b" * 32, "Manual", b"%PDF- manual")
    world.documents.by_uid[other.uid] = other
    first, second = world.share(documents=[world.document, other])
    session, read = world.session(first), Read(world.ports)
    one = read.grant(session, first.id, "view", READER)
    two = read.grant(session, second.id, "view", READER)
    assert read.file(session, one.ticket).sha256 != read.file(session, two.ticket).sha256
    assert (first.usage.opened, second.usage.opened) == (1, 1)
