"""The tab Organisations: who there holds which revision of what, and the end of all of it."""

from tests.functional.admin.conftest import PANEL

import pytest


LIST, PAGE = f"{PANEL}-organisations", f"{PANEL}-organisation"
NAME = "Meyer & Söhne / Tools"


@pytest.fixture
def held(share_with):
    return share_with(
        f"Jo Meyer <jo@example.org>, {NAME}",
        f"Lee <lee@example.org>, {NAME.upper()}",
        "Kim <kim@example.org>, Other",
    )


def states(ports, held):
    return [ports().store.shares[one].revocation is not None for one in held]


def test_organisations_are_listed_and_lead_to_their_page(steward, held):
    page = steward.get(LIST)
    assert page.status_code == 200
    assert page.text.count("S&Ouml;HNE") + page.text.count("SÖHNE") + page.text.count("Söhne") == 1
    link = page.text.partition("table>")[0].partition("<tbody")[2].partition('href="')[2]
    found = steward.http.get(link.partition('"')[0].replace("&amp;", "&"))
    assert found.status_code == 200
    for words in ("Jo Meyer", "lee@example.org", "Not opened yet"):
        assert words in found.text, words
    assert "kim@example.org" not in found.text
    assert "Nothing matches." in steward.get(LIST, q="nobody").text


def test_an_empty_list_says_so(steward, share_with):
    share_with("kim@example.org")
    assert "with people of an organisation yet" in steward.get(LIST).text


@pytest.mark.parametrize("name", ["", "Nobody"])
def test_an_unknown_organisation_is_not_found(steward, held, name):
    assert steward.get(PAGE, name=name).status_code == 404


def test_everything_of_an_organisation_is_revoked_at_once(steward, held, ports):
    refused = steward.submit(PAGE, name=NAME, revoke="1", reason="x" * 501)
    assert refused.status_code == 400
    assert "The reason is longer than 500 characters." in refused.text
    assert states(ports, held) == [False, False, False]
    answer = steward.submit(PAGE, name=NAME, revoke="1", reason="Contract ended")
    assert answer.status_code == 303
    assert states(ports, held) == [True, True, False]
    assert ports().store.shares[held[1]].revocation.reason == "Contract ended"
    assert "Shares revoked: 2." in steward.get(PAGE, name=NAME).text


def test_a_deed_needs_the_authenticator_and_a_post(steward, held, ports):
    typed = {"name": NAME, "revoke": "1", "reason": "x"}
    assert steward.post(PAGE, **typed).status_code == 403
    assert steward.get(PAGE, _authenticator=steward.token(), **typed).status_code == 200
    assert states(ports, held) == [False, False, False]


def test_who_only_views_the_access_log_reads_and_does_nothing(visitor, steward, held, ports):
    auditor = visitor("auditor")
    assert "Other" in auditor.get(LIST).text
    page = auditor.get(PAGE, name=NAME)
    assert page.status_code == 200
    assert "<textarea" not in page.text
    answer = auditor.post(PAGE, name=NAME, revoke="1", _authenticator=steward.token())
    assert answer.status_code in (302, 401)
    assert states(ports, held) == [False, False, False]


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_see_nothing(visitor, held, login):
    for view in (LIST, PAGE):
        answer = visitor(login).get(view, name="Other")
        assert answer.status_code in (302, 401), view
        assert "kim@example.org" not in answer.text
