"""Several clients of one database at once: each with its own connection and transactions."""

from contextlib import contextmanager
from transaction import TransactionManager
from ZODB.POSException import ConflictError

import random
import threading
import time
import transaction


PATIENCE = 200


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
