"""Boxes and matrices by themselves, those that cannot be among them."""

from collective.externalshare.pdf import geometry

import pytest


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_matrices_turn_the_view_into_user_space(turn):
    """The lower left corner that is seen lies where the page has it."""
    page = geometry.frame([0, 0, 100, 200], [10, 20, 60, 120], turn)
    corners = {0: (10, 20), 90: (60, 20), 180: (60, 120), 270: (10, 120)}
    assert page.view[4:] == corners[turn]
    assert page.size == ((50, 100) if turn % 180 == 0 else (100, 50))


@pytest.mark.parametrize(
    "absurd", [None, [], [0, 0, 0, 0], [0, 0, 1e9, 1e9], [0, 0, float("nan"), 5], [1, 2, 3]]
)
def test_absurd_media_box_is_a_letter(absurd):
    assert geometry.frame(absurd, None).box == geometry.LETTER


@pytest.mark.parametrize("unit", [0, -1, float("nan"), float("inf")])
def test_absurd_user_unit_is_one(unit):
    assert geometry.frame(None, None, 0, unit).unit == 1
