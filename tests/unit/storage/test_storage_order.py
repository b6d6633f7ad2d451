"""Shares in the order of their making, also on a store of before profile 1004."""

from BTrees.OOBTree import OOTreeSet
from collective.externalshare.model.address import Addressee
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.views import EVERY
from collective.externalshare.storage import order
from collective.externalshare.storage.index import OneWriterPostings
from collective.externalshare.storage.index import Postings
from collective.externalshare.storage.trees import CHILDREN
from collective.externalshare.storage.trees import KeySet
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import World
from tests.unit.storage.together import both
from tests.unit.storage.together import patiently

import pytest
import transaction


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.close()


def keys_only(store):
    """As profile 1003 left it: the keys in a set, and shares that hold no records."""
    store.by_created = OOTreeSet(store.by_created.keys())
    for share in store.shares.values():
        share.records = None


def test_a_share_holds_the_records_that_its_ids_name(world):
    (share,) = world.share()
    store = world.store
    invitation, distribution, recipient = share.records
    assert invitation is store.invitations[share.invitation_id]
    assert distribution is store.distributions[share.distribution_id]
    assert recipient is store.recipients[share.recipient_id]


def test_the_newest_share_comes_first_and_is_there_at_once(world):
    (older,) = world.share()
    world.clock.pass_time(minutes=1)
    (newer,) = world.share(KIM)
    assert [share.id for share in world.store.by_created.values()] == [newer.id, older.id]


def test_a_store_of_before_is_read_and_written_before_its_upgrade(world):
    (old,) = world.share()
    keys_only(world.store)
    world.clock.pass_time(minutes=1)
    (new,) = world.share(KIM)
    assert [world.store.share_at(key).id for key in world.store.by_created] == [new.id, old.id]
    assert world.store.records_of(old)[2].address == JO.address


def test_the_upgrade_finds_every_share_and_does_nothing_when_it_comes_again(world, monkeypatch):
    monkeypatch.setattr(order, "AT_ONCE", 2)
    shares = [world.share(JO)[0] for _ in range(5)]
    keys_only(world.store)
    world.store.order_shares()
    assert {share.id for share in world.store.by_created.values()} == {one.id for one in shares}
    assert all(share.records == world.store.records_of(share) for share in shares)
    made = world.store.by_created
    world.store.order_shares()
    assert world.store.by_created is made


def upgrade(ports):
    ports.store.order_shares()


def share_with_kim(world):
    return lambda ports: Distribute(ports)(world.order(KIM))


# One node, and a tree of several.
@pytest.mark.parametrize("before", [1, 70])
@pytest.mark.parametrize("upgrade_first", [True, False])
def test_a_share_that_is_made_during_the_upgrade_is_in_the_order(world, before, upgrade_first):
    people = [Addressee(f"{number}@supplier.example.org", "", "") for number in range(before)]
    world.share(*people)
    keys_only(world.store)
    transaction.commit()
    acts = [upgrade, share_with_kim(world)]
    assert both(world, *(acts if upgrade_first else reversed(acts)))
    for act in acts:
        patiently(world, act)
    transaction.begin()
    store = world.store
    assert {share.id for share in store.by_created.values()} == set(store.shares)
    assert len(store.shares) >= before + 1


def large_pieces(journal):
    """As profile 1003 left them; what stood under which value."""
    expected = {value: list(keys) for value, keys in journal.postings.sets.items()}
    journal.postings = Postings()
    for value, keys in expected.items():
        for key in keys:
            journal.postings.add(value, key)
    return expected


def test_rows_of_before_are_kept_in_smaller_pieces_and_none_is_lost(world):
    world.share()
    world.clock.pass_time(minutes=5)
    assert Posting(world.ports)()
    journal = world.store.journal
    expected = large_pieces(journal)
    journal.narrow()
    assert isinstance(journal.postings, OneWriterPostings)
    assert {value: list(keys) for value, keys in journal.postings.sets.items()} == expected
    kept = journal.postings
    journal.narrow()
    assert journal.postings is kept


def narrow(ports):
    ports.store.journal.narrow()


def post(ports):
    Posting(ports)()


@pytest.mark.parametrize("before", [1, 70])
@pytest.mark.parametrize("upgrade_first", [True, False])
def test_rows_that_are_posted_during_the_upgrade_are_kept(world, before, upgrade_first):
    people = [Addressee(f"{number}@supplier.example.org", "", "") for number in range(before)]
    world.share(*people)
    world.clock.pass_time(minutes=5)
    post(world.ports)
    large_pieces(world.store.journal)
    world.share(KIM)
    world.clock.pass_time(minutes=5)
    acts = [narrow, post]
    assert both(world, *(acts if upgrade_first else reversed(acts)))
    for act in acts:
        patiently(world, act)
    transaction.begin()
    rows = sum(chain.length for chain in world.store.chains.values())
    assert len(list(world.store.journal.postings.keys(EVERY))) == rows


def test_no_inner_node_is_large():
    made = KeySet(f"{number:032x}" for number in range(20_000))
    nodes = [made]
    while nodes:
        children = [one for one in nodes.pop().__getstate__()[0] if not isinstance(one, str)]
        # A node is split when it has twice as many.
        assert len(children) <= 2 * CHILDREN
        nodes += [one for one in children if isinstance(one, KeySet)]
