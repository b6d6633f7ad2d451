"""The tab Audit: rows in words, filters, pages and figures."""

from collective.externalshare.model.audit import Contact
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.posting import Posting
from plone import api
from tests.common.content import a_document
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.tables import link

import pytest
import re
import transaction


AUDIT = f"{PANEL}-audit"
VISIT = Contact("198.51.100.7", "Browser")


def table(page, heading):
    """The rows of a table by its heading, as lists of cells without markup."""
    found = re.search(rf'aria-labelledby="{heading}".*?</table>', page.text, re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.S)[1:] if found else []
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<td.*?</td>", row, re.S)
        ]
        for row in rows
    ]


def known(page):
    return table(page, "externalshare-events")


def contacts(page):
    return table(page, "externalshare-contacts")


@pytest.fixture
def ask(ports):
    """Somebody types an address at the link of a share."""

    def ask(share_id, address):
        found = ports()
        share = found.store.shares[share_id]
        invitation = found.store.invitations[share.invitation_id]
        token = found.ring.link_token(invitation.key_id, invitation.id, invitation.generation)
        assert Admit(found).request_code(token, address, "", VISIT)
        transaction.commit()

    return ask


def test_a_row_says_what_who_with_whom_and_from_where(visitor, share_with, ask):
    (share_id,) = share_with("Jo Meyer <jo@supplier.example.org>, Supplier Ltd")
    ask(share_id, "stranger@example.org")
    page = visitor("auditor").get(AUDIT)
    queued, shared = [row for row in known(page) if row[3]]
    assert queued[1] == "Mail queued"
    assert shared[1] == "Shared"
    assert shared[3] == "Jo Meyer SOP-014 Incoming inspection"
    assert "View" in shared[4]
    assert f"@@external-share-details/{share_id}" in page.text
    ((_when, what, who, about, details),) = contacts(page)
    assert (what, who, about) == (
        "Code asked for",
        "Somebody with the link",
        "Jo Meyer SOP-014 Incoming inspection",
    )
    assert "198.51.100.7" in details
    assert "stranger@example.org" not in page.text


def test_rows_come_in_pages_newest_first_and_none_twice(visitor, share_with, ports):
    (share_id,) = share_with("jo@example.org")
    for number in range(60):
        found = ports()
        Invite(found).link(found.store.shares[share_id], api_actor(number))
        transaction.commit()
    auditor = visitor("auditor")
    first = auditor.get(AUDIT)
    assert len(known(first)) == 50
    assert known(first)[0][2] == "user-59"
    second = auditor.get(link(first, "next"))
    assert [row[2] for row in known(second)][:10] == [f"user-{n}" for n in range(9, -1, -1)]
    assert not link(second, "next")
    assert known(auditor.get(link(second, "first"))) == known(first)


def api_actor(number):
    from collective.externalshare.model.audit import Actor

    return Actor("user", f"user-{number}")


