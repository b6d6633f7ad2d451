"""The table of every share: what it shows, and where it leads."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.services.revoke import Revoke
from plone import api
from tests.common.content import a_document
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.tables import rows

import html
import pytest
import re
import transaction


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


def test_an_empty_table_tells_where_sharing_begins(steward):
    page = steward.get(PANEL)
    assert "Nothing has been shared externally yet." in page.text
    assert "<table" not in page.text


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
