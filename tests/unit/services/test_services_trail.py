"""Rows of all chains by time: in which order, by which filters, and what the journal lacks."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.times import DAY
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.trail import Trail
from collective.externalshare.services.trail import Wanted
from dataclasses import replace
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM

import pytest
import transaction


OTHER = "b" * 32


@pytest.fixture
def busy(world):
    """Two documents, two recipients, two senders, rows in the administration's chain."""
    other = world.documents.by_uid[OTHER] = FakeDocument(OTHER, "Other")
    for number, (person, document, sender) in enumerate(
        [(JO, world.document, "dana"), (KIM, world.document, "dana"), (JO, other, "sam")]
    ):
        order = world.order(person, documents=[document])
        Distribute(world.ports)(replace(order, sender=Sender(sender)))
        transaction.commit()
        world.clock.pass_time(days=1, minutes=number)
    Sessions(world.ports).end_all(EDITOR)
    transaction.commit()
    return world


def every_row(world):
    return [row for chain in world.store.chains.values() for row in chain.rows()]


def places(rows):
    return [(row["chain"], row["sequence"]) for row in rows]


def walk(world, wanted=None, limit=3):
    """All rows by cursor, as places."""
    found, cursor = [], ""
    while True:
        page = Trail(world.ports).page(wanted or Wanted(), limit, cursor)
        found += page.rows
        if not page.cursor:
            return found
        cursor = page.cursor


@pytest.mark.parametrize("posted", ["none", "half", "all"])
def test_every_row_of_every_chain_comes_once_the_newest_first(busy, posted):
    if posted == "half":
        Posting(busy.ports, rows_at_once=4)()
    elif posted == "all":
        busy.post()
        assert not list(busy.store.unposted)
    rows = walk(busy)
    assert sorted(places(rows)) == sorted(places(every_row(busy)))
    assert [row["time"] for row in rows] == sorted((r["time"] for r in rows), reverse=True)
    in_one = [row["sequence"] for row in rows if row["chain"] == rows[-1]["chain"]]
    assert in_one == sorted(in_one, reverse=True)


@pytest.mark.parametrize("posted", [False, True])
def test_filters_keep_what_they_say_and_all_of_it(busy, posted):
    if posted:
        busy.post()
    store = busy.store
    jo = store.recipient_at(JO.address).id
    of_jo = {one.id for one in store.invitations.values() if one.recipient_id == jo}
    of_sam = {
        one.id
        for one in store.invitations.values()
        if store.distributions[one.distribution_id].sender.id == "sam"
    }
    of_other = {one.invitation_id for one in store.shares.values() if one.document_uid == OTHER}
    expected = {
        Wanted(recipient=" JO@supplier.example.org "): lambda row: row["chain"] in of_jo,
        Wanted(sender="sam"): lambda row: row["chain"] in of_sam,
        Wanted(document=OTHER): lambda row: row["chain"] in of_other,
        Wanted(action="share.created"): lambda row: row["action"] == "share.created",
        Wanted(action="share.created", sender="sam"): lambda row: (
            row["action"] == "share.created" and row["chain"] in of_sam
        ),
        Wanted(recipient="nobody@example.org"): lambda row: False,
    }
    for wanted, holds in expected.items():
        kept = [row for row in every_row(busy) if holds(row)]
        assert sorted(places(walk(busy, wanted, 2))) == sorted(places(kept)), wanted


@pytest.mark.parametrize("posted", [False, True])
def test_a_period_begins_with_its_first_instant_and_ends_before_its_last(busy, posted):
    if posted:
        busy.post()
    times = sorted({row["time"] for row in every_row(busy)})
    since, until = times[1], times[2]
    rows = walk(busy, Wanted(since=since, until=until))
    assert {row["time"] for row in rows} == {since}
    assert walk(busy, Wanted(since=times[-1] + DAY)) == []


