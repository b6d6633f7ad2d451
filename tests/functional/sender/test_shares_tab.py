"""The tab and the page of one share over HTTP: what they show, what can be done, by whom."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.acknowledgement import Acknowledgement
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.hold import Hold
from collective.externalshare.model.terms import Access
from collective.externalshare.model.times import DAY
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from dataclasses import replace
from plone import api
from tests.common.granted import a_copy
from tests.functional.sender.conftest import Client

import pytest
import re
import transaction


def tab(document):
    return f"{document.absolute_url()}/@@external-shares"


def page(site, share, verb=""):
    return f"{site.absolute_url()}/@@external-share-details/{share}/{verb}".rstrip("/")


def actions(store, share_id):
    """What the evidence says of a share, oldest first."""
    share = store.shares[share_id]
    return [row["action"] for row in store.chains[share.invitation_id].rows()]


def switch_codes_off(store, share_id):
    store.invitations[store.shares[share_id].invitation_id].guard.off = True
    transaction.commit()


def codes_are_off(store, share_id):
    return store.invitations[store.shares[share_id].invitation_id].guard.off


def last_row(store, share_id):
    return list(store.chains[store.shares[share_id].invitation_id].rows())[-1]


def test_an_empty_tab_is_friendly_and_offers_to_share(document, emma):
    emma.get(tab(document))
    assert "This document has not been shared with anybody outside yet." in emma.text
    assert f'href="{document.absolute_url()}/@@external-sharing"' in emma.text


def test_the_tab_tells_everything_of_a_share(document, emma, share, stored):
    store = stored()
    found = store.shares[share]
    found.usage.count(Access.VIEW, found.created)
    found.usage.count(Access.DOWNLOAD, found.created + DAY)
    delivery = store.invitations[found.invitation_id].delivery
    delivery.state, delivery.reply = "failed", "550 <no> such mailbox"
    transaction.commit()
    emma.get(tab(document))
    for words in ("Jo Meyer", "jo@example.org", "Meyer Tools", "Active", "Emma Berg", "UTC"):
        assert words in emma.text
    assert "Opened: 2 · Downloads: 1" in emma.text
    assert "First: " in emma.text
    assert "Last: " in emma.text
    assert "Not delivered" in emma.text
    assert "550 &lt;no&gt; such mailbox" in emma.text


def test_a_retracted_document_shows_the_issue_and_its_reason(document, emma, share):
    api.content.transition(document.__parent__, "retract")
    transaction.commit()
    emma.get(tab(document))
    assert "External sharing issue" in emma.text
    assert "This document is not published." in emma.text
    assert f'href="{document.absolute_url()}/@@external-sharing"' not in emma.text


def test_more_than_fifty_shares_are_paged(site, document, emma, stored):
    ports = ports_for(site)
    people = [parse_line(f"p{number:02}@example.org") for number in range(50)]
    for some in (people, [parse_line("newest@example.org")]):
        order = Order([Document(document)], some, make_terms(ports), Sender("emma", "Emma Berg"))
        Distribute(ports)(order)
    transaction.commit()
    emma.get(tab(document))
    assert emma.text.count('class="externalshare-person"') == 50
    assert "newest@example.org" in emma.text
    older = re.search(r'href="([^"]*cursor=[^"]*)"', emma.text)[1]
    emma.get(older)
    assert emma.text.count('class="externalshare-person"') == 1
    assert "Newest" in emma.text
    emma.get(f"{tab(document)}?cursor=nonsense")
    assert emma.text.count('class="externalshare-person"') == 50


def test_copy_link_shows_the_link_without_javascript_and_is_recorded(site, emma, share, stored):
    emma.post(page(site, share, "link"), back="tab")
    assert emma.answer.headers["Cache-Control"] == "private, no-store"
    shown = re.search(r'value="([^"]*/@@external-share/[0-9a-z]{32})"', emma.text)
    assert shown[1].startswith(site.absolute_url())
    assert 'readonly="readonly"' in emma.text
    assert actions(stored(), share)[-1] == Action.LINK_SHOWN
    assert last_row(stored(), share)["actor"] == ["user", "emma"]


def test_resend_queues_the_mail_again_and_returns_to_the_tab(site, document, emma, share, stored):
    emma.post(page(site, share, "resend"), back="tab")
    assert emma.answer.url == tab(document)
    assert "The mail to Jo Meyer is on its way again." in emma.text
    assert len(stored().outbox) == 2
    assert actions(stored(), share).count(Action.INVITATION_QUEUED) == 2


def test_codes_are_enabled_again_where_they_are_off(site, document, emma, share, stored):
    emma.get(tab(document))
    assert "Switch codes on" not in emma.text
    switch_codes_off(stored(), share)
    emma.get(tab(document))
    assert "Switch codes on" in emma.text
    emma.post(page(site, share, "codes"), back="tab")
    assert not codes_are_off(stored(), share)
    assert actions(stored(), share)[-1] == Action.CODE_ENABLED


@pytest.mark.parametrize(
    ("back", "leads"),
    [("tab", True), ("table", False), ("", False), ("//evil.example.org", False)],
)
def test_back_leads_where_somebody_came_from_and_may_go(site, document, emma, share, back, leads):
    emma.get(f"{page(site, share)}?back={back}")
    found = re.findall(r'class="externalshare-back"\s+href="([^"]*)"', emma.text)
    assert found == ([tab(document)] if leads else [])
    emma.post(page(site, share, "resend"), back=back)
    assert emma.answer.url == (tab(document) if leads else page(site, share))


def test_revoke_asks_for_a_reason_and_keeps_it(site, document, emma, share, stored):
    emma.get(page(site, share, "revoke?back=tab"))
    assert "The link stops working immediately." in emma.text
    assert stored().shares[share].revocation is None
    emma.press("revoke", reason="Wrong person")
    assert emma.answer.url == tab(document)
    assert "The share of Jo Meyer is revoked." in emma.text
    assert "Revoked" in emma.text
    assert "externalshare-act-" not in emma.text
    row = last_row(stored(), share)
    assert (row["action"], row["reason"]) == (Action.SHARE_REVOKED, "Wrong person")
    assert stored().shares[share].revocation.actor == "emma"


def test_the_recipient_is_not_told_of_a_revocation_by_itself(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", reason="Wrong person")
    assert Action.NOTICE_QUEUED not in actions(stored(), share)


def test_the_recipient_is_told_where_the_box_is_ticked(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    assert "Tell the recipient by mail" in emma.text
    emma.press("revoke", notify="selected")
    assert actions(stored(), share)[-2:] == [Action.SHARE_REVOKED, Action.NOTICE_QUEUED]
    emma.get(page(site, share))
    assert "Notice queued" in emma.text
    assert "No longer shared" in emma.text


def test_a_box_ticked_tells_nobody_of_what_was_never_approved(site, emma, share, stored):
    distribution = stored().distributions[stored().shares[share].distribution_id]
    stored().shares[share].hold = distribution.hold = Hold()
    transaction.commit()
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", notify="selected")
    assert actions(stored(), share)[-1] == Action.SHARE_REVOKED


def test_all_who_have_not_opened_it_are_reminded_once_a_day(document, emma, share, stored):
    emma.get(tab(document))
    assert "Remind all who have not opened it" in emma.text
    emma.post(tab(document))
    assert emma.answer.url == tab(document)
    assert "Reminders on their way: 1." in emma.text
    assert actions(stored(), share)[-1] == Action.NOTICE_QUEUED
    emma.post(tab(document))
    assert "Reminders on their way: 0. Reminded within a day already: 1." in emma.text
    assert actions(stored(), share).count(Action.NOTICE_QUEUED) == 1


def test_too_long_a_reason_revokes_nothing(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", reason="x" * 501)
    assert "The reason is longer than 500 characters." in emma.text
    assert stored().shares[share].revocation is None


def test_change_begins_with_the_terms_and_stores_new_ones(site, emma, share, stored):
    old = stored().shares[share].terms
    emma.get(page(site, share, "change"))
    values = emma.form("form.buttons.save").values
    assert (values["form.widgets.until"], values["form.widgets.access"]) == ("keep", "view")
    emma.press("save", access="download")
    terms = stored().shares[share].terms
    assert (terms.access, terms.expires) == ("download", old.expires)
    emma.get(page(site, share, "change"))
    emma.press("save", until="7")
    terms = stored().shares[share].terms
    assert terms.access == "download"
    assert terms.expires < old.expires - 20 * DAY
    assert actions(stored(), share)[-2:] == [Action.SHARE_CHANGED] * 2
    assert "The share of Jo Meyer now lasts until" in emma.text


def test_a_limit_is_changed_and_taken_back(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    emma.press("save", access="download", limit="3", starts="2099-01-01")
    assert "at least one hour before it ends" in emma.text
    emma.press("save", access="download", limit="3", starts="")
    assert stored().shares[share].left == 3
    emma.get(page(site, share, ""))
    assert "Downloads at most: 3 (before: " in emma.text
    emma.get(page(site, share, "change"))
    assert re.search(r'<input [^>]*name="form.widgets.limit"[^>]*value="3"', emma.text)
    emma.press("save", limit="")
    assert stored().shares[share].left is None


def test_what_was_not_acknowledged_in_time_is_told_from_what_has_time(
    document, emma, share, stored
):
    found = stored().shares[share]
    found.terms = replace(found.terms, acknowledge=True, acknowledge_days=1)
    transaction.commit()
    assert "Not acknowledged yet: revision 1, asked for by" in emma.get(tab(document)).text
    stored().shares[share].created -= 2 * DAY
    transaction.commit()
    assert "Not acknowledged in time: revision 1, asked for by" in emma.get(tab(document)).text


def test_of_some_pages_it_says_which_were_acknowledged_and_which_were_not(
    document, emma, share, stored
):
    found = stored().shares[share]
    found.terms = replace(found.terms, acknowledge=True, pages="2", revision_mode="ask_again")
    transaction.commit()
    assert "Not acknowledged yet: revision 1 (pages 2)" in emma.get(tab(document)).text
    stored().shares[share].acknowledgement = Acknowledgement(
        found.created, "1", found.given, pages="2"
    )
    transaction.commit()
    assert "Acknowledged: revision 1 (pages 2), " in emma.get(tab(document)).text


def test_revision_and_acknowledgement_are_changed_and_taken_back(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    asked = {"acknowledge:list": "selected", "acknowledge_days": "3", "revision_mode": "ask_again"}
    emma.press("save", **asked)
    terms = stored().shares[share].terms
    assert (terms.revision_mode, terms.acknowledge_days) == ("ask_again", 3)
    emma.get(page(site, share, ""))
    assert "each revision is to be acknowledged again" in emma.text
    emma.get(page(site, share, "change"))
    emma.press("save", without=("form.widgets.acknowledge:list",))
    terms = stored().shares[share].terms
    assert (terms.revision_mode, terms.acknowledge, terms.acknowledge_days) == ("latest", False, 0)
    emma.get(page(site, share, "change"))
    emma.press("save", revision_mode="pinned")
    assert stored().shares[share].pin.label == "1"


def test_when_the_sender_is_told_is_changed(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    emma.press("save", notify="every")
    assert stored().shares[share].terms.notify == "every"
    emma.get(page(site, share, ""))
    assert re.search(r"told of openings</dt>\s*<dd>At every opening</dd>", emma.text)
    emma.get(page(site, share, "change"))
    emma.press("save", notify="never")
    assert stored().shares[share].terms.notify == "never"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say what to change"),
        ({"until": "date", "date": "2999-01-01"}, "A share may last for at most 90 days from now."),
        ({"until": "date"}, "Choose the date until when the share lasts."),
    ],
)
def test_what_cannot_be_changed_is_said(site, emma, share, stored, typed, sentence):
    emma.get(page(site, share, "change"))
    emma.press("save", **typed)
    assert sentence in emma.text
    assert Action.SHARE_CHANGED not in actions(stored(), share)


def test_an_expired_share_is_brought_back(site, emma, share, stored, clock):
    clock.pass_time(days=31)
    emma.get(page(site, share))
    assert "Expired" in emma.text
    assert "externalshare-act-resend" not in emma.text
    emma.get(page(site, share, "change"))
    emma.press("save", until="7")
    assert "Active" in emma.text


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


@pytest.mark.parametrize("verb", ["link", "resend", "codes"])
def test_looking_at_an_act_does_nothing(site, emma, share, stored, verb):
    switch_codes_off(stored(), share)
    before = actions(stored(), share)
    emma.get(page(site, share, verb))
    assert emma.answer.url == page(site, share)
    assert actions(stored(), share) == before
    assert codes_are_off(stored(), share)


def test_posts_without_token_are_refused_and_store_nothing(site, emma, share, stored):
    switch_codes_off(stored(), share)
    before = actions(stored(), share)
    for verb in ("link", "resend", "codes"):
        answer = emma.session.post(page(site, share, verb))
        assert answer.status_code == 403
        assert "/@@external-share/" not in answer.text
    for verb, button in (("revoke", "revoke"), ("change", "save")):
        emma.get(page(site, share, verb))
        assert emma.press(button, without=("_authenticator",), access="download").status_code == 403
    assert actions(stored(), share) == before
    assert len(stored().outbox) == 1
    assert codes_are_off(stored(), share)


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


def test_a_reader_of_shares_may_look_and_not_act(site, document, share, stored):
    site.manage_permission("collective.externalshare: View external shares", ["Reader", "Editor"])
    transaction.commit()
    ravi = Client("ravi")
    assert ravi.get(tab(document)).status_code == 200
    assert "Jo Meyer" in ravi.text
    assert "externalshare-act-" not in ravi.text
    assert ravi.get(page(site, share)).status_code == 200
    assert ravi.get(page(site, share, "revoke")).status_code == 404


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


def test_an_unusable_key_is_a_sentence_and_nothing_is_done(site, emma, share, stored, monkeypatch):
    emma.get(page(site, share, "revoke"))
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    emma.press("revoke", reason="x")
    assert "The secret key of external sharing cannot be read." in emma.text
    assert stored().shares[share].revocation is None
    emma.post(page(site, share, "link"))
    assert "The secret key of external sharing cannot be read." in emma.text


def test_the_history_has_the_number_of_each_copy(site, emma, share):
    transaction.begin()
    number, _data = a_copy(ports_for(site), share)
    emma.get(page(site, share))
    assert emma.text.count("Copy number ") == 1
    assert f"Copy number {number}" in emma.text


def test_evidence_is_a_link_away_for_those_who_may_take_it(site, document, emma, mira, share):
    evidence = f"{site.absolute_url()}/@@externalshare-evidence"
    uid = api.content.get_uuid(document)
    for url, link, told in (
        (page(site, share), f"{evidence}?scope=share&id={share}", "Evidence of this share"),
        (tab(document), f"{evidence}?scope=document&id={uid}", "Evidence of this document"),
    ):
        emma.get(url)
        assert evidence not in emma.text
        mira.get(url)
        assert f'href="{link}"' in mira.text.replace("&amp;", "&")
        assert told in mira.text
        mira.get(link)
        assert "Rows: " in mira.text
