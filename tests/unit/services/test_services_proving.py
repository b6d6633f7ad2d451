"""Evidence that was changed is found by itself, said loudly, and remembered."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.proving import Proving
from collective.externalshare.services.sealing import Sealing
from tests.common.world import KIM

import logging
import transaction


def change(chain, old, new):
    chunk = chain.chunks[0]
    (text, mac), *others = chunk.rows
    assert old in text
    chunk.rows = ((text.replace(old, new), mac), *others)


def test_what_is_whole_is_looked_at_and_nothing_is_written(world, share):
    transaction.commit()
    looked = Proving(world.ports).look()
    assert looked.whole
    chains = [world.store.chains[name] for name in (ADMINISTRATION, share.invitation_id)]
    assert (looked.chains, looked.rows) == (2, sum(chain.length for chain in chains))
    Proving(world.ports).keep_looking()
    assert not world.connection._registered_objects


def test_a_changed_row_is_logged_and_remembered_until_it_is_mended(world, share, caplog):
    chain = world.store.chains[share.invitation_id]
    change(chain, '"dana"', '"kim"')
    with caplog.at_level(logging.ERROR):
        Proving(world.ports).keep_looking()
    assert f"row 0 of chain {chain.id} does not verify" in caplog.text
    assert dict(world.store.broken) == {chain.id: 0}
    change(chain, '"kim"', '"dana"')
    Proving(world.ports).keep_looking()
    assert dict(world.store.broken) == {}


def test_no_more_rows_are_read_than_wanted_but_the_broken_first(world, share):
    (other,) = world.share(KIM)
    looked = Proving(world.ports).look(1)
    assert looked.chains == 1
    world.store.note_broken(other.invitation_id, 0)
    assert Proving(world.ports).look(1).rows == world.store.chains[other.invitation_id].length


def test_a_chain_cut_back_behind_its_seal_is_found(world, share):
    """As undoing its last transaction would: the chain alone still verifies."""
    chain = world.store.chains[share.invitation_id]
    before = chain.length, chain.head, chain.chunks[0].rows
    world.ask(share)
    Sealing(world.ports)()
    assert Proving(world.ports).broken_at(chain) is None
    chain.length, chain.head, chain.chunks[0].rows = before
    assert chain.broken_at(world.ports.ring) is None
    assert Proving(world.ports).broken_at(chain) == before[0]
    assert not Proving(world.ports).look().whole


def test_a_chain_rewritten_after_its_seal_is_found_with_the_key_in_hand(world, share):
    """Whoever has the key can write a chain that verifies, and not the one that was sealed."""
    chain = world.store.chains[share.invitation_id]
    Sealing(world.ports)()
    length = world.store.sealed_heads[chain.id][0]
    world.store.sealed_heads[chain.id] = (length, "0" * 64)
    assert Proving(world.ports).broken_at(chain) == length - 1


def test_a_chain_that_is_gone_is_found_by_what_the_last_seal_knew(world, share, caplog):
    Sealing(world.ports)()
    chain = world.store.chains.pop(share.invitation_id)
    looked = Proving(world.ports).look()
    assert (looked.whole, looked.chain, looked.sequence) == (False, chain.id, 0)
    with caplog.at_level(logging.ERROR):
        Proving(world.ports).keep_looking()
        # Known by now, it is looked for first, and again.
        Proving(world.ports).keep_looking()
    assert f"row 0 of chain {chain.id} does not verify" in caplog.text
    assert dict(world.store.broken) == {chain.id: 0}
    world.store.chains[chain.id] = chain
    Proving(world.ports).keep_looking()
    assert dict(world.store.broken) == {}


def test_a_broken_chain_that_no_seal_knew_is_forgotten_with_it(world, share):
    world.store.note_broken(share.invitation_id, 0)
    del world.store.chains[share.invitation_id]
    Proving(world.ports).keep_looking()
    assert dict(world.store.broken) == {}
