"""Two parallel posts of one form end in one distribution."""

from collective.externalshare.services.distribute import Distribute
from tests.common.fakes import FakeDocument
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import World
from transaction import TransactionManager
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import pytest
import transaction


CLICK, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2


@pytest.fixture
def world(tmp_path):
    """Trees with a life behind them, in a file: only such storages resolve conflicts."""
    (tmp_path / "copies").mkdir()
    made = World(tmp_path / "copies", FileStorage(str(tmp_path / "Data.fs")))
    for number in range(3):
        for person in (JO, KIM):
            made.share(person, operation=f"{number}{person.address[0]}".rjust(32, "0"))
    yield made
    made.close()


def at_the_same_time(world, *orders):
    """Carry orders out from one state, each tried again after a conflict; what each made."""
    managers = [TransactionManager() for _ in orders]
    connections = [world.db.open(manager) for manager in managers]
    ports = [world.ports_on(connection.root()["store"]) for connection in connections]
    made = [Distribute(each)(order).id for each, order in zip(ports, orders, strict=True)]
    for place, manager in enumerate(managers):
        try:
            manager.commit()
        except ConflictError:
            manager.abort()
            made[place] = Distribute(ports[place])(orders[place]).id
            manager.commit()
    for connection in connections:
        connection.close()
    transaction.begin()
    return made


def two_orders(world, first, second):
    """With nothing in common but, perhaps, the operation."""
    manual = FakeDocument("f" * 32, "Manual")
    return (
        world.order(JO, operation=first),
        world.order(KIM, operation=second, documents=[manual]),
    )


@pytest.mark.parametrize("old", [False, True])
def test_the_same_operation_twice_at_once_is_one_distribution(world, old):
    if old:
        del world.store.operations
        transaction.commit()
    before = len(world.store.distributions)
    one, other = at_the_same_time(world, *two_orders(world, CLICK, CLICK))
    assert one == other
    assert len(world.store.distributions) == before + 1
    assert world.store.operations[CLICK] == one


def test_two_operations_at_once_are_two_distributions(world):
    one, other = at_the_same_time(world, *two_orders(world, CLICK, OTHER))
    assert (world.store.operations[CLICK], world.store.operations[OTHER]) == (one, other)
    assert {one, other} <= set(world.store.distributions)
