"""Senders who go: their shares go on or are suspended, as the site wants it (T64)."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.share import Status
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.authorize import standings
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.read import Read
from collective.externalshare.services.senders import has_left
from collective.externalshare.services.senders import note_look
from collective.externalshare.services.senders import note_sender
from collective.externalshare.services.sweep import Sweep
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


@pytest.fixture
def gone(world):
    """Two shares whose sender may share the document no longer, where that suspends them."""
    shares = world.share(JO, KIM)
    world.bound(sender_gone="suspend")
    world.document.strangers.add("dana")
    return shares


def sweep(world):
    while Sweep(world.ports)():
        pass
    transaction.commit()


def test_where_shares_are_kept_nobody_is_asked_and_they_go_on(world):
    (share,) = world.share()
    session = world.session(share)
    world.document.strangers.add("dana")
    assert standing(world.ports, share).status is Status.ACTIVE
    assert not hasattr(Read(world.ports).grant(session, share.id, "view", READER), "code")
    sweep(world)
    assert Overview(world.ports).listed(share).status is Status.ACTIVE
    assert world.document.doubted == 0


def test_where_they_are_suspended_each_use_asks_once_for_a_sender(world, gone):
    for found in standings(world.ports, gone):
        assert (found.status, found.reason) == (Status.SUSPENDED, "sender_gone")
        assert not found.readable
    assert world.document.doubted == 1


def test_a_reader_inside_gets_nothing_from_the_next_request_on_and_it_is_recorded(world):
    (share,) = world.share()
    session = world.session(share)
    world.bound(sender_gone="suspend")
    read = Read(world.ports)
    assert [entry.share.id for entry in read.portal(session)] == [share.id]
    world.document.strangers.add("dana")
    assert read.portal(session) == []
    assert read.grant(session, share.id, "download", READER) is None
    (row,) = world.rows(share, Action.ACCESS_REFUSED)
    assert row["reason"] == "sender_gone"


def test_lists_evidence_and_events_follow_with_the_sweep_and_back(world, gone):
    sweep(world)
    for share in gone:
        listed = Overview(world.ports).listed(share)
        assert (listed.status, listed.reason) == (Status.SUSPENDED, "sender_gone")
        (row,) = world.rows(share, Action.SHARE_SUSPENDED)
        assert row["reason"] == "sender_gone"
    world.clock.pass_time(minutes=5)
    Posting(world.ports)()
    page = Overview(world.ports).page(Filters(view="suspended"))
    assert {row.share.id for row in page.rows} == {share.id for share in gone}
    world.document.strangers.clear()
    sweep(world)
    for share in gone:
        assert Overview(world.ports).listed(share).status is Status.ACTIVE
        assert len(world.rows(share, Action.SHARE_RESUMED)) == 1


def test_the_setting_taken_back_lets_them_go_on(world, gone):
    sweep(world)
    world.bound(sender_gone="keep")
    assert standing(world.ports, gone[0]).status is Status.ACTIVE
    sweep(world)
    assert Overview(world.ports).listed(gone[0]).status is Status.ACTIVE


def test_what_a_colleague_shared_of_the_same_document_goes_on(world, gone):
    world.document.strangers = {"dana"}
    (share,) = world.share(KIM)
    share.sender_id = "robin"
    assert standing(world.ports, share).status is Status.ACTIVE
    sweep(world)
    assert Overview(world.ports).listed(gone[0]).status is Status.SUSPENDED


def test_a_document_that_is_gone_has_the_stronger_reason(world, gone):
    world.documents.by_uid.clear()
    assert standing(world.ports, gone[0]).reason == "deleted"


def test_who_was_not_found_for_four_hours_has_left_and_nobody_sooner(world):
    world.share()
    assert not note_look(world.ports, "dana", found=False)
    world.clock.pass_time(hours=3, minutes=59)
    assert not note_look(world.ports, "dana", found=False)
    assert not has_left(world.ports, "dana")
    world.clock.pass_time(minutes=1)
    assert note_look(world.ports, "dana", found=False)
    assert has_left(world.ports, "dana")
    assert not note_look(world.ports, "dana", found=False)
    assert note_look(world.ports, "dana", found=True)
    assert not has_left(world.ports, "dana")


def test_each_sight_of_an_account_lets_the_hours_begin_anew(world):
    world.share()
    assert not note_look(world.ports, "dana", found=False)
    world.clock.pass_time(hours=3)
    assert not note_look(world.ports, "dana", found=True)
    world.clock.pass_time(hours=3)
    assert not note_look(world.ports, "dana", found=False)
    world.clock.pass_time(hours=4)
    assert note_look(world.ports, "dana", found=False)


def test_that_an_account_is_gone_or_back_is_recorded_once(world):
    world.share()
    rows = world.store.chains[ADMINISTRATION].rows
    for away, times in ((True, 1), (True, 1), (False, 2), (False, 2)):
        note_sender(world.ports, "dana", gone=away)
        told = [row for row in rows() if row["action"].startswith("sender.")]
        assert len(told) == times
    assert [(row["action"], row["new"]) for row in told] == [
        (Action.SENDER_LEFT, "dana"),
        (Action.SENDER_RETURNED, "dana"),
    ]
