"""Counting in memory: windows that begin with the first time, and no more keys than may be."""

from collective.externalshare.model.tally import Tally
from collective.externalshare.model.times import MINUTE
from collective.externalshare.model.times import SECOND

import pytest


NOW = 10**15


@pytest.fixture
def tally():
    return Tally(MINUTE, most=3)


def test_a_bound_is_reached_at_its_number_and_ends_with_the_window(tally):
    for second in range(5):
        assert tally.seconds_left("a", 5, NOW + second * SECOND) == 0
        tally.count("a", NOW + second * SECOND)
    assert tally.seconds_left("a", 5, NOW + 4 * SECOND) == 56
    assert tally.seconds_left("a", 5, NOW + MINUTE - 1) == 1
    assert tally.seconds_left("b", 5, NOW) == 0
    assert tally.seconds_left("a", 5, NOW + MINUTE) == 0


def test_a_clock_that_was_set_back_locks_nobody_out(tally):
    tally.count("a", NOW)
    assert tally.seconds_left("a", 1, NOW) == 60
    assert tally.seconds_left("a", 1, NOW - 1) == 0


def test_nobody_is_not_counted(tally):
    tally.count("", NOW)
    assert tally.seconds_left("", 1, NOW) == 0


def test_the_oldest_key_is_forgotten_first(tally):
    for key in "abcd":
        tally.count(key, NOW)
    assert [tally.seconds_left(key, 1, NOW) for key in "abcd"] == [0, 60, 60, 60]
    tally.forget()
    assert tally.seconds_left("d", 1, NOW) == 0
