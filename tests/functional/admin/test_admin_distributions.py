"""The table of every share: what it shows, how it is narrowed and paged."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.services.revoke import Revoke
from plone import api
from tests.common.content import a_document
from tests.functional.admin.conftest import PANEL

import html
import pytest
import re
import transaction


def rows(page):
    return re.findall(r"<tr[^>]*>(.*?)</tr>", page.text, re.S)[1:]


def addresses(page):
    return re.findall(r"reader-(\d+)@example\.org</span>", page.text)


def link(page, rel):
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*rel="{rel}"', page.text)
    return html.unescape(found[1]).rpartition("/")[2] if found else ""


@pytest.fixture
def sixty(share_with):
    """Readers 0 to 59; the last is the newest."""
    for number in range(60):
        share_with(f"Reader {number} <reader-{number:02}@example.org>, Supplier", by_mail=False)


def test_a_row_says_who_got_which_revision_from_whom_and_until_when(steward, share_with, document):
    (share_id,) = share_with("Jo Meyer <jo@supplier.example.org>, Supplier Ltd")
    (row,) = rows(steward.get(PANEL))
    for words in (
        "SOP-014 Incoming inspection",
        "Jo Meyer",
        "jo@supplier.example.org",
        "Supplier Ltd",
        "Dana Ortiz",
        "Active",
        "UTC",
        f"@@external-share-details/{share_id}",
        f"resolveuid/{api.content.get_uuid(document)}/view",
    ):
        assert words in row, words
    assert re.search(r"Revision\s+1\b", row)


def spoken(tag, row):
    return [
        html.unescape(name) for name in re.findall(rf'<{tag}\b[^>]*aria-label="([^"]*)"', row, re.S)
    ]


@pytest.mark.parametrize(
    ("language", "box", "links"),
    [
        (
            "en",
            "Select the share of SOP-014 Incoming inspection with jo&co@example.org",
            [
                "Details: SOP-014 Incoming inspection, jo&co@example.org",
                "Revoke: SOP-014 Incoming inspection, jo&co@example.org",
            ],
        ),
        (
            "de",
            "Freigabe von SOP-014 Incoming inspection für jo&co@example.org auswählen",
            None,
        ),
    ],
)
def test_a_screen_reader_hears_which_share_a_link_or_box_is_about(
    steward, share_with, site, language, box, links
):
    api.portal.set_registry_record("plone.available_languages", ["en", "de"])
    api.portal.set_registry_record("plone.default_language", language)
    transaction.commit()
    share_with("Jo Meyer <jo&co@example.org>, Supplier")
    (row,) = rows(steward.get(PANEL))
    assert spoken("input", row) == [box]
    if links is not None:
        assert spoken("a", row) == links


def test_the_details_of_a_row_and_what_is_done_there_lead_back_to_the_table(
    steward, share_with, site
):
    (share_id,) = share_with("jo@example.org")
    (row,) = rows(steward.get(PANEL))
    (details,) = re.findall(rf'href="([^"]*external-share-details/{share_id}[^"]*)"', row)
    assert details.endswith(f"/{share_id}?back=table")
    table = f"{site.absolute_url()}/{PANEL}"
    page = steward.http.get(details).text
    assert re.search(rf'class="externalshare-back"\s+href="{table}"', page)
    for verb in ("change", "revoke"):
        (form,) = re.findall(rf'href="([^"]*/{share_id}/{verb}[^"]*)"', page)
        assert form.endswith(f"/{verb}?back=table")
        asked = steward.http.get(form).text
        assert re.search(r'name="back"[^>]*value="table"', asked)
    assert re.search(r'name="back"[^>]*value="table"', page)
    view = f"@@external-share-details/{share_id}"
    done = steward.submit(f"{view}/resend", back="table")
    assert done.headers["Location"] == table
    shown = steward.submit(f"{view}/link", back="table").text
    assert re.search(rf'class="externalshare-back"\s+href="{table}"', shown)
    again = steward.get(f"{view}/link", back="table")
    assert again.headers["Location"] == details


def test_the_link_to_the_document_leads_to_it(steward, share_with, document):
    share_with("jo@example.org")
    (row,) = rows(steward.get(PANEL))
    url = re.search(r'href="([^"]*resolveuid[^"]*)"', row)[1]
    found = steward.http.get(url)
    assert found.status_code == 200
    assert found.url == f"{document.absolute_url()}/view"


def test_a_deleted_document_is_named_without_a_link_and_the_issue_explained(
    steward, share_with, document
):
    share_with("jo@example.org")
    api.content.delete(document, check_linkintegrity=False)
    transaction.commit()
    (row,) = rows(steward.get(PANEL))
    assert "SOP-014 Incoming inspection" in row
    assert "resolveuid" not in row
    assert "External sharing issue" in row
    assert "The document has been deleted." in row


def test_sixty_shares_come_in_three_pages_newest_first_and_back(steward, sixty):
    first = steward.get(PANEL)
    assert addresses(first) == [f"{number:02}" for number in range(59, 34, -1)]
    second = steward.get(link(first, "next"))
    assert addresses(second) == [f"{number:02}" for number in range(34, 9, -1)]
    third = steward.get(link(second, "next"))
    assert addresses(third) == [f"{number:02}" for number in range(9, -1, -1)]
    assert not link(third, "next")
    assert addresses(steward.get(link(third, "prev"))) == addresses(second)
    assert addresses(steward.get(link(second, "prev"))) == addresses(first)
    assert addresses(steward.get(link(third, "first"))) == addresses(first)
    assert not link(first, "prev")


def test_the_filter_is_kept_from_page_to_page(steward, sixty, share_with, ports):
    (odd,) = share_with("odd@elsewhere.example.org")
    found = ports()
    shares = [share for share in found.store.shares.values() if share.id != odd]
    Revoke(found)(shares[:40], Actor("user", "steward"))
    transaction.commit()
    first = steward.get(PANEL, status="revoked", q="supplier")
    assert len(rows(first)) == 25
    second = steward.get(link(first, "next"))
    assert len(rows(second)) == 15
    assert '<option value="revoked" selected="selected"' in second.text.replace("  ", " ")
    assert 'value="supplier"' in second.text
    assert len(rows(steward.get(PANEL, status="active"))) == 21


def test_words_narrow_to_title_name_address_and_organisation(steward, share_with, site):
    share_with("Jo Meyer <jo@supplier.example.org>, Supplier")
    share_with("Ann Zhou <ann@customer.example.org>, Customer")
    other = a_document(site, title="Zebra crossing plan")
    transaction.commit()
    share_with("Max Zee <max@council.example.org>", obj=other)
    for query, expected in (
        ("meyer", "Jo Meyer"),
        ("customer", "Ann Zhou"),
        ("zebra", "Max Zee"),
        ("council.example.org", "Max Zee"),
    ):
        (row,) = rows(steward.get(PANEL, q=query))
        assert expected in row, query


def test_an_empty_table_tells_where_sharing_begins(steward):
    page = steward.get(PANEL)
    assert "Nothing has been shared externally yet." in page.text
    assert "<table" not in page.text


def test_no_match_says_so_and_offers_to_show_all(steward, share_with):
    share_with("jo@example.org")
    page = steward.get(PANEL, q="nobody")
    assert "No share matches." in page.text
    assert "Show all" in page.text


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"status": "happy"}, "Status must be one of"),
        ({"cursor": "zz"}, "This cursor did not come from a list"),
        ({"cursor": "../../etc"}, "This cursor did not come from a list"),
    ],
)
def test_a_made_up_address_is_answered_with_a_sentence_and_the_first_page(
    steward, share_with, params, sentence
):
    share_with("jo@example.org")
    page = steward.get(PANEL, **params)
    assert page.status_code == 200
    assert sentence in page.text
    assert len(rows(page)) == 1


def test_forged_values_are_no_error(steward, share_with):
    share_with("jo@example.org")
    for query in ("q:list=a&q:list=b", "status:int=3", "cursor:record=x", "trail:tuple=1", "q=%00"):
        assert steward.get(f"{PANEL}?{query}").status_code == 200, query


def test_titles_and_organisations_are_shown_as_text(steward, share_with, site):
    odd = a_document(site, title="<script>alert(1)</script>")
    transaction.commit()
    share_with('Jo <jo@example.org>, R&D "North"', obj=odd)
    page = steward.get(PANEL).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "R&amp;D" in page


def test_looking_writes_nothing(steward, share_with, ports):
    share_with("jo@example.org")
    steward.get("@@overview-controlpanel")  # Plone itself writes at its first page
    before = ports().store._p_jar.db().lastTransaction()
    for view in ("", "-health", "-settings"):
        steward.get(f"{PANEL}{view}")
        assert ports().store._p_jar.db().lastTransaction() == before, view


def numbers(page):
    """What stands on top, by its name."""
    found = re.findall(r"<dt>.*?>([^<>]+)<.*?</dt>\s*<dd>([\d,.]+)</dd>", page.text, re.S)
    return {name.strip(): int(number) for name, number in found}


def test_numbers_on_top_say_how_the_site_stands(steward, share_with, ports):
    (first,) = share_with("jo@example.org")
    share_with("li@example.org")
    assert numbers(steward.get(PANEL)) == {
        "Active": 2,
        "Pending": 0,
        "Ending within 7 days": 2,
        "Refused in the last 24 hours": 0,
    }
    Revoke(ports())([ports().store.shares[first]], Actor("user", "steward"))
    transaction.commit()
    assert numbers(steward.get(PANEL))["Ending within 7 days"] == 1


def test_a_saved_view_narrows_the_table_and_stays_while_it_is_searched(steward, share_with):
    share_with("Jo Meyer <jo@example.org>")
    share_with("Kim Vos <kim@example.org>")
    page = steward.get(PANEL, view="expiring")
    assert len(rows(page)) == 2
    active = r'<a class="nav-link active"[^>]*view=expiring"[^>]*aria-current="page"'
    assert re.search(active, page.text)
    assert re.search(r'name="view"[^>]*value="expiring"', page.text)
    (row,) = rows(steward.get(PANEL, view="expiring", q="kim"))
    assert "Kim Vos" in row
    assert "No share matches." in steward.get(PANEL, view="suspended").text


def test_a_view_that_is_none_is_answered_with_a_sentence_and_the_first_page(steward, share_with):
    share_with("jo@example.org")
    page = steward.get(PANEL, view="lost")
    assert "View must be one of" in page.text
    assert len(rows(page)) == 1
