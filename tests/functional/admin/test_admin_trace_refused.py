"""Searches for the reader of a copy that are refused: nothing is looked up or recorded."""

from plone import api
from tests.common.granted import a_copy
from tests.functional.admin.tracing import drop
from tests.functional.admin.tracing import JO
from tests.functional.admin.tracing import searches
from tests.functional.admin.tracing import token_of
from tests.functional.admin.tracing import TRACE
from tests.functional.admin.tracing import type_number

import pytest
import transaction


@pytest.fixture
def copy(ports, share_with):
    """Number and bytes of the copy that was downloaded."""
    (share_id,) = share_with(JO)
    return a_copy(ports(), share_id)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Choose a file, or type a copy number."),
        ("K7QF", "Type at least the first 8 characters"),
        ("UUUU-UUUU-UUUU", "This is no copy number."),
        ("<script>alert(1)</script>", "This is no copy number."),
    ],
)
def test_what_is_no_number_is_refused(steward, ports, number, sentence):
    answer = type_number(steward, number)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "<script>alert" not in answer.text
    assert searches(ports) == []


def test_what_is_no_pdf_is_refused(steward, ports):
    answer = drop(steward, b"GIF89a", "photo.pdf")
    assert answer.status_code == 400
    assert "This file is not a PDF" in answer.text
    assert searches(ports) == []


def test_a_file_above_the_bound_is_refused(steward):
    api.portal.set_registry_record("collective.externalshare.pdf_megabytes", 1)
    transaction.commit()
    answer = drop(steward, b"%PDF-1.7" + b" " * (2 << 20))
    assert answer.status_code == 400
    assert "This file is larger than 1 MB" in answer.text


def test_a_form_that_names_no_file_asks_for_one(steward):
    assert "Choose a file, or type a copy number." in drop(steward, b"", "").text


def test_without_the_authenticator_nothing_is_searched(steward, copy, ports):
    answer = steward.post(TRACE, number=copy[0])
    assert answer.status_code == 403
    assert "Jo Meyer" not in answer.text
    assert searches(ports) == []


def test_an_address_searches_nothing(steward, copy, ports):
    page = steward.get(TRACE, number=copy[0], _authenticator=token_of(steward))
    assert page.status_code == 200
    assert "Jo Meyer" not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert searches(ports) == []


def test_nothing_is_searched_while_nothing_can_be_recorded(steward, copy, monkeypatch):
    token = token_of(steward)
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key at all")
    answer = steward.post(TRACE, _authenticator=token, number=copy[0])
    assert answer.status_code == 503
    assert "Jo Meyer" not in answer.text
