"""What waits for the next seal and for the journal: nobody conflicts over it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Event
from collective.externalshare.model.audit import VISITOR
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.record import record
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.storage.waiting import PARTS
from collective.externalshare.storage.waiting import Waiting
from ZODB import DB
from ZODB.DemoStorage import DemoStorage

import pytest
import transaction


def opened(db):
    """The set on a connection with a transaction manager of its own."""
    connection = db.open(transaction.TransactionManager())
    connection.sync()
    return connection.root()["waiting"], connection.transaction_manager


@pytest.fixture
def db():
    db = DB(DemoStorage())
    with db.transaction() as connection:
        connection.root()["waiting"] = Waiting()
    yield db
    db.close()


def test_it_is_a_set(db):
    waiting, _manager = opened(db)
    assert not waiting
    for name in ("b", "a", "b"):
        waiting.insert(name)
    assert waiting
    assert sorted(waiting) == ["a", "b"]
    waiting.remove("a")
    assert list(waiting) == ["b"]
    with pytest.raises(KeyError):
        waiting.remove("a")


def test_what_is_there_already_writes_nothing(db):
    waiting, manager = opened(db)
    waiting.insert("a")
    manager.commit()
    before = db.storage.lastTransaction()
    waiting.insert("a")
    manager.commit()
    assert db.storage.lastTransaction() == before


@pytest.mark.parametrize("before", [[], [f"old{number}" for number in range(10 * PARTS)]])
def test_many_put_in_by_one_and_taken_out_by_another_are_merged(db, before):
    first, one = opened(db)
    for name in before:
        first.insert(name)
    one.commit()
    second, other = opened(db)
    other.begin()
    assert sorted(second) == sorted(before)
    for number in range(10 * PARTS):
        first.insert(f"one{number}")
        second.insert(f"other{number}")
    for name in before:
        second.remove(name)
    one.commit()
    other.commit()
    found, _manager = opened(db)
    new = {f"{who}{number}" for who in ("one", "other") for number in range(10 * PARTS)}
    assert set(found) == new


def test_rows_of_different_invitations_never_conflict_also_after_a_seal_and_a_posting(world):
    """The sets are empty then, and BTrees never merge with what was empty."""
    shares = [world.share()[0] for _ in range(40)]
    Sealing(world.ports)()
    world.clock.pass_time(minutes=2)
    Posting(world.ports)()
    transaction.commit()
    for one, other in zip(shares[::2], shares[1::2], strict=True):
        manager = transaction.TransactionManager()
        connection = world.db.open(manager)
        ports = world.ports_on(connection.root()["store"])
        record(ports, one.invitation_id, Event(Action.CODE_REQUESTED, VISITOR))
        record(world.ports, other.invitation_id, Event(Action.CODE_REQUESTED, VISITOR))
        transaction.commit()
        manager.commit()
        connection.close()
    transaction.begin()
    grown = {share.invitation_id for share in shares}
    assert set(world.store.unsealed_chains()) == set(world.store.unposted) == grown
