"""Windows and the guard of an invitation's codes, at every border."""

from collective.externalshare.model.limits import CodeGuard
from collective.externalshare.model.limits import Window
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import MINUTE
from collective.externalshare.model.times import SECOND
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st


START = 1_000_000 * HOUR


def test_a_window_counts_fades_and_forgets():
    window = Window(HOUR)
    for _ in range(10):
        window.add(START)
    assert window.weight(START) == window.weight(START + HOUR - 1) == 10
    assert window.weight(START + HOUR) == 10
    assert window.weight(START + HOUR + HOUR // 2) == 5
    assert window.weight(START + 2 * HOUR - 1) > 0
    assert window.weight(START + 2 * HOUR) == 0


def test_counts_of_the_window_before_stay_when_the_next_begins():
    window = Window(HOUR)
    window.add(START, 6)
    window.add(START + HOUR + HOUR // 2, 1)
    assert (window.previous, window.count) == (6, 1)
    assert window.weight(START + HOUR + HOUR // 2) == 4


def test_a_window_is_idle_only_when_nothing_of_it_weighs_any_more():
    window = Window(HOUR)
    window.add(START)
    assert not window.idle(START + 2 * HOUR - 1)
    assert window.idle(START + 2 * HOUR)
    assert window.idle(START - HOUR - 1)
    assert not window.idle(START - HOUR)


def test_a_client_whose_clock_is_behind_forgets_nothing_that_was_counted():
    """R18: two clients, five minutes apart, on both sides of the border."""
    window, ahead, behind = Window(HOUR), START + HOUR + MINUTE, START + HOUR - 4 * MINUTE
    for _ in range(3):
        window.add(behind)
        window.add(ahead)
    assert window.weight(behind) == 6
    assert window.weight(START + 2 * HOUR) > 0
    assert window.weight(behind - HOUR) == 0  # that is no other clock, but one set back


AROUND_BORDERS = st.tuples(st.integers(1, 4), st.integers(-20, 20)).map(
    lambda place: place[0] * HOUR + place[1] * 3 * MINUTE
)


@settings(deadline=None, max_examples=300)
@given(st.lists(AROUND_BORDERS, min_size=10, max_size=60), st.integers(1, 8))
def test_no_burst_over_a_border_gets_twice_the_bound(moments, bound):
    """What is taken in any span grows with the span: no more than the bound at one moment."""
    window, taken = Window(HOUR), []
    for moment in sorted(moments):
        if window.weight(START + moment) < bound:
            window.add(START + moment)
            taken.append(moment)
    for place, first in enumerate(taken):
        for number, last in enumerate(taken[place:], 1):
            assert number <= bound * (1 + (last - first) / HOUR) + 1


def test_codes_pause_and_are_bound_by_hour_and_by_day():
    guard, bounds = CodeGuard(), (30, 5, 10)
    assert guard.may_send(START, *bounds)
    guard.note_sent(START)
    assert not guard.may_send(START + 30 * SECOND - 1, *bounds)
    assert guard.may_send(START + 30 * SECOND, *bounds)
    for number in range(1, 5):
        guard.note_sent(START + number * MINUTE)
    assert not guard.may_send(START + HOUR - 1, *bounds)
    assert guard.may_send(START + HOUR, *bounds)
    for number in range(5):
        guard.note_sent(START + (2 + number) * HOUR)
    assert not guard.may_send(START + DAY - 1, *bounds)
    assert guard.may_send(START + DAY, *bounds)


def test_the_guard_remembers_one_day_of_codes_only():
    guard = CodeGuard()
    for number in range(100):
        guard.note_sent(START + number * HOUR)
    assert len(guard.sent) == 24


def test_a_clock_set_back_lets_no_code_of_the_future_count():
    guard = CodeGuard()
    guard.note_sent(START)
    assert guard.may_send(START - HOUR, 30, 5, 10)
    assert guard.may_send(START - MINUTE - 1, 30, 5, 10)


def test_a_code_sent_by_a_client_whose_clock_is_ahead_counts():
    guard = CodeGuard()
    guard.note_sent(START)
    assert not guard.may_send(START - SECOND, 30, 5, 10)
    assert not guard.may_send(START - MINUTE, 30, 5, 10)


def test_consecutive_failures_switch_the_codes_off_once_and_a_success_sets_them_back():
    guard = CodeGuard()
    assert [guard.fail(3) for _ in range(5)] == [False, False, True, False, False]
    assert guard.off
    assert not guard.may_send(START, 30, 5, 10)
    guard.succeed()
    assert guard.failures == 0
    assert guard.off
    guard.re_enable()
    assert not guard.off
    assert guard.failures == 0
    assert guard.may_send(START, 30, 5, 10)
    assert [guard.fail(3), guard.fail(3)] == [False, False]
    guard.succeed()
    assert [guard.fail(3), guard.fail(3)] == [False, False]
