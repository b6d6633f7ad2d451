"""Several people at once, on a real FileStorage with a connection for each."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.invite import Invite
from contextlib import contextmanager
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER
from tests.common.world import World
from transaction import TransactionManager
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import pytest
import random
import threading
import time
import transaction


PATIENCE = 200


@pytest.fixture
def world(tmp_path):
    (tmp_path / "copies").mkdir()
    made = World(tmp_path / "copies", FileStorage(str(tmp_path / "Data.fs")))
    made.db.setPoolSize(150)
    # Trees with a life behind them: many buckets, no empty ones.
    for _ in range(3):
        made.share()
    yield made
    made.close()


@contextmanager
def client(world):
    """A Zope client: its own connection and transactions; gives (ports, manager)."""
    manager = TransactionManager()
    connection = world.db.open(manager)
    try:
        manager.begin()
        yield world.ports_on(connection.root()["store"]), manager
    finally:
        manager.abort()
        connection.close()


def at_once(number, act):
    """Call `act(place)` in threads that start together; their answers, all of them."""
    barrier, answers = threading.Barrier(number), []

    def run(place):
        barrier.wait()
        answers.append(act(place))

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == number
    return answers


def patiently(world, act):
    """Retry a conflicting act as a publisher does, only longer."""
    for number in range(PATIENCE):
        with client(world) as (ports, manager):
            try:
                answer = act(ports)
                manager.commit()
                return answer
            except ConflictError:
                manager.abort()
        time.sleep(random.uniform(0, 0.001 * (number + 1)))
    raise AssertionError("never got through")


def both(world, first, second):
    """Two acts from the same state; whether the second one conflicts."""
    with client(world) as (one, first_manager), client(world) as (other, second_manager):
        first(one)
        second(other)
        first_manager.commit()
        try:
            second_manager.commit()
        except ConflictError:
            transaction.begin()
            return True
    transaction.begin()
    return False


def use(share):
    share_id = share.id
    return lambda ports: Invite(ports).link(ports.store.shares[share_id], EDITOR)


def narrow(share):
    share_id = share.id
    return lambda ports: Amend(ports)(ports.store.shares[share_id], EDITOR, access="view")


@pytest.mark.parametrize("act", [use, narrow])
def test_evidence_of_different_invitations_never_conflicts(world, act):
    shares = [world.share()[0] for _ in range(30)]
    for one, other in zip(shares[::2], shares[1::2], strict=True):
        assert not both(world, act(one), act(other))
    for share in shares:
        assert len(world.rows(share, Action.LINK_SHOWN, Action.SHARE_CHANGED)) == 1
        assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_evidence_of_one_invitation_conflicts_and_a_retry_loses_nothing(world):
    (share,) = world.share()
    act = use(share)
    assert both(world, act, act)
    answers = at_once(10, lambda place: patiently(world, act))
    transaction.begin()
    assert answers == [world.link(share)] * 10
    transaction.abort()
    rows = world.rows(share, Action.LINK_SHOWN)
    assert len(rows) == 11
    assert [row["sequence"] for row in world.rows(share)] == list(range(len(world.rows(share))))
    assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_readers_of_different_links_ask_for_codes_without_conflict(world):
    shares = [world.share()[0] for _ in range(40)]
    for share in shares:
        patiently(world, lambda ports, share=share: ask(ports, world, share))
    world.clock.pass_time(minutes=2)
    conflicts = [
        both(
            world,
            lambda ports, one=one: ask(ports, world, one),
            lambda ports, other=other: ask(ports, world, other),
        )
        for one, other in zip(shares[::2], shares[1::2], strict=True)
    ]
    # Random ids fall into one bucket now and then, and a full one splits: then a retry
    # is due. No counter, no head and no list is written by both.
    assert sum(conflicts) <= 10, conflicts


def ask(ports, world, share):
    return Admit(ports).request_code(world.token(share), JO.address, "", READER)


def test_two_sendings_of_different_editors_both_arrive(world):
    before = len(world.store.shares)
    order = world.order()
    answers = at_once(8, lambda place: patiently(world, lambda ports: Distribute(ports)(order).id))
    transaction.begin()
    assert len(set(answers)) == 8
    assert len(world.store.shares) == len(list(world.store.by_created)) == before + 8
    assert len(world.store.recipients) == 1
