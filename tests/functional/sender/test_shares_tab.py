"""The tab of a document over HTTP: what it shows of each share, and to whom."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.acknowledgement import Acknowledgement
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.terms import Access
from collective.externalshare.model.times import DAY
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from dataclasses import replace
from plone import api
from tests.functional.sender.conftest import Client
from tests.functional.sender.shares import actions
from tests.functional.sender.shares import page
from tests.functional.sender.shares import tab

import re
import transaction


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


def test_a_reader_of_shares_may_look_and_not_act(site, document, share, stored):
    site.manage_permission("collective.externalshare: View external shares", ["Reader", "Editor"])
    transaction.commit()
    ravi = Client("ravi")
    assert ravi.get(tab(document)).status_code == 200
    assert "Jo Meyer" in ravi.text
    assert "externalshare-act-" not in ravi.text
    assert ravi.get(page(site, share)).status_code == 200
    assert ravi.get(page(site, share, "revoke")).status_code == 404


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


def test_figures_tell_who_has_not_acknowledged_where_it_is_asked_for(document, emma, share, stored):
    assert "Who has not acknowledged" not in emma.get(tab(document)).text
    found = stored().shares[share]
    found.terms = replace(found.terms, acknowledge=True)
    transaction.commit()
    said = re.sub(r"\s+", " ", emma.get(tab(document)).text)
    assert "Not opened yet: 1 of 1." in said
    assert "Not acknowledged yet: 1." in said
    stored().shares[share].acknowledgement = Acknowledgement(found.created, "1", found.given)
    transaction.commit()
    assert "Not acknowledged yet: 0." in emma.get(tab(document)).text
