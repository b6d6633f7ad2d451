"""Words and code hold together: refusals, actions and messages, read from the source."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.policy import Objection
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.share import ENDED
from collective.externalshare.model.share import Status
from collective.externalshare.model.terms import Access
from collective.externalshare.model.verdict import Refused
from collective.externalshare.policy_sentences import SHARE_SENTENCES
from collective.externalshare.restapi.sentences import REST_SENTENCES
from collective.externalshare.sentences import sentence
from collective.externalshare.sentences import SENTENCES
from collective.externalshare.sentences import SOURCE_SENTENCES
from collective.externalshare.services import health
from collective.externalshare.vocabularies import ACCESS
from collective.externalshare.vocabularies import ACTIONS
from collective.externalshare.vocabularies import HEALTH
from collective.externalshare.vocabularies import health_sentence
from collective.externalshare.vocabularies import STATUSES
from pathlib import Path
from zope.i18n import interpolate

import ast
import collective.externalshare
import pytest
import re


ROOT = Path(collective.externalshare.__file__).parent
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
    if "demo" not in path.relative_to(ROOT).parts
}
WORDS = (
    "sentences.py",
    "policy_sentences.py",
    "evidence_sentences.py",
    "health_sentences.py",
    "letter_sentences.py",
    "terms_sentences.py",
    "vocabularies.py",
    "restapi/sentences.py",
)


def calls(name):
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield path, node


def codes_of(node):
    """The codes a first argument can be: a constant, or `share_{status}` of an ended share."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.JoinedStr):
        prefix = node.values[0].value
        assert prefix == "share_", ast.dump(node)
        return {f"share_{status}" for status in ENDED}
    return set()  # handed on from a port: `problem()` or a SourceRefusal, see below


def constants(*, but=()):
    return {
        node.value
        for path, tree in MODULES.items()
        if path not in but
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_refusal_made_anywhere_has_a_sentence():
    made = {(code, path) for path, call in calls("Refused") for code in codes_of(call.args[0])}
    assert len(made) > 20
    rest = set(SENTENCES) | set(REST_SENTENCES)
    unsaid = {
        (code, path)
        for code, path in made
        if code not in (rest if path.startswith("restapi/") else SENTENCES)
    }
    assert unsaid == set()


def test_a_program_meets_the_same_sentences_as_a_person():
    assert not set(SENTENCES) & set(REST_SENTENCES)


def test_every_reason_of_a_document_has_a_sentence_and_the_other_way_round():
    assert set(SOURCE_SENTENCES) == {str(one) for one in SourceRefusal}


def test_every_reason_of_a_single_share_has_a_sentence_and_the_other_way_round():
    assert set(SHARE_SENTENCES) == {str(one) for one in Objection}


def test_every_sentence_is_said_somewhere():
    said = constants(but=WORDS) | {f"share_{status}" for status in ENDED}
    assert (set(SENTENCES) | set(REST_SENTENCES)) - said == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_once_its_values_are_in(code):
    """Every placeholder is given wherever the refusal is made."""
    holes = set(re.findall(r"\$\{(\w+)\}", SENTENCES[code].default))
    for path, call in calls("Refused"):
        if code not in codes_of(call.args[0]) or not holes:
            continue
        given = [one for one in call.args[1:] if not isinstance(one, ast.Constant)]
        assert given or any(one.arg == "values" for one in call.keywords), (path, call.lineno)
    message = sentence(Refused(code, dict.fromkeys(holes, "x")))
    assert "${" not in interpolate(message.default, message.mapping)
    assert message.default.rstrip()[-1] in ".:"


def test_every_action_is_recorded_by_somebody_and_has_words():
    assert set(ACTIONS) == set(Action)
    used = {
        node.attr
        for path, tree in MODULES.items()
        if path not in WORDS and path != "model/audit.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Action"
    }
    assert {one.name for one in Action} - used == set()


def test_actions_are_subject_and_verb():
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", action.value) for action in Action)


def test_every_status_and_access_has_words():
    assert set(STATUSES) == set(Status)
    assert set(ACCESS) == set(Access)


def test_every_answer_of_the_health_page_has_words():
    tree = MODULES["services/health.py"]
    said = {
        call.args[2].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "Check"
        and isinstance(call.args[2], ast.Constant)
    }
    assert said
    assert said <= set(HEALTH)
    assert {"mail_missing", "key_unusable", "key_in_database"} <= set(HEALTH)
    assert health.Colour.RED == "red"
    for code in HEALTH:
        message = health_sentence(code, "x")
        assert "${" not in interpolate(message.default, message.mapping)


def test_every_message_has_an_id_that_is_a_symbol_and_an_english_default():
    wrong = []
    for path, call in calls("_"):
        default = [one.value for one in call.keywords if one.arg == "default"]
        named = isinstance(call.args[0], ast.Constant) and re.fullmatch(
            r"[a-z0-9_]+", str(call.args[0].value)
        )
        plain = default and isinstance(default[0], ast.Constant) and default[0].value.strip()
        if not (named and plain):
            wrong.append((path, call.lineno))
    assert wrong == []


def test_one_id_has_one_english_text():
    known, twice = {}, []
    for path, call in calls("_"):
        text = next((one.value.value for one in call.keywords if one.arg == "default"), None)
        if known.setdefault(call.args[0].value, text) != text:
            twice.append((path, call.args[0].value))
    assert twice == []
