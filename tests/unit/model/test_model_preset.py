"""Presets as an administrator writes them."""

from collective.externalshare.model.preset import read_preset
from collective.externalshare.model.preset import read_presets

import pytest


def test_a_preset_has_an_id_a_title_and_terms():
    found = read_preset("suppliers | For suppliers | download | days=30 | limit=3 | password")
    assert (found.id, found.title) == ("suppliers", "For suppliers")
    assert dict(found.terms) == {"access": "download", "days": 30, "limit": 3, "password": True}
    assert found.password
    assert found.message == ""


def test_words_for_the_mail_are_a_term_too():
    found = read_preset("audit|For auditors|view|message=Please read chapter 3: it is new")
    assert found.message == "Please read chapter 3: it is new"
    assert not found.password


def test_revision_and_acknowledgement_are_terms_too():
    found = read_preset("sop | Procedures | ask_again | acknowledge | acknowledge_days=7")
    assert dict(found.terms) == {
        "revision_mode": "ask_again",
        "acknowledge": True,
        "acknowledge_days": 7,
    }
    assert read_preset("old | As it is | pinned").terms["revision_mode"] == "pinned"


def test_that_the_pdf_goes_with_the_mail_is_a_term_too():
    found = read_preset("suppliers | For suppliers | download | days=30 | attached")
    assert dict(found.terms) == {"access": "download", "days": 30, "attached": True}


def test_a_name_alone_is_a_preset_of_the_usual_terms():
    assert dict(read_preset("usual | As usual").terms) == {}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "suppliers",
        "Suppliers | For suppliers",
        "a b | Blank in the id",
        "suppliers | ",
        f"suppliers | {'x' * 81}",
        "suppliers | T | edit",
        "suppliers | T | days=0",
        "suppliers | T | days=3651",
        "suppliers | T | days=many",
        "suppliers | T | days=7 | days=8",
        "suppliers | T | view | download",
        "suppliers | T | limit=3",
        "suppliers | T | view | limit=3",
        "suppliers | T | download | limit=0",
        "suppliers | T | ask_again",
        "suppliers | T | acknowledge_days=7",
        "suppliers | T | acknowledge | acknowledge_days=366",
        "suppliers | T | pinned | ask_again | acknowledge",
        "suppliers | T | notify=sometimes",
        "suppliers | T | attached",
        "suppliers | T | view | attached",
        "suppliers | T | download | attached | limit=3",
        "suppliers | T | download | attached | password",
        "suppliers | T | download | attached=yes",
        "suppliers | T | pages=2-5",
        "suppliers | T | message=",
        f"suppliers | T | message={'x' * 501}",
        "suppliers | T | password=secret",
    ],
)
def test_what_is_no_preset_is_none(line):
    assert read_preset(line) is None


def test_of_two_with_one_id_the_first_holds():
    found = read_presets(["a | First", "b | Other", "a | Second", "no preset"])
    assert {key: preset.title for key, preset in found.items()} == {"a": "First", "b": "Other"}
