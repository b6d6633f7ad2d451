"""A range of pages: read as people write it, kept in one way."""

from collective.externalshare.model.pages import last_page
from collective.externalshare.model.pages import LONGEST
from collective.externalshare.model.pages import pages_in
from collective.externalshare.model.pages import read_range
from collective.externalshare.model.pages import said
from collective.externalshare.model.template import Recipe

import pytest
import re


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("3", "3"),
        ("2-5, 8", "2-5,8"),
        (" 2 – 5 ,8", "2-5,8"),
        ("8, 2-5", "2-5,8"),
        ("2-3,3-5,6", "2-6"),
        ("1,1,1", "1"),
        ("4-4", "4"),
        ("007", "7"),
    ],
)
def test_a_range_is_kept_sorted_and_once(typed, kept):
    assert read_range(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["0", "0-3", "5-2", "a", "1;2", "1,,2", ",", "1-", "-3", "1-2-3", "1.5", "100000", "\u0661",
     "1,2\n3", "1, " * 100],
)  # fmt: skip
def test_what_is_no_range_is_none(typed):
    assert read_range(typed) is None


def test_a_range_knows_its_pages():
    assert pages_in("2-5,8") == (2, 3, 4, 5, 8)
    assert (last_page("2-5,8"), last_page("3"), last_page("")) == (8, 3, 0)
    assert pages_in("") == ()
    assert said("2-5,8") == "2–5, 8"


def test_each_range_has_a_template_of_its_own_under_a_name_that_files_can_have():
    sha256 = "a" * 64
    long = ",".join(str(number) for number in range(1, 99, 2))
    keys = {Recipe(pages=pages).key(sha256) for pages in ("", "2-5,8", "2-5", "8", long)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"[\w.-]{1,200}", key) for key in keys)
    assert Recipe().key(sha256) == Recipe(pages="").key(sha256)


def test_the_longest_range_can_be_typed_as_it_is_shown():
    """As a form shows it with a blank after each comma, to be changed by one number."""
    kept = read_range(",".join(str(number) for number in range(11, 130, 2)))
    assert len(kept) > LONGEST - 10
    assert len(said(kept)) > LONGEST
    assert read_range(said(kept)) == kept
