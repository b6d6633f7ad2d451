"""What a reader sees: portal, tickets, sessions."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.sweep import Sweep
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import READER


def test_somebody_elses_share_is_nothing_and_leaves_no_trace(world, share, session, read):
    (kims,) = world.share(KIM)
    for share_id in (kims.id, "0" * 32, "", "\ud800"):
        assert read.grant(session, share_id, "view", READER) is None
        assert read.document(session, share_id) is None
    assert not world.rows(kims, Action.ACCESS_REFUSED)


def test_a_ticket_is_bound_to_its_session_and_its_minutes(world, share, session, read):
    granted = read.grant(session, share.id, "download", READER)
    world.clock.pass_time(minutes=1)
    other = world.session(share)
    assert Fetch(world.ports).file(other, granted.ticket) is None
    for wrong in ("", "0" * 32, granted.ticket[:-1], "@@x"):
        assert Fetch(world.ports).file(session, wrong) is None
    assert Fetch(world.ports).file(session, granted.ticket.upper())
    world.clock.pass_time(minutes=9, seconds=-1)
    assert Fetch(world.ports).file(session, granted.ticket)
    world.clock.pass_time(seconds=1)
    assert Fetch(world.ports).file(session, granted.ticket) is None


def test_pages_are_read_for_as_long_as_the_session_lasts(world, share, session, read):
    granted = read.grant(session, share.id, "view", READER)
    world.clock.pass_time(minutes=25)
    assert len(Fetch(world.ports).pages(session, granted.ticket).sizes) == 1
    assert read.grant(session, share.id, "view", READER).ticket != granted.ticket


def test_a_session_gets_so_many_copies_an_hour(world, share, session):
    world.bound(grants_per_hour=20)
    read, shares = Read(world.ports), [share, *(world.share()[0] for _ in range(21))]
    answers = [read.grant(session, one.id, "view", READER) for one in shares]
    codes = [getattr(answer, "code", "granted") for answer in answers]
    assert codes == ["granted"] * 20 + ["too_many_requests"] * 2
    assert world.copies.made == 20
    assert read.grant(session, shares[0].id, "view", READER) == answers[0]


def test_a_reader_of_a_dozen_documents_sees_and_takes_each_twice(world, share, session, read):
    shares = [share, *(world.share()[0] for _ in range(11))]
    for _ in range(2):
        for one in shares:
            for way in ("view", "download"):
                assert isinstance(read.grant(session, one.id, way, READER), Granted)
        # The tickets are over, so each time is a copy of its own.
        world.clock.pass_time(minutes=11)


def test_the_same_press_is_the_same_grant_however_many_came_between(world, share, session):
    world.bound(grants_per_hour=1000)
    read, shares = Read(world.ports), [share, *(world.share()[0] for _ in range(30))]
    answers = [read.grant(session, one.id, "view", READER) for one in shares]
    assert [read.grant(session, one.id, "view", READER) for one in shares] == answers
    assert share.usage.opened == 1
    world.clock.pass_time(minutes=10)
    Sweep(world.ports)()
    read.grant(session, share.id, "view", READER)
    assert len(session.grants) == 1


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
    world.clock.pass_time(minutes=29)
    sessions.append(world.session(kims, KIM.address))
    world.clock.pass_time(minutes=1)
    sessions.append(world.session(share))
    # The first one is idle for too long and only waits to be swept.
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
    one = read.grant(session, first.id, "download", READER)
    two = read.grant(session, second.id, "download", READER)
    assert (
        Fetch(world.ports).file(session, one.ticket).sha256
        != Fetch(world.ports).file(session, two.ticket).sha256
    )
    assert (first.usage.opened, second.usage.opened) == (1, 1)
