"""Findings as they are kept: older verdicts have none, and later ones may have others."""

from collective.externalshare.model.finding import Finding
from collective.externalshare.model.finding import findings_of
from collective.externalshare.model.finding import GRAVE
from collective.externalshare.model.revision import FileVerdict

import pickle
import re


def verdict(*findings):
    return FileVerdict("", "", 2, 1000, "0" * 64, findings)


def loaded(state):
    """A verdict as a database of another version holds it."""
    made = FileVerdict.__new__(FileVerdict)
    made.__setstate__(state)
    return made


def test_words_follow_the_grammar_and_the_gravest_come_first():
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", one) for one in Finding)
    assert tuple(Finding)[: len(GRAVE)] == GRAVE


def test_findings_are_told_in_one_order_each_once_and_strangers_are_left_out():
    said = ["comments", "signature", "comments", "horoscope"]
    assert findings_of(said) == (Finding.SIGNATURE, Finding.COMMENTS)


def test_a_verdict_keeps_words_and_no_classes():
    made = verdict(Finding.SIGNATURE, Finding.COMMENTS)
    data = pickle.dumps(made.__getstate__())
    assert b"Finding" not in data
    assert loaded(pickle.loads(data)).findings == (Finding.SIGNATURE, Finding.COMMENTS)
    assert verdict().findings == ()


def test_a_verdict_of_before_there_were_findings_says_that_nobody_looked():
    state = verdict().__getstate__()
    del state["_words"]
    old = loaded(state)
    assert (old.findings, old.pages, old.refusal) == (None, 2, "")


def test_a_verdict_with_a_word_that_is_gone_still_says_the_others():
    state = {**verdict().__getstate__(), "_words": ("horoscope", "comments")}
    assert loaded(state).findings == (Finding.COMMENTS,)
