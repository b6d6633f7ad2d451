"""Bars are as high as their numbers, and what they say stands beside them."""

from collective.externalshare.browser.chart import Chart
from collective.externalshare.browser.chart import HEIGHT
from collective.externalshare.model.share import Status
from collective.externalshare.moments import Speaker
from collective.externalshare.services.figures import Picture

import pytest


def chart(numbers, **statuses):
    known = dict.fromkeys(Status, 0) | {Status(name): n for name, n in statuses.items()}
    openings = tuple(enumerate(numbers, 20_000))
    return Chart(Picture(openings, known, 3, ()), Speaker("en"))


def test_bars_stand_on_the_ground_in_the_order_of_days_as_high_as_their_numbers():
    made = chart([0, 2, 4, 1])
    bars = made.days()
    assert [bar.height for bar in bars] == [0, HEIGHT / 2, HEIGHT, HEIGHT / 4]
    assert {bar.y + bar.height for bar in bars} == {HEIGHT}
    assert [bar.x for bar in bars] == sorted(bar.x for bar in bars)
    assert bars[-1].x + bars[-1].width <= made.width
    assert bars[0].label == "4 Oct 2024"
    said = made.openings_said.mapping
    assert (said["number"], said["most"], said["last"]) == (7, 4, "7 Oct 2024")


def test_without_openings_there_are_days_and_no_bars():
    made = chart([0, 0])
    assert [bar.height for bar in made.days()] == [0, 0]
    assert made.openings_said.mapping["most"] == 0


def test_the_band_is_whole_and_leaves_out_what_there_is_none_of():
    bars = chart([0], active=3, revoked=1).statuses()
    assert [(bar.name, bar.number, bar.width) for bar in bars] == [
        ("active", 3, 75),
        ("revoked", 1, 25),
    ]
    assert bars[1].x == 75
    assert chart([0]).statuses() == []


def test_how_many_wait_that_are_not_named():
    (waiters,) = chart([0]).waiters()
    assert (waiters["unnamed"], waiters["named"]) == (3, [])


@pytest.mark.parametrize(("owing", "asks"), [(0, True), (2, False), (2, True)])
def test_who_has_not_acknowledged_stands_beside_where_it_is_asked_for(owing, asks):
    picture = Picture(((20_000, 0),), dict.fromkeys(Status, 0), 0, (), owing)
    _unopened, waiters = Chart(picture, Speaker("en"), asks=asks).waiters()
    assert waiters["title"] == "figures_owing"
    assert waiters["said"].mapping == {"owing": owing}
    assert waiters["unnamed"] == owing
