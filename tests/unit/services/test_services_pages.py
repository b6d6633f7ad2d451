"""A look: its pages, their words, and what is written down of them."""

from collective.externalshare.interfaces import RenderBusy
from collective.externalshare.interfaces import RenderFailed
from collective.externalshare.model.audit import Action
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.pages_seen import PagesSeen
from collective.externalshare.services.pages_seen import ranges
from collective.externalshare.services.pages_seen import Waiting
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.sweep import Sweep
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest
import transaction


@pytest.fixture
def share(world):
    (share,) = world.share(access="view")
    return share


@pytest.fixture
def ticket(world, share, session):
    ticket = Read(world.ports).grant(session, share.id, "view", READER).ticket
    transaction.commit()
    return ticket


@pytest.fixture
def fetch(world):
    return Fetch(world.ports)


def test_t50_a_look_has_pages_and_no_file(fetch, session, ticket):
    assert fetch.file(session, ticket) is None
    assert fetch.pages(session, ticket).sizes == ((595.0, 842.0),)
    assert fetch.image(session, ticket, 1, 110) == b"page 1 at 110 dpi"
    assert fetch.text(session, ticket, 1) == "words of page 1"


def test_t50_a_download_has_a_file_and_no_pages(world, fetch):
    (share,) = world.share(access="download")
    session = world.session(share)
    ticket = Read(world.ports).grant(session, share.id, "download", READER).ticket
    assert fetch.file(session, ticket)
    assert fetch.pages(session, ticket) is None
    assert fetch.image(session, ticket, 1, 110) is None


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_t50_there_is_no_page_of_another_number(fetch, session, ticket, number):
    assert fetch.image(session, ticket, number, 110) is None
    assert fetch.text(session, ticket, number) is None


def test_pages_end_with_the_share_the_session_and_for_others(world, fetch, share, session, ticket):
    world.clock.pass_time(minutes=1)
    other = world.session(share)
    assert fetch.image(other, ticket, 1, 110) is None
    Revoke(world.ports)([share], EDITOR)
    assert fetch.pages(session, ticket) is None
    assert fetch.image(session, ticket, 1, 110) is None
    assert fetch.text(session, ticket, 1) is None


def test_words_are_kept_back_where_the_settings_say_so(world, session, ticket):
    world.bound(text_alternative=False)
    assert Fetch(world.ports).text(session, ticket, 1) is None
    assert Fetch(world.ports).image(session, ticket, 1, 110)


@pytest.mark.parametrize(
    ("error", "code"), [(RenderBusy(), "render_busy"), (RenderFailed("x"), "render_failed")]
)
def test_a_page_that_cannot_be_drawn_is_refused(world, fetch, session, ticket, error, code):
    world.renderer.raises = error
    assert fetch.image(session, ticket, 1, 110) == Refused(code)
    assert fetch.text(session, ticket, 1) == Refused(code)


def test_a_copy_that_is_not_the_granted_one_shows_no_page(world, fetch, session, ticket):
    world.copies.spoil()
    assert fetch.image(session, ticket, 1, 110) == Refused("copy_failed")


def test_pages_sent_are_one_row_an_opening(world, share, session, ticket, fetch):
    seen = PagesSeen(world.ports)
    grant = fetch.pages(session, ticket).grant
    for number in (3, 1, 2, 7, 2):
        seen.note(session, grant, number)
    assert not session.pages
    Sweep(world.ports)()
    transaction.commit()
    (row,) = world.rows(share, Action.PAGES_SHOWN)
    assert (row["new"], row["copy"]) == ("1-3, 7", grant.copy.sha256)
    assert row["actor"] == ["recipient", session.recipient_id]
    Sweep(world.ports)()
    assert len(world.rows(share, Action.PAGES_SHOWN)) == 1


