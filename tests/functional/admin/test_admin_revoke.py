"""Revoking from the table: one or many, with a reason, by POST only."""

from collective.externalshare.content.batches import TRIES
from collective.externalshare.interfaces import IExternalShareRevoked
from collective.externalshare.services.history import History
from collective.externalshare.storage.site import find_store
from DateTime import DateTime
from tests.functional.admin.conftest import PANEL
from transaction import TransactionManager
from zope.component import getGlobalSiteManager

import pytest
import transaction


REVOKE = f"{PANEL}-revoke"


@pytest.fixture
def three(share_with):
    return share_with("a@example.org", "b@example.org", "c@example.org")


def revoked(ports):
    return {share.id for share in ports().store.shares.values() if share.revocation}


def test_the_selected_end_with_their_reason_and_evidence(steward, three, ports):
    answer = steward.submit(REVOKE, ids=three[:2], reason="Wrong supplier", status="active")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"{PANEL}?status=active")
    page = steward.http.get(answer.headers["Location"])
    assert "Shares revoked: 2." in page.text
    found = ports()
    assert revoked(ports) == set(three[:2])
    for share_id in three[:2]:
        share = found.store.shares[share_id]
        assert share.revocation.reason == "Wrong supplier"
        row = History(found).of_share(share)[-1]
        assert (row["action"], row["actor"], row["reason"]) == (
            "share.revoked",
            ["user", "steward"],
            "Wrong supplier",
        )
        assert found.store.chains[share.invitation_id].broken_at(found.ring) is None


def test_the_readers_are_told_where_the_box_is_ticked(steward, three, ports):
    assert "Tell the recipients by mail" in steward.get(REVOKE, ids=three[0]).text
    steward.submit(REVOKE, ids=three[0], reason="")
    steward.submit(REVOKE, ids=three[1], reason="", notify="1")
    mails = [row for row in ports().store.outbox.values() if row.kind == "revoked"]
    assert [mail.share_ids for mail in mails] == [(three[1],)]


def test_one_share_has_its_own_page_from_its_row(steward, three, ports):
    page = steward.get(REVOKE, ids=three[0])
    assert page.status_code == 200
    assert "a@example.org" in page.text
    assert "b@example.org" not in page.text
    assert "Revoke (1)" in page.text
    steward.submit(REVOKE, ids=three[0], reason="")
    assert revoked(ports) == {three[0]}


def test_asking_revokes_nothing(steward, three, ports):
    url, params = f"{steward.base}/{REVOKE}", {"ids": list(three)}
    # Waitress sends a body after HEAD, which would spoil the connection for the next request.
    steward.http.headers["Connection"] = "close"
    assert steward.http.get(url, params=params).status_code == 200
    assert steward.http.head(url, params=params).status_code == 200
    for method in ("PUT", "DELETE", "PATCH"):
        # Plone itself may fail before our page is asked; what counts is that nothing is done.
        assert not steward.http.request(method, url, params=params).ok, method
    assert revoked(ports) == set()


@pytest.mark.parametrize("forged", [{}, {"_authenticator": ""}, {"_authenticator": "0" * 40}])
def test_a_post_without_the_authenticator_revokes_nothing(steward, three, ports, forged):
    answer = steward.post(REVOKE, ids=list(three), reason="x", **forged)
    assert answer.status_code == 403
    assert revoked(ports) == set()


def test_a_get_with_the_authenticator_revokes_nothing(steward, three, ports):
    answer = steward.get(REVOKE, ids=list(three), _authenticator=steward.token())
    assert answer.status_code == 200
    assert revoked(ports) == set()


def test_revoking_again_says_so_and_keeps_the_first_reason(steward, three, ports):
    steward.submit(REVOKE, ids=three[0], reason="First")
    answer = steward.submit(REVOKE, ids=three[:2], reason="Second")
    page = steward.http.get(answer.headers["Location"])
    assert "Shares revoked: 1. Revoked before: 1." in page.text
    assert ports().store.shares[three[0]].revocation.reason == "First"


def test_a_reason_too_long_revokes_nothing_and_is_not_lost(steward, three, ports):
    answer = steward.submit(REVOKE, ids=three[0], reason="x" * 501)
    assert answer.status_code == 400
    assert "The reason is longer than 500 characters." in answer.text
    assert "x" * 501 in answer.text
    assert revoked(ports) == set()


def test_a_reason_of_five_hundred_characters_in_lines_is_taken(steward, three, ports):
    # A browser sends CR LF for each line end and counts it as one character.
    reason = "a" * 249 + "\r\n" + "b" * 250
    assert steward.submit(REVOKE, ids=three[0], reason=reason).status_code == 303
    assert len(ports().store.shares[three[0]].revocation.reason) == 500


