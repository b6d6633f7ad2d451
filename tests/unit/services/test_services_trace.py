"""Whose copy is this? From numbers and digests to the evidence, and no further than it goes."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.model.traces import Certainty
from collective.externalshare.model.traces import Mark
from collective.externalshare.model.traces import Place
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services.tracing import bytes_of
from tests.unit.services.tracing import number_of
from tests.unit.services.tracing import searches

import pytest


PRINTED = (Place.STAMP,)


def test_the_row_of_a_grant_names_the_copy(world, granted):
    grant = granted()
    share = world.store.shares[grant.share_id]
    (row,) = world.rows(share, Action.SHARE_DOWNLOADED)
    assert row["new"] == copy_number(grant.id)


@pytest.mark.parametrize("access", ["download", "view"])
def test_a_number_leads_to_the_reader(world, granted, ask, access):
    grant, other = granted(access=access), granted(KIM)
    (found,) = ask(copy_number(grant.id)).origins
    assert found.certainty is Certainty.TYPED
    assert found.row["person"]["address"] == JO.address
    assert found.row["person"]["ip"] == READER.ip
    assert (found.name, found.organisation) == (JO.name, JO.organisation)
    assert found.share.id == grant.share_id != other.share_id
    assert found.title == world.document.title
    assert found.number == copy_number(grant.id)
    assert found.holds
    assert not found.erased


def test_numbers_are_typed_as_people_type_them(granted, ask):
    grant = granted()
    number = copy_number(grant.id)
    swapped = number.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    for typed in (swapped, number.replace("-", ""), number.replace("1", "I"), f"  {number} "):
        (found,) = ask(typed).origins
        assert found.share.id == grant.share_id, typed


def test_the_beginning_of_a_number_is_enough_from_eight_characters_on(granted, ask):
    grant = granted()
    number = number_of(grant)
    (found,) = ask(number[:8]).origins
    assert found.share.id == grant.share_id
    assert ask(number[:7]).code == "trace_number_short"


def test_several_copies_that_begin_alike_are_all_listed(world, granted, ask):
    grants = [granted(), granted(KIM)]
    for place, grant in enumerate(grants):
        chain = world.store.shares[grant.share_id].invitation_id
        (row,) = world.rows(world.store.shares[grant.share_id], Action.SHARE_DOWNLOADED)
        world.store.note_copy({**row, "new": f"AAAA-BBBB-000{place}"})
        assert row["chain"] == chain
    found = ask("AAAA-BBBB")
    assert {one.share.id for one in found.origins} == {one.share_id for one in grants}
    assert not found.more


def test_no_more_than_twenty_are_listed(world, granted, ask):
    share = world.store.shares[granted().share_id]
    (row,) = world.rows(share, Action.SHARE_DOWNLOADED)
    for place in range(21):
        world.store.note_copy({**row, "new": f"AAAA-BBBB-{place:04}"})
    found = ask("AAAA-BBBB")
    assert (len(found.origins), found.more) == (20, True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "trace_nothing"),
        (" \n", "trace_nothing"),
        ("--", "trace_number"),
        ("UUUU-UUUU-UUUU", "trace_number"),
        ("0000-0000-0000-0", "trace_number"),
        ("0" * 65, "trace_number"),
        ("ß000-0000-0000", "trace_number"),
        ("\ud800000-0000", "trace_number"),
        ("0", "trace_number_short"),
    ],
)
def test_what_is_no_number_is_refused_and_leaves_no_row(world, ask, typed, code):
    assert ask(typed).code == code
    assert searches(world) == []


def test_a_file_with_exactly_the_bytes_is_certain(world, granted, drop):
    grant = granted()
    granted(KIM)
    found = drop(bytes_of(world, grant))
    (origin,) = found.origins
    assert origin.certainty is Certainty.CERTAIN
    assert origin.share.id == grant.share_id
    assert found.sha256 == grant.copy.sha256


def test_a_copy_is_found_after_its_grant_was_forgotten(world, granted, drop, ask):
    grant = granted()
    data = bytes_of(world, grant)
    world.store.grants.clear()
    world.store.tickets.clear()
    assert drop(data).origins[0].share.id == grant.share_id
    assert ask(number_of(grant)).origins[0].share.id == grant.share_id


def test_a_changed_file_that_names_its_copy_is_sure(granted, drop):
    grant = granted()
    (origin,) = drop(b"others", Mark(number_of(grant), PRINTED)).origins
    assert (origin.certainty, origin.places) == (Certainty.SURE, PRINTED)
    assert origin.share.id == grant.share_id


def test_bytes_and_marks_of_one_copy_are_one_answer(world, granted, drop):
    grant = granted()
    (origin,) = drop(bytes_of(world, grant), Mark(number_of(grant), PRINTED)).origins
    assert origin.certainty is Certainty.CERTAIN


def test_two_copies_in_one_file_are_two_answers(granted, drop):
    grants = [granted(), granted(KIM)]
    found = drop(b"joined", *(Mark(number_of(grant), PRINTED) for grant in grants))
    assert {one.share.id for one in found.origins} == {one.share_id for one in grants}


def test_an_unknown_file_is_unknown(world, granted, drop):
    granted()
    found = drop(b"others", Mark("0" * 12, (Place.IDENTIFIER,)))
    assert (found.origins, found.strange) == ((), ())
    (row,) = searches(world)
    assert (row["result"], row["new"], row["share"]) == ("unknown", "", "")


def test_a_number_of_another_site_is_named(world, drop):
    found = drop(b"others", Mark("0" * 12, PRINTED))
    assert (found.origins, found.strange) == ((), ("0000-0000-0000",))
    assert searches(world)[0]["new"] == "0000-0000-0000"


def test_an_engine_that_cannot_read_is_a_refusal(world, drop):
    world.copies.fails = True
    assert drop(b"%PDF-").code == "trace_failed"
    assert searches(world) == []
