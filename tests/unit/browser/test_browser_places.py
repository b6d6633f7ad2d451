"""Places that somebody types to put documents in order."""

from collective.externalshare.browser.sender.places import put_in_order
from collective.externalshare.content.chosen import Choice
from types import SimpleNamespace

import pytest


CHOICE = Choice(tuple(SimpleNamespace(uid=one, title=one.upper()) for one in "abcd"), (), 0)


def ordered(**typed):
    return put_in_order(CHOICE, {f"place.{uid}": value for uid, value in typed.items()})


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({}, "abcd"),
        ({"a": "1", "b": "2", "c": "3", "d": "4"}, "abcd"),
        ({"d": "1"}, "dabc"),
        ({"a": "4"}, "bcda"),
        ({"a": "3"}, "bcad"),
        ({"c": " 1 ", "a": "2"}, "cbad"),
        ({"a": "4", "d": "1"}, "dbca"),
        ({"b": "9999"}, "acdb"),
        ({"b": "0"}, "bacd"),
    ],
)
def test_documents_stand_where_they_were_put(typed, order):
    found = ordered(**typed)
    assert "".join(found.uids) == order
    assert found.unplaced == ()


@pytest.mark.parametrize("typed", ["", "first", "-1", "1.5", "99999", "\u0661", ["1", "2"]])
def test_what_is_no_number_is_named_and_moves_nothing(typed):
    found = ordered(c=typed)
    assert ("".join(found.uids), found.unplaced) == ("abcd", ("C",))


def test_names_of_others_are_nobodys_places():
    assert ordered(z="1").uids == CHOICE.uids
