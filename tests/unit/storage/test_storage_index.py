"""Indexes: sorted, by cursor, and never made by reading."""

from collective.externalshare.model.words import words_asked
from collective.externalshare.model.words import words_of
from collective.externalshare.storage.index import order_key
from collective.externalshare.storage.index import Postings
from collective.externalshare.storage.index import share_id_of
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st


IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
MOMENTS = st.integers(0, 1 << 60)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(MOMENTS, IDS), unique=True, max_size=30))
def test_keys_sort_newest_first_and_end_with_the_id(made):
    keys = sorted(order_key(created, share_id) for created, share_id in made)
    assert [share_id_of(key) for key in keys] == [
        share_id for created, share_id in sorted(made, key=lambda one: (-one[0], one[1]))
    ]
    assert all(len(key) == 48 for key in keys)


@settings(deadline=None, max_examples=100)
@given(st.sets(IDS, max_size=40), st.sets(IDS, max_size=40), st.integers(1, 7))
def test_two_lists_are_merged_page_by_page_each_key_once(one, other, size):
    postings = Postings()
    for value, keys in (("a", one), ("b", other)):
        for key in keys:
            postings.add(value, key)
    seen, cursor = [], ""
    while True:
        page = [key for key, _ in zip(postings.merged("ab", cursor), range(size), strict=False)]
        if not page:
            break
        seen, cursor = seen + page, page[-1]
    assert seen == sorted(one | other)


def test_reading_makes_nothing():
    postings = Postings()
    assert list(postings.keys("a")) == [] == list(postings.merged("ab", "0"))
    postings.discard("a", "x")
    assert postings.starting("a") == []
    assert len(postings.sets) == 0


def test_a_key_taken_away_is_gone():
    postings = Postings()
    postings.add("a", "x")
    postings.discard("a", "y")
    postings.discard("a", "x")
    assert list(postings.keys("a")) == []
    assert "a" not in postings.sets


def test_values_are_found_by_their_beginning_unless_too_many_have_it():
    postings = Postings()
    for number in range(200):
        postings.add(f"a{number:03}", "x")
    postings.add("b", "x")
    assert postings.starting("a") is None
    assert postings.starting("a0") is None
    for number in range(36):
        del postings.sets[f"a{number:03}"]
    assert len(postings.starting("a0")) == 64
    assert postings.starting("a19") == [f"a19{digit}" for digit in range(10)]
    assert postings.starting("b") == ["b"]
    assert postings.starting("c") == []


def test_an_address_is_found_by_any_of_its_parts():
    words = words_of("jo.meyer@supplier.example.org")
    parts = {"jo.meyer", "jo", "meyer", "supplier.example.org", "supplier", "example", "org"}
    assert parts | {"jo.meyer@supplier.example.org"} == words


def test_a_number_with_dashes_is_one_word_and_its_parts():
    assert words_of("SOP-014 (Draft).") == {"sop-014", "sop", "014", "draft"}


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_every_word_asked_from_a_text_begins_a_word_of_it(text):
    words = words_of(text)
    for asked in words_asked(text):
        assert any(word.startswith(asked) for word in words), (asked, words)


def test_a_value_goes_with_its_last_posting():
    postings = Postings()
    postings.add("jo", "1")
    postings.add("jo", "2")
    postings.discard("jo", "1")
    assert list(postings.keys("jo")) == ["2"]
    postings.discard("jo", "2")
    assert "jo" not in postings.sets
