"""A form sent twice is one sending: the operation it carries is remembered for a day."""

from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.sweep import Sweep
from dataclasses import replace
from tests.common.world import KIM

import pytest


CLICK = "0123456789abcdef" * 2


def kept(world):
    names = ("distributions", "invitations", "shares", "outbox")
    return [len(getattr(world.store, name)) for name in names]


def test_the_same_operation_again_makes_nothing_and_gives_what_it_made(world):
    first = Distribute(world.ports)(world.order(operation=CLICK))
    before, told = kept(world), len(world.announcer.told)
    again = world.order(KIM, operation=CLICK, by_mail=False)
    assert Distribute(world.ports)(again) is first
    assert (kept(world), len(world.announcer.told)) == (before, told)


def test_what_was_made_is_given_also_where_nothing_more_could_be(world):
    first = Distribute(world.ports)(world.order(operation=CLICK))
    world.document.blocked = "not_published"
    assert Distribute(world.ports)(world.order(operation=CLICK)) is first


@pytest.mark.parametrize("others", [("", ""), (CLICK, CLICK[::-1])])
def test_other_operations_and_none_are_sendings_of_their_own(world, others):
    for operation in others:
        Distribute(world.ports)(world.order(operation=operation))
    assert len(world.store.distributions) == 2
    assert "" not in world.store.operations


def test_an_operation_of_somebody_else_gives_nothing_of_theirs(world):
    first = Distribute(world.ports)(world.order(operation=CLICK))
    other = replace(world.order(operation=CLICK), sender=Sender("ravi", "Ravi Anand"))
    second = Distribute(world.ports)(other)
    assert (second.id != first.id, second.sender.id) == (True, "ravi")
    assert Distribute(world.ports)(world.order(operation=CLICK)) is first


def test_a_refused_operation_is_not_remembered(world):
    world.document.blocked = "not_published"
    assert isinstance(Distribute(world.ports)(world.order(operation=CLICK)), list)
    world.document.blocked = None
    assert Distribute(world.ports)(world.order(operation=CLICK)).share_ids


def test_operations_are_forgotten_after_a_day_and_their_distributions_stay(world):
    Distribute(world.ports)(world.order(operation=CLICK))
    world.clock.pass_time(hours=23, minutes=59)
    Sweep(world.ports)()
    assert list(world.store.operations) == [CLICK]
    world.clock.pass_time(minutes=1)
    assert Sweep(world.ports)() == 1
    assert not world.store.operations
    assert len(world.store.distributions) == 1
    Distribute(world.ports)(world.order(operation=CLICK))
    assert len(world.store.distributions) == 2


def test_a_store_made_before_operations_were_remembered_learns_it_when_one_comes(world):
    del world.store.operations
    Sweep(world.ports)()
    Distribute(world.ports)(world.order())
    assert world.store.operations is None
    first = Distribute(world.ports)(world.order(operation=CLICK))
    assert Distribute(world.ports)(world.order(operation=CLICK)) is first
