"""Everything that somebody shared, on one page: what it shows, how it is narrowed, what is done."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone import api
from tests.common.content import a_document
from tests.functional.sender.conftest import Client
from tests.functional.sender.shares import actions

import html
import pytest
import re
import transaction


@pytest.fixture
def mine(site):
    return f"{site.absolute_url()}/@@my-external-shares"


@pytest.fixture
def send(site, document):
    """Shares as somebody, without a browser; the ids of the shares."""

    def share(sender, *lines, obj=None):
        ports = ports_for(site)
        people = [parse_line(line) for line in lines]
        order = Order([Document(obj or document)], people, make_terms(ports), Sender(sender))
        ids = Distribute(ports)(order).share_ids
        transaction.commit()
        return ids

    return share


def people(client):
    """Addresses in the table, from its top."""
    return re.findall(
        r"<span>([\w.@-]+@example\.org)</span>|>([\w.@-]+@example\.org)</a>", client.text
    )


def addresses(client):
    return [first or second for first, second in people(client)]


def link(client, rel):
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*rel="{rel}"', client.text)
    return html.unescape(found[1])


def test_what_somebody_sent_is_there_of_all_documents_and_nobody_elses(site, send, emma, mine):
    other = a_document(site, title="Zebra crossing plan")
    transaction.commit()
    send("emma", "Jo Meyer <jo@example.org>, Meyer Tools")
    send("mira", "of-mira@example.org")
    send("emma", "li@example.org", obj=other)
    assert emma.get(mine).status_code == 200
    assert emma.answer.headers["Cache-Control"] == "private, no-store"
    assert addresses(emma) == ["li@example.org", "jo@example.org"]
    for words in ("Zebra crossing plan", "SOP-014 Incoming inspection", "Meyer Tools", "Active"):
        assert words in emma.text
    assert f"resolveuid/{api.content.get_uuid(other)}/view" in emma.text


def test_whoever_sent_nothing_reads_where_sharing_begins(send, mine):
    send("emma", "jo@example.org")
    ravi = Client("ravi")
    ravi.get(mine)
    assert "You have not shared anything with people outside yet." in ravi.text
    assert "<table" not in ravi.text
    assert "externalshare-filter" not in ravi.text


def test_a_visitor_is_asked_to_log_in(send, mine):
    send("emma", "jo@example.org")
    answer = Client().get(mine)
    assert "/login" in answer.url or answer.status_code == 401
    assert "jo@example.org" not in answer.text


def test_words_and_status_narrow_what_was_sent(site, send, emma, mine, stored):
    send("emma", "Jo Meyer <jo@example.org>, Meyer Tools", "li@example.org")
    send("mira", "Jo Other <jo-other@example.org>")
    emma.get(f"{mine}?q=jo")
    assert addresses(emma) == ["jo@example.org"]
    assert "Show all" in emma.text
    emma.get(f"{mine}?status=revoked")
    assert "No share matches." in emma.text
    emma.get(f"{mine}?status=active")
    assert len(addresses(emma)) == 2


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("status=happy", "Status must be one of"), ("cursor=zz", "This cursor did not come")],
)
def test_a_made_up_address_is_answered_with_a_sentence_and_the_first_page(
    send, emma, mine, query, sentence
):
    send("emma", "jo@example.org")
    assert emma.get(f"{mine}?{query}").status_code == 200
    assert sentence in emma.text
    assert addresses(emma) == ["jo@example.org"]


def test_no_parameter_opens_what_others_sent(send, emma, mine):
    send("emma", "jo@example.org")
    send("mira", "of-mira@example.org")
    emma.get(f"{mine}?sender=mira")
    assert addresses(emma) == ["jo@example.org"]


def test_many_come_in_pages_and_back(send, emma, mine):
    for number in range(30):
        send("emma", f"reader-{number:02}@example.org")
    emma.get(mine)
    first = addresses(emma)
    assert len(first) == 25
    assert first[0] == "reader-29@example.org"
    emma.get(link(emma, "next"))
    assert addresses(emma) == [f"reader-{number:02}@example.org" for number in (4, 3, 2, 1, 0)]
    emma.get(link(emma, "prev"))
    assert addresses(emma) == first


def test_what_is_done_in_a_row_leads_back_to_the_table(site, send, emma, mine, stored):
    (share_id,) = send("emma", "Jo Meyer <jo@example.org>")
    url = f"{site.absolute_url()}/@@external-share-details/{share_id}"
    emma.get(mine)
    for verb in ("change?back=mine", "revoke?back=mine", "link", "resend"):
        assert f"{url}/{verb}" in emma.text, verb
    emma.post(f"{url}/resend", back="mine")
    assert emma.answer.url == mine
    assert "The mail to Jo Meyer is on its way again." in emma.text
    assert actions(stored(), share_id).count(Action.INVITATION_QUEUED) == 2
    emma.get(f"{url}/change?back=mine")
    emma.press("save", until="7")
    assert emma.answer.url == mine
    emma.get(f"{url}/revoke?back=mine")
    emma.press("revoke", reason="Wrong person")
    assert emma.answer.url == mine
    assert actions(stored(), share_id)[-2:] == [Action.SHARE_CHANGED, Action.SHARE_REVOKED]


def test_a_deleted_document_is_named_without_a_link(send, document, emma, mine):
    send("emma", "jo@example.org")
    api.content.delete(document, check_linkintegrity=False)
    transaction.commit()
    emma.get(mine)
    assert "SOP-014 Incoming inspection" in emma.text
    assert "resolveuid" not in emma.text
    assert "The document has been deleted." in emma.text


def test_plones_menu_of_a_person_leads_there_once_they_sent_something(site, send, emma, mine):
    emma.get(site.absolute_url())
    assert mine not in emma.text
    send("emma", "jo@example.org")
    emma.get(site.absolute_url())
    assert mine in emma.text
    assert "My external shares" in emma.text
    ravi = Client("ravi")
    ravi.get(site.absolute_url())
    assert mine not in ravi.text