def test_a_row_that_concerns_the_whole_link_is_found_under_each_of_its_documents(world):
    other = world.documents.by_uid[OTHER] = FakeDocument(OTHER, "Other")
    shares = world.share(documents=[world.document, other])
    world.ask(shares[0])
    transaction.commit()
    world.post()
    for uid in (world.document.uid, OTHER):
        actions = [row["action"] for row in walk(world, Wanted(document=uid))]
        assert actions.count(Action.CODE_REQUESTED) == 1
        assert actions.count(Action.SHARE_CREATED) == 1


def test_a_chain_in_use_is_left_to_its_writer_until_it_rests_or_grows_long(world):
    (share,) = world.share()
    assert Posting(world.ports)() == 0, "it was written this very minute"
    chain = world.store.chains[share.invitation_id]
    for _ in range(200):
        world.link(share)
    transaction.commit()
    assert Posting(world.ports)() == chain.length
    assert chain.posted == chain.length


def test_nothing_is_posted_twice_and_what_comes_later_is_posted(busy):
    assert busy.post() == len(every_row(busy))
    assert busy.post() == 0
    before = len(every_row(busy))
    busy.share(JO)
    assert busy.post() == len(every_row(busy)) - before
    assert sorted(places(walk(busy))) == sorted(places(every_row(busy)))


def make_old(world):
    """A store from before there was a journal."""
    store = world.store
    del store.journal, store.unposted
    for chain in store.chains.values():
        vars(chain).pop("posted", None)
        chain._p_changed = True
    transaction.commit()
    assert store.journal is None


def test_an_old_store_says_that_it_is_not_in_order_and_the_sweep_fills_it(busy):
    make_old(busy)
    assert Trail(busy.ports).page(Wanted()).whole is False
    busy.share(JO)
    busy.clock.pass_time(minutes=2)
    while Posting(busy.ports, rows_at_once=3)():
        transaction.commit()
        busy.link(next(iter(busy.store.shares.values())))
        transaction.commit()
        busy.clock.pass_time(minutes=2)
        if busy.store.journal.backlog is None and len(every_row(busy)) > 40:
            break
    page = Trail(busy.ports).page(Wanted())
    assert page.whole is True
    assert sorted(places(walk(busy))) == sorted(places(every_row(busy)))


def test_an_upgrade_can_fill_it_at_once(busy):
    make_old(busy)
    busy.clock.pass_time(minutes=2)
    assert Posting(busy.ports).everything() == len(every_row(busy))
    assert Trail(busy.ports).page(Wanted()).whole is True


def test_when_too_much_is_young_the_page_says_so(world):
    world.share(JO, KIM)
    page = Trail(world.ports, most_young=1).page(Wanted())
    assert page.whole is False
    assert len(page.rows) == 1


def test_a_page_looks_through_so_many_rows_and_goes_on_from_there(busy):
    busy.post()
    trail, found, cursor, pages = Trail(busy.ports, most_examined=2), [], "", 0
    wanted = Wanted(action="share.created", sender="sam")
    while pages == 0 or cursor:
        page = trail.page(wanted, 5, cursor)
        found += page.rows
        cursor, pages = page.cursor, pages + 1
    assert len(found) == 1
    assert pages > 1


@pytest.mark.parametrize(
    ("wanted", "limit", "cursor", "code"),
    [
        (Wanted(action="share.eaten"), 5, "", "action_unknown"),
        (Wanted(), 5, "zz", "cursor_unknown"),
        (Wanted(), 0, "", "limit_unusable"),
        (Wanted(), 201, "", "limit_unusable"),
    ],
)
def test_what_no_page_can_be(world, wanted, limit, cursor, code):
    refused = Trail(world.ports).page(wanted, limit, cursor)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_a_clock_that_was_set_back_keeps_no_row_from_being_posted(world):
    (share,) = world.share()
    world.clock.pass_time(days=-30)
    world.link(share)
    Posting(world.ports)()
    chain = world.store.chains[share.invitation_id]
    assert chain.posted == chain.length