@pytest.mark.parametrize("posted", [False, True])
def test_filters(visitor, share_with, site, ports, posted):
    share_with("Jo Meyer <jo@supplier.example.org>")
    other = a_document(site, title="Zebra crossing plan")
    transaction.commit()
    share_with("Ann Zhou <ann@customer.example.org>", obj=other)
    if posted:
        Posting(ports()).everything()
        transaction.commit()
    auditor = visitor("auditor")

    def people(**asked):
        rows = known(auditor.get(AUDIT, **asked))
        return {" ".join(row[3].split()[:2]) for row in rows if row[3]}

    today = re.search(r"\d{4}-\d\d-\d\d", str(ports().clock.now()))[0]
    assert people() == {"Jo Meyer", "Ann Zhou"}
    assert people(recipient="ann@customer.example.org") == {"Ann Zhou"}
    assert people(document=api.content.get_uuid(other)) == {"Ann Zhou"}
    assert {row[1] for row in known(auditor.get(AUDIT, action="share.created"))} == {"Shared"}
    assert people(action="share.created", sender="test_user_1_") == {"Jo Meyer", "Ann Zhou"}
    assert people(since=today, until=today) == {"Jo Meyer", "Ann Zhou"}
    assert people(since="2100-01-01") == set()
    assert people(until="2001-01-01") == set()
    assert people(sender="nobody") == set()
    page = auditor.get(AUDIT, document=api.content.get_uuid(other), action="share.created")
    assert "Zebra crossing plan" in page.text
    assert re.search(r'value="share.created"\s+selected', page.text)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"action": "share.eaten"}, "There is no such kind of entry"),
        ({"cursor": "zz"}, "This cursor did not come from a list"),
        ({"since": "yesterday"}, "Give the dates as year-month-day"),
        ({"until": "9999-12-31"}, "Give the dates as year-month-day"),
        ({"since": "0001-01-01"}, "Give the dates as year-month-day"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence_and_the_newest_rows(
    visitor, share_with, asked, sentence
):
    share_with("jo@example.org")
    page = visitor("auditor").get(AUDIT, **asked)
    assert page.status_code == 200
    assert sentence in page.text
    assert known(page)


def test_forged_values_are_no_error(visitor, share_with):
    share_with("jo@example.org")
    for query in ("action:list=a&action:list=b", "since:int=3", "cursor:record=x", "document=%00"):
        assert visitor("auditor").get(f"{AUDIT}?{query}").status_code == 200, query


def test_figures_have_words_beside_their_pictures(visitor, share_with, ask):
    ids = share_with("Jo Meyer <jo@example.org>", "Kim Vos <kim@example.org>")
    ask(ids[0], "jo@example.org")
    page = visitor("auditor").get(AUDIT).text
    pictures = re.findall(r'<svg[^>]*role="img"[^>]*>', page)
    assert len(pictures) == 2
    for picture in pictures:
        (names,) = re.findall(r'aria-labelledby="([^"]+)"', picture)
        assert all(f'id="{name}"' in page for name in names.split())
    assert "Not opened yet: 2 of 2." in page
    assert ": 0; most on one day: 0." in page, "an address typed at a link opens nothing"
    assert "<script" not in re.search(r"externalshare-figures.*?</section>", page, re.S)[0]


def test_where_nothing_was_shared_there_are_no_figures(visitor, share_with):
    assert "In figures" not in visitor("auditor").get(AUDIT).text
    share_with("jo@example.org")
    assert "In figures" in visitor("auditor").get(AUDIT).text


def test_looking_writes_nothing(visitor, share_with, ports):
    share_with("jo@example.org")
    auditor = visitor("auditor")
    auditor.get(AUDIT)
    before = ports().store._p_jar.db().lastTransaction()
    auditor.get(AUDIT, action="share.created")
    assert ports().store._p_jar.db().lastTransaction() == before


def test_a_document_is_found_by_its_title_also_when_it_is_deleted(visitor, share_with, site, ports):
    share_with("Jo Meyer <jo@supplier.example.org>")
    other = a_document(site, title="Zebra crossing plan")
    transaction.commit()
    share_with("Ann Zhou <ann@customer.example.org>", obj=other)
    path = "/".join(other.getPhysicalPath())
    api.content.delete(other)
    transaction.commit()
    auditor = visitor("auditor")
    page = auditor.get(AUDIT, named="zebra", action="share.created")
    assert "Only of" in page.text
    assert [row[3] for row in known(page)] == ["Ann Zhou"], "the page is of one document"
    assert known(auditor.get(AUDIT, named=path, action="share.created")) == known(page)


def test_of_several_documents_one_is_chosen(visitor, share_with, site):
    share_with("Jo Meyer <jo@supplier.example.org>")
    other = a_document(site, title="SOP-015 Outgoing inspection")
    transaction.commit()
    share_with("Ann Zhou <ann@customer.example.org>", obj=other)
    auditor = visitor("auditor")
    page = auditor.get(AUDIT, named="inspection", action="share.created", recipient="")
    assert "Which document?" in page.text
    assert known(page) == []
    ways = re.findall(r'<a href="([^"]+)"[^>]*>([^<]*inspection)</a>', page.text)
    assert [title for _way, title in ways] == [
        "SOP-014 Incoming inspection",
        "SOP-015 Outgoing inspection",
    ]
    way = ways[1][0].rpartition("/")[2].replace("&amp;", "&")
    assert "action=share.created" in way
    assert "named" not in way
    (row,) = known(auditor.get(way))
    assert row[3] == "Ann Zhou"


def test_a_name_that_no_document_has_gets_a_sentence(visitor, share_with):
    share_with("jo@example.org")
    page = visitor("auditor").get(AUDIT, named="<b>nothing")
    assert "No document that was shared has these words" in page.text
    assert known(page) == []
    assert 'value="&lt;b&gt;nothing"' in page.text
