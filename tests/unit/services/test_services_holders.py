"""How many people outside hold a document, counted by its newest shares."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.services.holders import Holders
from collective.externalshare.services.holders import holders_of
from collective.externalshare.services.revoke import Revoke
from tests.common.world import EDITOR
from tests.common.world import KIM


def test_a_person_with_two_shares_counts_once_and_who_lost_theirs_not_at_all(world):
    uid = world.document.uid
    assert holders_of(world.ports, uid) == Holders(0)
    (share,), (_again,), (other,) = world.share(), world.share(), world.share(KIM)
    assert holders_of(world.ports, uid) == Holders(2)
    Revoke(world.ports)([other], EDITOR)
    assert holders_of(world.ports, uid) == Holders(1)
    assert holders_of(world.ports, "b" * 32) == Holders(0)
    world.clock.pass_time(days=8)
    assert holders_of(world.ports, uid) == Holders(0)
    assert share.revocation is None


def test_a_suspended_share_is_held(world):
    world.share()
    world.store.gates[world.document.uid].refusal = "not_published"
    assert holders_of(world.ports, world.document.uid) == Holders(1)


def test_of_many_only_some_are_looked_at(world):
    for number in range(4):
        world.share(Addressee(f"r{number}@example.org"))
    assert holders_of(world.ports, world.document.uid, most=4) == Holders(4)
    world.share(KIM)
    assert holders_of(world.ports, world.document.uid, most=4) == Holders(4, more=True)
