"""What a search for the reader of a copy rests on, and what it leaves in the records."""

from collective.externalshare.model.ageing import forget
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.read import Read
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services.tracing import bytes_of
from tests.unit.services.tracing import number_of
from tests.unit.services.tracing import searches

import transaction


def test_a_search_is_recorded_without_personal_data(world, granted, ask):
    grant = granted()
    ask(number_of(grant).lower())
    (row,) = searches(world)
    assert row["actor"] == ["user", EDITOR.id]
    assert (row["result"], row["new"]) == ("found", copy_number(grant.id))
    assert row["share"] == grant.share_id
    assert row["person"] == READER.person
    whole = {key: value for key, value in row.items() if key != "person"}
    assert not {JO.address, JO.name, READER.ip} & set(map(str, whole.values()))
    assert world.store.chains[ADMINISTRATION].broken_at(world.ports.ring) is None


def test_an_erased_person_is_not_named(world, granted, ask):
    grant = granted()
    granted(KIM)
    PersonErasure(world.ports)(JO.address, JO.address, "Request of 3 March", EDITOR)
    (found,) = ask(number_of(grant)).origins
    assert found.erased
    assert (found.address, found.name, found.organisation) == ("", "", "")
    assert found.row["person"] == {}
    assert found.holds


def test_a_person_outlives_the_personal_data_of_the_row(world, granted, ask):
    grant = granted()
    chain = world.store.chains[world.store.shares[grant.share_id].invitation_id]
    for sequence in range(chain.length):
        forget(chain, sequence)
    (found,) = ask(number_of(grant)).origins
    assert (found.address, found.name) == (JO.address, JO.name)
    assert (found.erased, found.row["person"]) == (False, {})


def test_evidence_that_was_changed_is_said(world, granted, ask):
    grant = granted()
    chain = world.store.chains[world.store.shares[grant.share_id].invitation_id]
    chunk = chain.chunks[0]
    text, mac = chunk.rows[0]
    chunk.rows = ((text.replace(" ", "").replace('"ok"', '"no"'), mac), *chunk.rows[1:])
    (found,) = ask(number_of(grant)).origins
    assert not found.holds


def test_a_row_that_is_no_longer_kept_is_unknown(world, granted, ask):
    grant = granted()
    del world.store.chains[world.store.shares[grant.share_id].invitation_id]
    assert ask(number_of(grant)).origins == ()


def test_a_store_of_before_finds_its_copies_by_what_its_rows_say(world, granted, drop, ask):
    grant, other = granted(), granted(KIM)
    data = bytes_of(world, grant)
    world.store.copy_places = None
    assert drop(data).origins[0].share.id == grant.share_id
    world.store.copy_places = None
    assert ask(number_of(other)).origins[0].share.id == other.share_id
    transaction.commit()
    assert world.store.copy_places is not None


def test_a_grant_is_found_as_soon_as_it_is_made(world, granted, ask):
    assert ask("0000-0000").origins == ()
    grant = granted()
    assert ask(number_of(grant)).origins[0].share.id == grant.share_id


def test_a_grant_that_fails_leaves_nothing_to_be_found(world, share):
    world.copies.fails = True
    session = world.session(share)
    Read(world.ports).grant(session, share.id, "download", READER)
    assert not list(world.store.copies_numbered(""))
    world.copies.fails = False
    Read(world.ports).grant(session, share.id, "download", READER)
    assert len(list(world.store.copies_numbered(""))) == 1
