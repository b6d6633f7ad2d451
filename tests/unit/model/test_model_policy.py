"""Rules are combined without ever becoming laxer, whatever stands in them."""

from collective.externalshare.model.level import read_level
from collective.externalshare.model.level import read_levels
from collective.externalshare.model.policy import covers
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.policy import pattern_of
from collective.externalshare.model.policy import patterns_of
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.policy import stricter
from hypothesis import given
from hypothesis import strategies as st

import pytest


DOMAINS = ("example.org", "eu.example.org", "example.com", "a.eu.example.org")
PLACES = (*DOMAINS, *(f"{who}@{domain}" for who in ("jo", "kim") for domain in DOMAINS))
ADDRESSES = tuple(place for place in PLACES if "@" in place)
PATTERNS = st.frozensets(st.sampled_from(PLACES), max_size=4)
RULES = st.builds(
    Rules,
    prohibited=st.booleans(),
    maximum_days=st.none() | st.integers(1, 90),
    view_only=st.booleans(),
    password=st.booleans(),
    allowed=st.none() | PATTERNS,
    denied=PATTERNS,
    approval=st.booleans(),
    acknowledge=st.booleans(),
    words=st.frozensets(st.sampled_from(("Internal", "Secret")), max_size=2),
)


@given(RULES, RULES)
def test_the_order_in_which_rules_are_met_does_not_matter(one, other):
    assert stricter(one, other) == stricter(other, one)


@given(RULES)
def test_rules_met_twice_are_the_same_rules(one):
    assert stricter(one, one) == one
    assert stricter(one, NO_RULES) == one


@given(RULES, RULES, RULES)
def test_whichever_places_are_met_first_the_same_hold(one, other, third):
    left, right = stricter(stricter(one, other), third), stricter(one, stricter(other, third))
    assert left == right


@given(RULES, RULES)
def test_nothing_becomes_laxer(one, other):
    both = stricter(one, other)
    for rules in (one, other):
        for name in ("prohibited", "view_only", "password", "approval", "acknowledge"):
            assert getattr(both, name) >= getattr(rules, name)
        if rules.maximum_days is not None:
            assert both.maximum_days <= rules.maximum_days
        assert both.words >= rules.words
    for address in ADDRESSES:
        assert both.admits(address) == (one.admits(address) and other.admits(address))


@pytest.mark.parametrize(
    ("pattern", "address", "within"),
    [
        ("example.org", "jo@example.org", True),
        ("example.org", "jo@eu.example.org", True),
        ("example.org", "jo@notexample.org", False),
        ("example.org", "jo@example.org.example.com", False),
        ("eu.example.org", "jo@example.org", False),
        ("jo@example.org", "jo@example.org", True),
        ("jo@example.org", "kim@example.org", False),
        ("jo@example.org", "jo@eu.example.org", False),
        ("example.org", "eu.example.org", True),
        ("jo@example.org", "example.org", False),
        ("meyer@example.org", "jo.meyer@example.org", False),
    ],
)
def test_a_domain_covers_its_subdomains_and_nothing_that_looks_like_it(pattern, address, within):
    assert covers(pattern, address) is within


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Example.ORG", "example.org"),
        (" @example.org ", "example.org"),
        ("Jo@Example.org", "jo@example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.EXAMPLE", "xn--bcher-kva.example"),
        ("jo@BÜCHER.example", "jo@xn--bcher-kva.example"),
        ("example", None),
        ("*.example.org", None),
        ("jo@", None),
        ("two words.example", None),
        ("", None),
    ],
)
def test_what_is_typed_becomes_canonical_or_nothing(typed, canonical):
    assert pattern_of(typed) == canonical
    assert patterns_of([typed]) == (frozenset({canonical}) if canonical else frozenset())


def test_a_level_is_read_with_all_its_rules():
    line = (
        "internal | Internal use | view | password | approval | acknowledge | days=30 "
        "| to=example.org Jo@Example.com | not=eu.example.org | words=Internal use only"
    )
    level = read_level(line)
    assert (level.id, level.title) == ("internal", "Internal use")
    assert level.rules == Rules(
        maximum_days=30,
        view_only=True,
        password=True,
        allowed=frozenset({"example.org", "jo@example.com"}),
        denied=frozenset({"eu.example.org"}),
        approval=True,
        acknowledge=True,
        words=frozenset({"Internal use only"}),
    )
    assert read_level("secret | Secret | prohibited").rules == Rules(prohibited=True)
    assert read_level("public|Public").rules == NO_RULES


@pytest.mark.parametrize(
    "line",
    [
        "",
        "secret",
        "secret |",
        "Secret level | Secret",
        "secret | Secret | prohibitted",
        "secret | Secret | days=0",
        "secret | Secret | days=3651",
        "secret | Secret | days=ten",
        "secret | Secret | days",
        "secret | Secret | to=nowhere",
        "secret | Secret | to=example.org nowhere",
        "secret | Secret | view=yes",
        "secret | Secret | view | view",
        "secret | Secret | words=" + "x" * 81,
        "x" * 41 + " | Secret",
        "secret | " + "x" * 81,
    ],
)
def test_a_line_that_is_no_level_is_none_and_never_a_laxer_one(line):
    assert read_level(line) is None


def test_of_two_levels_with_one_id_the_first_counts():
    levels = read_levels(["a | First | view", "a | Second", "wrong"])
    assert [(one.title, one.rules.view_only) for one in levels.values()] == [("First", True)]
