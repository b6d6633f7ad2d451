"""Erasing all evidence: a page behind Privacy, after an export, with the site's id typed."""

from collective.externalshare.model.audit import ADMINISTRATION
from tests.functional.admin.conftest import PANEL

import pytest


ERASE = f"{PANEL}-erase"
EVIDENCE = "@@externalshare-evidence"
CONFIRMED = {"confirmation": "plone", "reason": "The site is closed", "erase": "1"}


def export_everything(person):
    page = person.get(EVIDENCE, scope="everything").text
    token = page.partition('name="_authenticator"')[2].partition('value="')[2].partition('"')[0]
    answer = person.post(EVIDENCE, scope="everything", format="zip", _authenticator=token)
    assert answer.content.startswith(b"PK")


@pytest.fixture
def held(share_with):
    return share_with("Jo <jo@example.org>, Supplier", by_mail=False)


def test_the_page_asks_for_an_export_first(steward, held, ports):
    page = steward.get(ERASE)
    assert "Export everything first, as a ZIP file or JSON Lines" in page.text
    assert "Erase everything for good" not in page.text
    answer = steward.submit(ERASE, **CONFIRMED)
    assert answer.status_code == 400
    assert "there is evidence that is not in the last export of everything" in answer.text
    assert len(ports().store.shares) == 1


def test_after_an_export_everything_goes_and_one_record_remains(steward, held, ports):
    export_everything(steward)
    page = steward.get(ERASE)
    assert "Everything is in the last export" in page.text
    answer = steward.submit(ERASE, **CONFIRMED)
    assert answer.status_code == 200, answer.text
    assert "All evidence was erased" in answer.text
    store = ports().store
    assert len(store.shares) == len(store.recipients) == len(store.invitations) == 0
    (row,) = store.chains[ADMINISTRATION].rows()
    assert (row["action"], row["reason"]) == ("evidence.erased", "The site is closed")
    assert row["actor"] == ["user", "steward"]
    assert steward.get(PANEL).status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"confirmation": "other"}, "This is not the id of the site, plone. Nothing was erased."),
        ({"confirmation": ""}, "This is not the id of the site, plone. Nothing was erased."),
        ({"reason": ""}, "Give a reason"),
    ],
)
def test_what_is_not_confirmed_is_refused_in_words(steward, held, ports, changed, sentence):
    export_everything(steward)
    answer = steward.submit(ERASE, **{**CONFIRMED, **changed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert len(ports().store.shares) == 1


def test_without_a_token_nothing_is_erased(steward, held, ports):
    export_everything(steward)
    answer = steward.post(ERASE, **CONFIRMED)
    assert answer.status_code == 403
    assert len(ports().store.shares) == 1


@pytest.mark.parametrize("login", ["auditor", "editor", "member", None])
def test_only_who_manages_may_open_it(visitor, login):
    assert visitor(login).get(ERASE).status_code in (302, 303, 401, 403)


def test_privacy_leads_to_it(steward):
    assert f'{ERASE}"' in steward.get(f"{PANEL}-privacy").text
