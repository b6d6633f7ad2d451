"""The page of one share over HTTP: what it tells, and who may look."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.ports import ports_for
from plone import api
from tests.common.granted import a_copy
from tests.functional.sender.conftest import Client
from tests.functional.sender.shares import actions
from tests.functional.sender.shares import page

import pytest
import re
import transaction


def test_the_history_tells_who_did_what_when(site, emma, mira, share):
    emma.get(page(site, share, "change"))
    emma.press("save", access="download")
    emma.get(page(site, share))
    table = emma.text.partition("What happened")[2]
    for words in ("Shared", "Mail queued", "Terms changed", "Emma Berg", "Revision 1"):
        assert words in table
    assert re.search(r"View and download until .* \(before: View in the browser until .*\)", table)
    assert table.index("Terms changed") < table.index("Mail queued")
    assert "127.0.0.1" not in table
    mira.get(page(site, share))
    assert "From 127.0.0.1" in mira.text


@pytest.mark.parametrize("verb", ["", "link", "resend", "codes", "revoke", "change"])
@pytest.mark.parametrize("person", ["ravi", "cora"])
def test_shares_of_others_are_not_found(site, share, stored, person, verb):
    client = Client(person)
    for ask in (client.session.get, client.session.post):
        known = ask(page(site, share, verb))
        unknown = ask(page(site, "0" * 32, verb))
        assert (known.status_code, unknown.status_code) == (404, 404)
        assert "jo@example.org" not in known.text
    assert Action.LINK_SHOWN not in actions(stored(), share)


def test_a_visitor_is_asked_to_log_in_whatever_they_ask_for(site, share):
    for wanted in (share, "0" * 32):
        answer = Client().get(page(site, wanted))
        assert "/login" in answer.url or answer.status_code == 401
        assert "jo@example.org" not in answer.text


@pytest.mark.parametrize("rest", ["", "/nonsense", "/link/more"])
def test_addresses_that_are_none_are_not_found(site, emma, share, rest):
    url = page(site, share) + rest if rest else f"{site.absolute_url()}/@@external-share-details"
    assert emma.get(url).status_code == 404


def test_sender_and_manager_still_see_a_share_whose_document_is_deleted(
    site, document, emma, mira, share, stored
):
    api.content.delete(document, check_linkintegrity=False)
    transaction.commit()
    for client in (emma, mira):
        assert client.get(page(site, share)).status_code == 200
        assert "External sharing issue" in client.text
        assert "The document has been deleted." in client.text
        assert "SOP-014 Incoming inspection" in client.text
    mira.get(page(site, share, "revoke"))
    mira.press("revoke", reason="Gone")
    assert mira.answer.url == page(site, share)
    assert stored().shares[share].revocation.actor == "mira"


def test_the_history_has_the_number_of_each_copy(site, emma, share):
    transaction.begin()
    number, _data = a_copy(ports_for(site), share)
    emma.get(page(site, share))
    assert emma.text.count("Copy number ") == 1
    assert f"Copy number {number}" in emma.text
