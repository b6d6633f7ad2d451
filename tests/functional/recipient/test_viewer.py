"""T50: a look is pages as pictures, and nothing else on any route."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.pages_seen import PagesSeen
from collective.externalshare.services.ports import ports_for
from io import BytesIO
from PIL import Image
from plone import api
from tests.common.content import a_document
from tests.functional.recipient.headers import wears_headers

import pikepdf
import pytest
import re
import transaction


@pytest.fixture
def viewed(inside, share):
    """The reader in the viewer: its address below the view, and the page."""
    path = inside.fetch(share, "open").partition("@@external-share/")[2]
    return path, inside.get(path)


def test_looking_leads_to_pages_and_not_to_a_file(viewed):
    address, page = viewed
    assert re.fullmatch(r"view/[0-9a-z]{32}", address)
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<h1>" in page.text


def test_t50_no_route_of_a_look_gives_bytes_of_a_pdf(inside, viewed):
    ticket = viewed[0].partition("/")[2]
    for path in (
        f"file/{ticket}",
        f"view/{ticket}/file",
        f"view/{ticket}/1",
        f"view/{ticket}/1/image",
    ):
        answer = inside.get(path, headers={"Range": "bytes=0-99"})
        assert b"%PDF" not in answer.content
        assert answer.headers["Content-Type"] != "application/pdf"
    assert inside.get(f"file/{ticket}").status_code == 404


def test_a_page_is_a_picture_that_nobody_keeps(inside, viewed):
    answer = inside.get(f"{viewed[0]}/1/image")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert wears_headers(answer)
    small = Image.open(BytesIO(answer.content))
    large = Image.open(BytesIO(inside.get(f"{viewed[0]}/1/large").content))
    assert small.size == pytest.approx((595 * 110 / 72, 842 * 110 / 72), abs=2)
    assert large.size == pytest.approx((595 * 150 / 72, 842 * 150 / 72), abs=2)


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "999999", "x", "01", "1.0", "%201"])
def test_t50_guessed_page_numbers_are_not_available(inside, viewed, number):
    for path in (
        f"{viewed[0]}/{number}/image",
        f"{viewed[0]}/{number}/text",
        f"{viewed[0]}/{number}",
    ):
        assert inside.get(path).status_code == 404


@pytest.mark.parametrize("typed", ["", "0", "99999", "x", "-3", "²"])
def test_a_page_number_that_is_none_shows_a_page_all_the_same(inside, viewed, typed):
    assert inside.get(f"{viewed[0]}?page={typed}").status_code == 200


def test_the_words_of_a_page_are_plain_text(inside, viewed):
    answer = inside.get(f"{viewed[0]}/1/text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.strip()


def test_a_page_without_words_says_so_where_they_would_stand(inside, sharing, site):
    scan, blank = BytesIO(), pikepdf.new()
    blank.add_blank_page()
    blank.save(scan)
    document = a_document(site, data=scan.getvalue())
    transaction.commit()
    share = sharing.share(document=document)
    path = inside.fetch(share, "open").partition("@@external-share/")[2]
    answer = inside.get(f"{path}/1/text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == "No text was found on this page."


def test_head_draws_nothing_and_notes_nothing(inside, viewed):
    answer = inside.get(f"{viewed[0]}/1/image", "HEAD")
    assert answer.status_code == 200
    assert answer.content == b""
    # The length that GET would have is not known without drawing.
    assert "Content-Length" not in answer.headers
    assert answer.headers["Content-Type"] == "image/jpeg"


def test_without_the_session_there_is_no_page(viewed, inside):
    inside.post("leave", inside.form("", "/leave"))
    for path in (viewed[0], f"{viewed[0]}/1", f"{viewed[0]}/1/image", f"{viewed[0]}/1/text"):
        assert inside.get(path).status_code == 404


def test_pages_sent_stand_in_the_history(site, inside, viewed, share):
    for number in (1, 1):
        assert inside.get(f"{viewed[0]}/{number}/image").status_code == 200
    transaction.begin()
    ports = ports_for(site)
    PagesSeen(ports).settle_all(100)
    transaction.commit()
    stored = ports.store.shares[share.id]
    rows = list(ports.store.chains[stored.invitation_id].rows())
    shown = [row for row in rows if row["action"] == Action.PAGES_SHOWN]
    assert [row["new"] for row in shown] == ["1"]


def test_too_many_pages_are_429_for_as_long_as_it_says(site, inside, viewed, share, clock):
    api.portal.set_registry_record("collective.externalshare.pages_per_minute", 10)
    transaction.commit()
    for _ in range(5):
        assert inside.get(f"{viewed[0]}/1/image").status_code == 200
        assert inside.get(f"{viewed[0]}/1/text").status_code == 200
        clock.pass_time(seconds=2)
    for method in ("GET", "HEAD"):
        for kind in ("image", "large", "text"):
            answer = inside.get(f"{viewed[0]}/1/{kind}", method)
            assert answer.status_code == 429
            assert answer.headers["Retry-After"] == "50"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert wears_headers(answer)
            assert ("go on: 50" in answer.text) is (method == "GET")
    # The page around them and the file are counted elsewhere.
    assert inside.get(viewed[0]).status_code == 200
    assert inside.get(inside.fetch(share)).content.startswith(b"%PDF")
    clock.pass_time(seconds=49)
    assert inside.get(f"{viewed[0]}/1/image", "HEAD").status_code == 429
    clock.pass_time(seconds=1)
    assert inside.get(f"{viewed[0]}/1/image", "HEAD").status_code == 200
    assert inside.get(f"{viewed[0]}/1/image").headers["Content-Type"] == "image/jpeg"
