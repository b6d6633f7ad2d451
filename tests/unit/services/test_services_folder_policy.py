"""Rules of a folder: kept with evidence, refused in a sentence, never half."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.level import read_level
from collective.externalshare.model.level import written
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.policy import Rules
from collective.externalshare.services.folder_policy import FolderPolicy
from collective.externalshare.services.folder_policy import read_places
from hypothesis import given
from tests.common.world import EDITOR
from tests.unit.model.test_model_policy import RULES

import pytest


UID = "f" * 32


def changes(world):
    return world.administration(Action.POLICY_CHANGED)


def test_a_change_is_kept_with_what_it_was_before(world):
    policy = FolderPolicy(world.ports)
    assert policy.own(UID) == NO_RULES
    rules = Rules(view_only=True, maximum_days=5, denied=frozenset({"example.com"}))
    assert policy.change(UID, rules, EDITOR) is None
    assert policy.own(UID) == rules
    assert policy.change(UID, rules, EDITOR) is None
    assert policy.change(UID, NO_RULES, EDITOR) is None
    assert policy.own(UID) == NO_RULES
    said = "view | days=5 | not=example.com"
    assert [(row["old"], row["new"]) for row in changes(world)] == [("–", said), (said, "–")]
    assert {row["document"] for row in changes(world)} == {UID}


@pytest.mark.parametrize(
    ("rules", "code", "where"),
    [
        (Rules(maximum_days=0), "policy_days", "maximum_days"),
        (Rules(maximum_days=3651), "policy_days", "maximum_days"),
        (Rules(words=frozenset({"x" * 81})), "policy_words", "words"),
    ],
)
def test_what_is_out_of_bounds_changes_nothing(world, rules, code, where):
    refused = FolderPolicy(world.ports).change(UID, rules, EDITOR)
    assert (refused.code, refused.where) == (code, where)
    assert FolderPolicy(world.ports).own(UID) == NO_RULES
    assert not changes(world)


def test_places_are_read_canonically_or_the_wrong_one_is_named():
    found = read_places(["Example.org", "jo@example.org"], "allowed")
    assert found == frozenset({"example.org", "jo@example.org"})
    refused = read_places(["example.org", " nowhere "], "denied")
    assert (refused.code, refused.values["line"]) == ("policy_place", "nowhere")
    assert refused.where == "denied"


@given(RULES)
def test_what_is_written_reads_as_the_same_rules(rules):
    if len(rules.words) > 1 or rules.allowed == frozenset():
        return
    line = written(rules).replace("–", "")
    assert read_level(f"a | A | {line}").rules == rules
