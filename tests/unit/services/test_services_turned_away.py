"""Refused attempts are rows, and a flood of them is a few rows."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.read import Read
from collective.externalshare.vocabularies import REASONS
from tests.common.world import JO
from tests.common.world import PUBLIC
from tests.common.world import READER

import pytest
import transaction


def reasons(world, share):
    return [row["reason"] for row in world.rows(share, Action.ACCESS_REFUSED)]


def flood(world, share, contact=READER):
    for number in range(200):
        world.ask(share, f"stranger-{number}@example.org", contact=contact)
        transaction.commit()


def test_addresses_tried_too_often_are_one_row_an_hour(world, share):
    flood(world, share)
    assert reasons(world, share) == ["too_many_requests"]
    bound = world.ports.settings.address_tries_per_hour
    assert len(world.rows(share, Action.CODE_REQUESTED)) == bound
    world.clock.pass_time(hours=2)
    flood(world, share)
    assert reasons(world, share) == ["too_many_requests"] * 2


def test_wrong_codes_from_one_client_are_refused_in_one_row(world, share):
    browser = world.ask(share, contact=PUBLIC).browser
    wrong = f"{(int(world.code(browser)) + 1) % 10**8:08d}"
    world.bound(wrong_codes_per_ip=1)
    for _ in range(50):
        world.verify(share, wrong, browser, PUBLIC)
    assert len(world.rows(share, Action.CODE_REFUSED)) == 1
    assert reasons(world, share) == ["too_many_requests"]


def test_codes_after_the_last_try_are_one_row(world, share):
    browser = world.ask(share).browser
    wrong = f"{(int(world.code(browser)) + 1) % 10**8:08d}"
    for _ in range(50):
        world.verify(share, wrong, browser)
    assert reasons(world, share) == ["code_tries_spent"]


def test_copies_asked_for_too_often_are_rows_within_a_bound(world, share):
    world.bound(grants_per_hour=2)
    session = world.session(share)
    for _ in range(20):
        world.clock.pass_time(minutes=2)
        Read(world.ports).grant(session, share.id, "view", READER)
        Read(world.ports).grant(session, share.id, "download", READER)
    assert reasons(world, share) == ["too_many_requests"] * 2


def test_a_flood_of_refusals_does_not_fill_the_storage(world, share):
    """T80: after the bounds nothing grows."""
    flood(world, share)
    chain = world.store.chains[share.invitation_id]
    length, windows = chain.length, len(world.store.windows)
    flood(world, share)
    assert (chain.length, len(world.store.windows)) == (length, windows)


def test_an_unusable_key_raises_no_error_at_a_closed_link(world, share):
    token = world.token(share)
    world.clock.pass_time(days=8)
    world.keys.unusable = True
    assert Admit(world.ports_on(world.store)).request_code(token, JO.address, "", READER) is None
    assert not world.connection._registered_objects


@pytest.mark.parametrize("reason", ["too_many_requests", "code_old", "code_tries_spent"])
def test_every_reason_has_words(reason):
    assert reason in REASONS
