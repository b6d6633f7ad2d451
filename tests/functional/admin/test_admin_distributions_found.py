"""The table of every share, narrowed and paged: by filters, words and saved views."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.services.revoke import Revoke
from tests.common.content import a_document
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.tables import addresses
from tests.functional.admin.tables import link
from tests.functional.admin.tables import rows

import pytest
import re
import transaction


@pytest.fixture
def sixty(share_with):
    """Readers 0 to 59; the last is the newest."""
    for number in range(60):
        share_with(f"Reader {number} <reader-{number:02}@example.org>, Supplier", by_mail=False)


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
