"""Lists, search, history: what people see."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.share import Status
from collective.externalshare.services.history import History
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.read import Read
from collective.externalshare.services.sweep import Sweep
from tests.common.fakes import FakeDocument
from tests.common.world import KIM
from tests.common.world import READER

import pytest


def ids(page):
    return [row.share.id for row in page.rows]


def found(world, **filters):
    return ids(Overview(world.ports).page(Filters(**filters), 200))


def test_pages_follow_each_other_newest_first_without_loss_or_repetition(world):
    made = []
    for number in range(23):
        world.clock.pass_time(seconds=number % 3)  # some at the same moment
        made += [share.id for share in world.share()]
    overview, seen, cursor = Overview(world.ports), [], ""
    while True:
        page = overview.page(Filters(), 5, cursor)
        seen += ids(page)
        cursor = page.cursor
        if not cursor:
            break
        world.share(KIM)  # what comes meanwhile is newer and disturbs nothing
    assert len(seen) == len(set(seen)) == 23
    assert set(seen) == set(made)
    created = [world.store.shares[share_id].created for share_id in seen]
    assert created == sorted(created, reverse=True)


def test_a_last_page_that_is_just_full_has_no_next(world):
    for _ in range(4):
        world.share()
    page = Overview(world.ports).page(Filters(), 4)
    assert len(page.rows) == 4
    assert page.cursor == ""


@pytest.mark.parametrize(
    ("filters", "limit", "cursor", "code"),
    [
        (Filters(status="gone"), 25, "", "status_unknown"),
        (Filters(), 0, "", "limit_unusable"),
        (Filters(), 201, "", "limit_unusable"),
        (Filters(), 25, "x", "cursor_unknown"),
        (Filters(), 25, "F" * 48, "cursor_unknown"),
    ],
)
def test_what_no_list_gave_out_is_refused(world, filters, limit, cursor, code):
    assert Overview(world.ports).page(filters, limit, cursor).code == code


def test_a_long_search_stops_with_a_cursor_and_goes_on_there(world):
    world.share(KIM)
    for _ in range(25):
        world.clock.pass_time(seconds=1)
        world.share()
    overview, cursor, rounds, seen = Overview(world.ports, most_examined=10), "", 0, []
    while rounds == 0 or cursor:
        page = overview.page(Filters(query="kim", sender="dana"), 5, cursor)
        seen, cursor, rounds = seen + ids(page), page.cursor, rounds + 1
    assert len(seen) == 1
    assert rounds > 1


def test_every_filter_narrows_alone_and_together(world, share):
    manual = FakeDocument("b" * 32, "Betriebsanleitung Presse")
    world.documents.by_uid[manual.uid] = manual
    (other,) = world.share(KIM, documents=[manual])
    for filters, expected in (
        ({"document": manual.uid}, other),
        ({"recipient": " KIM@Other.example.org "}, other),
        ({"organisation": "  SUPPLIER   ltd"}, share),
        ({"distribution": share.distribution_id}, share),
        ({"query": "betriebs"}, other),
        ({"query": "PRESSE kim"}, other),
        ({"query": "jo@supplier.example.org"}, share),
        ({"query": "meyer."}, share),
        ({"query": "supplier.example"}, share),
        ({"recipient": KIM.address, "document": manual.uid, "sender": "dana"}, other),
    ):
        assert found(world, **filters) == [expected.id], filters
    for filters in (
        {"recipient": KIM.address, "document": world.document.uid},
        {"recipient": "lee@example.org"},
        {"query": "presse meyer"},
        {"query": "resse"},
        {"sender": "kim"},
        {"organisation": "Nobody"},
        {"distribution": "0" * 32},
    ):
        assert found(world, **filters) == [], filters
    assert set(found(world, sender="dana")) == {share.id, other.id}


@pytest.mark.parametrize("query", ["!!!", "-", "\x00", " "])
def test_a_search_without_a_word_finds_nothing_rather_than_everything(world, share, query):
    assert found(world, query=query) == found(world, query=query, sender="dana") == []


def test_an_address_in_another_alphabet_is_found(world):
    (share,) = world.share(Addressee("jo@xn--mller-kva.example.org", "Jo"))
    assert found(world, recipient="Jo@Müller.example.org") == [share.id]


def test_a_short_word_finds_all_of_many(world):
    for number in range(100):
        world.share(Addressee(f"s{number:03}@example.org", f"S{number:03}"))
    assert len(found(world, query="s")) == 100
    assert len(found(world, query="s09")) == 10


def test_accents_and_case_do_not_matter_in_a_search(world):
    (share,) = world.share(Addressee("z@example.org", "Zoë Ångström", "Straßenbau"))
    for query in ("zoe", "ZOË", "angstrom", "strassenbau", "STRASSEN"):
        assert found(world, query=query) == [share.id], query


def test_a_new_title_is_found_and_the_old_one_is_not(world, share):
    world.document.title = "Jo Handbook"
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    assert found(world, query="handbook") == [share.id]
    assert found(world, query="procedure") == []
    world.document.title = "Other"
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    assert found(world, query="jo") == [share.id]  # the reader's name stays


def test_a_list_may_lag_and_one_share_never_does(world, share):
    world.document.blocked = "not_published"
    overview = Overview(world.ports)
    assert overview.page(Filters()).rows[0].status is Status.ACTIVE
    row = overview.one(share)
    assert (row.status, row.reason) == (Status.SUSPENDED, "not_published")
    Sweep(world.ports)()
    assert found(world, status="suspended") == [share.id]
    assert found(world, status="active") == []


def test_a_page_read_live_looks_at_each_document_once(world, share):
    shares = [share, *(world.share()[0] for _ in range(10))]
    world.document.blocked = "not_published"
    world.documents.sought = world.document.asked = 0
    rows = Overview(world.ports).live(shares)
    assert [row.share for row in rows] == shares
    assert {(row.status, row.reason) for row in rows} == {(Status.SUSPENDED, "not_published")}
    assert (world.documents.sought, world.document.asked) == (1, 1)


def test_the_history_of_a_share_is_its_own_and_its_invitations(world):
    manual = FakeDocument("b" * 32, "Manual")
    world.documents.by_uid[manual.uid] = manual
    first, second = world.share(documents=[world.document, manual])
    session = world.session(first)
    Read(world.ports).grant(session, second.id, "view", READER)
    actions = [row["action"] for row in History(world.ports).of_share(first)]
    assert actions == ["share.created", "invitation.queued", "code.requested", "code.accepted"]
    assert History(world.ports).of_share(second)[-1]["action"] == "share.opened"
