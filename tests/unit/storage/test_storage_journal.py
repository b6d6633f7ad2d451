"""The journal, written while chains are: nothing conflicts that need not, nothing is lost."""

from collective.externalshare.services.invite import Invite
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.trail import Trail
from collective.externalshare.services.trail import Wanted
from tests.common.world import EDITOR
from tests.unit.storage.together import both
from tests.unit.storage.together import patiently

import pytest
import transaction


def link(share):
    share_id = share.id
    return lambda ports: Invite(ports).link(ports.store.shares[share_id], EDITOR)


def post(ports):
    Posting(ports)()


def settle(world):
    world.clock.pass_time(minutes=2)
    patiently(world, post)
    transaction.begin()


def places(world):
    rows, cursor = [], ""
    while True:
        page = Trail(world.ports).page(Wanted(), 200, cursor)
        rows += [(row["chain"], row["sequence"]) for row in page.rows]
        cursor = page.cursor
        if not cursor:
            return sorted(rows)


def all_places(world):
    return sorted(
        (chain.id, number)
        for chain in world.store.chains.values()
        for number in range(chain.length)
    )


def test_rows_of_different_invitations_are_written_without_conflict_after_a_posting(world):
    shares = [world.share()[0] for _ in range(8)]
    settle(world)
    pairs = zip(shares[::2], shares[1::2], strict=True)
    assert [both(world, link(one), link(other)) for one, other in pairs] == [False] * 4
    assert places(world) == all_places(world)


@pytest.mark.parametrize("post_first", [True, False])
def test_a_posting_does_not_disturb_another_chains_writer(world, post_first):
    (used,), (resting,) = world.share(), world.share()
    settle(world)
    for share in (used, resting):
        link(share)(world.ports)
    transaction.commit()
    world.clock.pass_time(minutes=2)
    link(used)(world.ports)
    transaction.commit()
    first, second = (post, link(used)) if post_first else (link(used), post)
    assert not both(world, first, second)
    settle(world)
    assert not list(world.store.unposted)
    assert places(world) == all_places(world)


@pytest.mark.parametrize("post_first", [True, False])
def test_no_row_is_lost_between_its_writer_and_the_sweep_that_posts_its_chain(world, post_first):
    (share,) = world.share()
    settle(world)
    link(share)(world.ports)
    transaction.commit()
    world.clock.pass_time(minutes=2)
    first, second = (post, link(share)) if post_first else (link(share), post)
    assert both(world, first, second)
    patiently(world, second)
    settle(world)
    assert places(world) == all_places(world)


@pytest.mark.parametrize("post_first", [True, False])
def test_no_row_is_lost_while_an_old_store_gets_its_journal(world, post_first):
    (share,) = world.share()
    del world.store.journal, world.store.unposted
    transaction.commit()
    first, second = (post, link(share)) if post_first else (link(share), post)
    if both(world, first, second):
        patiently(world, second)
    settle(world)
    settle(world)
    assert places(world) == all_places(world)
