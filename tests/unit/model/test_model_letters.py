"""Words of mails: what they may hold, and what is said where they may not (T74)."""

from collective.externalshare.model.letters import key_of
from collective.externalshare.model.letters import LETTERS
from collective.externalshare.model.letters import LONGEST_SUBJECT
from collective.externalshare.model.letters import LONGEST_TEXT
from collective.externalshare.model.letters import own_wording
from collective.externalshare.model.letters import read_wording
from collective.externalshare.model.letters import with_wording
from collective.externalshare.model.letters import wrong_words
from collective.externalshare.model.wording import Wording

import pytest


GOOD = "{greeting}\n\n{documents}\n\n{message}\n\n{link}"


def test_words_are_tidied_and_kept():
    read = read_wording("welcome", "  New from\t{sender} ", f"\n{GOOD}\x07 \n\n")
    assert read == Wording("New from {sender}", GOOD)


WRONG = [
    ("welcome", " ", GOOD, "words_subject_missing", {}),
    ("welcome", "One\nBcc: a@example.org", GOOD, "words_subject_lines", {}),
    ("welcome", "One\r\nBcc: a@example.org", GOOD, "words_subject_lines", {}),
    ("welcome", "One\u2028Two", GOOD, "words_subject_lines", {}),
    ("welcome", "x" * (LONGEST_SUBJECT + 1), GOOD, "words_subject_long", {"maximum": 200}),
    ("welcome", "New", " \n", "words_text_missing", {}),
    ("welcome", "New", GOOD + "x" * LONGEST_TEXT, "words_text_long", {"maximum": 5000}),
    ("welcome", "New", f"{GOOD} {{sendr}}", "words_unknown", {"name": "{sendr}"}),
    ("welcome", "New", f"{GOOD} {{x.__class__}}", "words_unknown", {"name": "{x.__class__}"}),
    ("welcome", "New", f"{GOOD} {{}}", "words_unknown", {"name": "{}"}),
    ("welcome", "New", f"{GOOD} {{{{7*7}}}}", "words_unknown", {"name": "{7*7}"}),
    ("welcome", "New ${python:1}", GOOD, "words_unknown", {"name": "{python:1}"}),
    ("welcome", "New {link}", GOOD, "words_unknown", {"name": "{link}"}),
    ("welcome", "New", f"{GOOD} {{ sender }}", "words_brace", {}),
    ("welcome", "New {", GOOD, "words_brace", {}),
    ("welcome", "New", f"{GOOD} }}", "words_brace", {}),
    ("welcome", "New", GOOD.replace("{link}", ""), "words_required", {"name": "{link}"}),
    ("welcome", "New", GOOD.replace("{message}", ""), "words_required", {"name": "{message}"}),
    ("code", "Code", "Take this", "words_required", {"name": "{code}"}),
    ("code", "Code {code}", "{code}", "words_unknown", {"name": "{code}"}),
    ("code", "Code", "{code} at https://evil.example.org", "words_link", {}),
    ("code", "Code", "{code} at WWW.example.org", "words_link", {}),
    ("goodbye", "Over", "{documents} {link}", "words_unknown", {"name": "{link}"}),
    ("revoked", "Over", "It is over.", "words_required", {"name": "{documents}"}),
]


@pytest.mark.parametrize(("kind", "subject", "text", "code", "values"), WRONG)
def test_what_cannot_be_sent_is_refused(kind, subject, text, code, values):
    refused = read_wording(kind, subject, text)
    assert refused.code == code
    assert refused.values.items() >= values.items()
    assert refused.where in ("subject", "text")


def test_what_was_stored_by_another_way_and_lacks_its_link_counts_as_none():
    stored = {"welcome/de": {"subject": "Neu", "text": "Ohne Link"}, "welcome/en": {}}
    assert own_wording(stored, "welcome", "de") is None
    assert own_wording(stored, "welcome", "en") is None
    assert own_wording(stored, "code", "en") is None


def test_one_mail_in_one_language_changes_alone():
    first = with_wording({}, "welcome", "en", Wording("New", GOOD))
    both = with_wording(first, "welcome", "de", Wording("Neu", GOOD))
    assert own_wording(both, "welcome", "de") == Wording("Neu", GOOD)
    assert with_wording(both, "welcome", "de", None) == first
    assert set(first) == {"welcome/en"}


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        (None, "words_shape"),
        ({"welcome/en": "New"}, "words_shape"),
        ({"welcome/en": {"subject": "New"}}, "words_shape"),
        ({"welcome/en": {"subject": "New", "text": GOOD, "html": "<b>"}}, "words_shape"),
        ({"welcome/en": {"subject": 7, "text": GOOD}}, "words_shape"),
        ({"welcome/fr": {"subject": "New", "text": GOOD}}, "words_kind"),
        ({"wellcome/en": {"subject": "New", "text": GOOD}}, "words_kind"),
        ({7: {"subject": "New", "text": GOOD}}, "words_kind"),
        ({"welcome/en": {"subject": "New", "text": "x"}}, "words_required"),
    ],
)
def test_what_a_program_stores_is_looked_at_too(stored, code):
    assert wrong_words(stored).code == code


def test_words_of_every_kind_can_be_stored():
    texts = {
        kind: " ".join(f"{{{one}}}" for one in (*known.values, *known.parts))
        for kind, known in LETTERS.items()
    }
    stored = {key_of(kind, "en"): {"subject": "x", "text": texts[kind]} for kind in LETTERS}
    assert wrong_words(stored) is None
