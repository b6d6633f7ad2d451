"""One sending beyond a sender's hour: let through once, recorded, or refused with its numbers."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.vocabularies import reason_words
from dataclasses import replace
from tests.common.world import JO
from zope.i18n import interpolate

import pytest
import transaction


PEOPLE = [replace(JO, address=f"p{number}@example.org") for number in range(5)]


@pytest.fixture
def bounded(world):
    world.bound(shares_per_hour=3)
    return world


def send(world, *people):
    made = Distribute(world.ports)(world.order(*people))
    transaction.commit()
    return [one.code for one in made] if isinstance(made, list) else []


def told(world):
    rows = world.store.chains[ADMINISTRATION].rows()
    return [(row["result"], row["reason"]) for row in rows if row["action"] == Action.LIMIT_REACHED]


def test_a_large_sending_goes_where_nothing_else_was_sent_in_the_hour(bounded):
    assert send(bounded, *PEOPLE) == []
    assert len(bounded.store.shares) == 5
    assert told(bounded) == [("ok", "sending_let_through 5")]
    words = reason_words("sending_let_through 5")
    assert "5 shares" in interpolate(words.default, words.mapping)


def test_after_it_or_after_anything_else_the_number_holds(bounded):
    assert send(bounded, PEOPLE[0]) == []
    assert send(bounded, *PEOPLE) == ["sending_large"]
    assert told(bounded) == [("refused", "sending_too_large 5")]
    bounded.clock.pass_time(hours=2)
    assert send(bounded, *PEOPLE) == []
    assert send(bounded, PEOPLE[0]) == ["shares_spent"]
    bounded.clock.pass_time(hours=2)
    assert send(bounded, PEOPLE[0]) == []


def test_a_site_can_do_without_large_sendings(bounded):
    bounded.bound(large_sendings=False)
    (refused,) = Distribute(bounded.ports)(bounded.order(*PEOPLE))
    assert (refused.code, refused.values) == ("sending_large", {"maximum": 3, "count": 5})
    assert len(bounded.store.shares) == 0


def test_a_sending_of_exactly_the_number_is_an_ordinary_one(bounded):
    assert send(bounded, *PEOPLE[:3]) == []
    assert told(bounded) == []


def test_the_most_that_one_sending_may_hold_holds_for_it_too(bounded):
    bounded.bound(maximum_shares=4)
    assert send(bounded, *PEOPLE) == ["shares_many"]
