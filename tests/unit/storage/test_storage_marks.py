"""Marks that the sweep makes at once for all shares of a store of before."""

from collective.externalshare.storage.marks import AT_ONCE
from collective.externalshare.storage.marks import Marks
from ZODB import DB

import pytest
import transaction


@pytest.fixture
def marks():
    """In a database, as the sweep has them."""
    database = DB(None)
    connection = database.open()
    made = connection.root()["marks"] = Marks()
    transaction.commit()
    yield made
    transaction.abort()
    connection.close()
    database.close()


def test_however_many_there_are_each_is_counted_once(marks):
    number = 2 * AT_ONCE + 7
    found = [(f"{place % 2}" * 32, f"{place:016x}{'c' * 32}") for place in range(number)]
    marks.begin_owing([*found, found[0]])
    transaction.commit()
    assert marks.owed[""] == number
    assert sum(marks.owed[uid * 32] for uid in "01") == number
    assert list(marks.owing.keys("1" * 32)) == [key for uid, key in found if uid[0] == "1"]


def test_of_a_store_of_before_nothing_is_known_and_nothing_is_written(marks):
    marks.owing = marks.owed = None
    assert not marks.owes("0" * 32, "key")
    marks.move_owing("0" * 32, "key", True)
    assert marks.owing is None