def test_a_page_writes_the_session_at_most_once_a_minute(world, session, ticket, fetch):
    seen, read = PagesSeen(world.ports), Read(world.ports)
    grant = fetch.pages(session, ticket).grant
    writes = 0
    for number in range(1, 121):
        seen.note(session, grant, number)
        writes += read.note_seen(session)
        world.clock.pass_time(seconds=1)
    assert writes == 1
    assert session.pages == ((grant.id, tuple(range(1, 62))),)


def test_leaving_brings_the_pages_into_the_evidence(world, share, session, ticket, fetch):
    PagesSeen(world.ports).note(session, fetch.pages(session, ticket).grant, 1)
    Admit(world.ports).leave(session, READER)
    assert [row["new"] for row in world.rows(share, Action.PAGES_SHOWN)] == ["1"]


def test_no_way_of_ending_a_session_loses_the_pages_seen(world, share, session, ticket, fetch):
    seen, grant = PagesSeen(world.ports), fetch.pages(session, ticket).grant
    seen.note(session, grant, 1)
    seen.keep(session)
    seen.note(session, grant, 2)
    Sessions(world.ports).end_all(EDITOR)
    assert [row["new"] for row in world.rows(share, Action.PAGES_SHOWN)] == ["1-2"]


def test_the_session_that_one_too_many_ends_is_ended_like_any_other(
    world, share, session, ticket, fetch
):
    world.bound(sessions_per_recipient=1)
    PagesSeen(world.ports).note(session, fetch.pages(session, ticket).grant, 1)
    world.clock.pass_time(minutes=1)
    world.session(share)
    assert [row["new"] for row in world.rows(share, Action.PAGES_SHOWN)] == ["1"]
    (row,) = world.rows(share, Action.SESSION_ENDED)
    assert row["actor"] == ["system", ""]
    assert session.digest not in world.store.sessions


def test_what_was_not_committed_waits_again(world, session, ticket, fetch):
    waiting = Waiting()
    seen = PagesSeen(world.ports, waiting)
    seen.note(session, fetch.pages(session, ticket).grant, 5)
    seen.keep(session)
    assert session.pages
    transaction.abort()
    assert not session.pages
    assert waiting.sessions() == [session.digest]
    seen.keep(session)
    transaction.commit()
    assert waiting.sessions() == []
    assert session.pages[0][1] == (5,)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((), ""), ((4,), "4"), ((1, 2), "1-2"), ((1, 3, 4, 5, 9), "1, 3-5, 9")],
)
def test_page_numbers_are_written_as_people_do(numbers, said):
    assert ranges(numbers) == said


def test_as_many_pages_a_minute_as_the_settings_say_and_no_more(world, session, ticket, fetch):
    def ask(number=1):
        return (fetch.text if number % 2 else fetch.image)(
            session, ticket, 1, *([] if number % 2 else [110])
        )

    most = world.ports.settings.pages_per_minute
    assert most == 120
    for number in range(most - 1):
        assert not isinstance(ask(number), Refused)
    world.clock.pass_time(seconds=59)
    world.renderer.raises = RenderBusy()
    assert ask() == Refused("render_busy")
    world.renderer.raises = RenderFailed()
    assert ask() == Refused("render_failed")
    world.renderer.raises = None
    # Whoever was busy drew nothing; who failed did.
    assert ask() == ask(2) == fetch.pages_spent(session) == Refused("pages_spent", {"seconds": 1})
    world.clock.pass_time(seconds=1)
    assert fetch.pages_spent(session) is None
    assert not isinstance(ask(), Refused)


def test_the_pages_of_one_session_cost_no_other(world, share, session, ticket, fetch):
    world.bound(pages_per_minute=1)
    fetch = Fetch(world.ports)
    assert fetch.text(session, ticket, 1) == "words of page 1"
    assert fetch.text(session, ticket, 1).code == "pages_spent"
    world.clock.pass_time(seconds=31)
    other = world.session(share)
    own = Read(world.ports).grant(other, share.id, "view", READER).ticket
    assert fetch.text(other, own, 1) == "words of page 1"
    # What is not there is not there, whatever was spent.
    assert fetch.text(session, ticket, 9) is None