@pytest.mark.parametrize("ids", [[], ["nobody"], "../x"])
def test_nothing_selected_leads_back_with_a_hint(steward, three, ports, ids):
    answer = steward.get(REVOKE, ids=ids)
    assert answer.status_code == 303
    assert "Select at least one share first." in steward.http.get(answer.headers["Location"]).text
    assert revoked(ports) == set()


@pytest.mark.parametrize(
    "query", ["ids:int=1", "ids:float:list=1", "ids.x:record=1", "ids:date=2026-01-01", "ids=%ff"]
)
def test_what_names_no_share_selects_nothing(steward, three, query):
    """Whoever writes the address chooses the type of a value."""
    answer = steward.get(f"{REVOKE}?{query}")
    assert answer.status_code == 303
    assert "Select at least one share first." in steward.http.get(answer.headers["Location"]).text


def test_a_share_named_twice_or_among_numbers_is_listed_once(steward, three):
    page = steward.get(f"{REVOKE}?ids:list={three[0]}&ids:list={three[0]}&ids:int:list=1")
    assert "Revoke (1)" in page.text


class ReaderAtTheLink:
    """Writes the chain of a share's invitation whenever the share is being revoked."""

    def __init__(self, site, times):
        self.db, self.store, self.times = site._p_jar.db(), find_store(site)._p_oid, times
        self.manager, self.share_id, self.met = TransactionManager(), "", 0

    def __call__(self, event):
        if event.share_id != self.share_id or self.met == self.times:
            return
        self.met += 1
        connection = self.db.open(self.manager)
        try:
            store = connection.get(self.store)
            chain = store.chains[store.shares[self.share_id].invitation_id]
            chain._p_changed = True
            self.manager.commit()
        finally:
            connection.close()


@pytest.fixture
def crowd(share_with):
    return share_with(*(f"r{number:02}@example.org" for number in range(25)), by_mail=False)


@pytest.fixture
def busy_reader(site, crowd):
    """At the link of the thirteenth, as often as told."""
    made, manager = [], getGlobalSiteManager()

    def busy(times):
        reader = ReaderAtTheLink(site, times)
        reader.share_id = crowd[12]
        manager.registerHandler(reader, (IExternalShareRevoked,))
        made.append(reader)
        return reader

    yield busy
    for reader in made:
        manager.unregisterHandler(reader, (IExternalShareRevoked,))


def test_many_end_in_one_go_while_a_reader_is_at_a_link(steward, crowd, busy_reader, ports):
    reader = busy_reader(TRIES - 1)
    answer = steward.submit(REVOKE, ids=list(crowd), reason="x")
    page = steward.http.get(answer.headers["Location"])
    assert "Shares revoked: 25." in page.text
    assert "Revoked before" not in page.text
    assert reader.met == TRIES - 1
    assert revoked(ports) == set(crowd)
    found = ports()
    for share_id in crowd:
        (row,) = (
            row
            for row in History(found).of_share(found.store.shares[share_id])
            if row["action"] == "share.revoked"
        )
        assert row["actor"] == ["user", "steward"]


def test_a_reader_who_never_rests_keeps_only_a_few_open_and_it_is_said(
    steward, crowd, busy_reader, ports
):
    busy_reader(10**6)
    answer = steward.submit(REVOKE, ids=list(crowd), reason="x", status="active")
    assert answer.status_code == 303
    page = steward.http.get(answer.headers["Location"])
    assert "Shares revoked: 15. Not revoked yet: 10" in page.text
    assert "Revoke (10)" in page.text
    assert 'name="status" type="hidden" value="active"' in " ".join(page.text.split())
    assert revoked(ports) == {*crowd[:10], *crowd[20:]}


def test_the_revoke_page_reads_the_document_live(steward, three, document, site):
    # Role mappings and clocks fire no event: the gate may lag, this page may not.
    document.expiration_date = DateTime() - 1
    transaction.commit()
    assert "External sharing issue" not in steward.get(PANEL).text.split("<table")[1]
    assert "External sharing issue" in steward.get(REVOKE, ids=three[0]).text


def test_an_unreadable_key_revokes_nothing_and_says_why(steward, three, ports, monkeypatch):
    token = steward.token()
    monkeypatch.setenv("EXTERNALSHARE_KEY", "not a key")
    answer = steward.post(REVOKE, ids=three[0], reason="x", _authenticator=token)
    assert answer.status_code == 503
    assert "The secret key of external sharing cannot be read." in answer.text
    monkeypatch.delenv("EXTERNALSHARE_KEY")
    assert revoked(ports) == set()
