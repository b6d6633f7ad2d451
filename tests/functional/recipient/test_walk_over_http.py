"""The walk of a recipient, step by step over HTTP."""

from datetime import datetime
from datetime import UTC
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader

import hashlib
import pytest
import re


def test_reader_walks_from_the_link_to_the_file(reader, sharing, share):
    landing = reader.get(share.token)
    assert landing.status_code == 200
    assert "Dana Ortiz" in landing.text
    assert "SOP-014" not in landing.text
    asked = reader.ask(ADDRESS.upper())
    assert reader.is_at(asked, f"{share.token}/code")
    verified = reader.give(sharing.code())
    assert reader.is_at(verified)
    portal = reader.get()
    assert "SOP-014 Incoming inspection" in portal.text
    assert ADDRESS in portal.text
    viewed = reader.get(reader.fetch(share, "open"))
    picture = reader.get(f"{viewed.url}/1/image")
    assert picture.headers["Content-Type"] == "image/jpeg"
    taken = reader.get(reader.fetch(share))
    rows = sharing.rows(share)
    assert rows[-4:] == ["code.requested", "code.accepted", "share.opened", "share.downloaded"]
    usage = sharing.stored(share).usage
    assert (usage.opened, usage.downloads) == (2, 1)
    last = list(sharing.ports.store.chains[share.invitation].rows())[-1]
    assert last["copy"] == hashlib.sha256(taken.content).hexdigest()


def test_portal_calls_a_document_new_until_it_was_opened(inside, share):
    assert ">New<" in inside.get().text
    inside.fetch(share, "open")
    page = inside.get().text
    assert ">Opened<" in page
    assert ">New<" not in page


@pytest.mark.parametrize(("language", "said"), [("en", "21 Nov 2026"), ("de", "21. Nov 2026")])
def test_portal_and_document_say_when_it_was_shared(site, sharing, clock, language, said):
    clock.moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    shared = sharing.share()
    clock.pass_time(days=2)
    reader = Reader(site.absolute_url(), shared.token, language)
    reader.enter(sharing)
    for path in ("", f"d/{shared.id}"):
        line = re.search(rf"<li>([^<]*{re.escape(said)})</li>", reader.get(path).text)
        assert line, path
        assert "23" not in line[1]
    if language == "en":
        assert " ".join(line[1].split()) == "shared on 21 Nov 2026"


def test_a_reader_of_some_pages_sees_which_they_are_and_no_others(site, sharing):
    shared = sharing.share(pages="2", password="correct horse battery")
    reader = Reader(site.absolute_url(), shared.token, "en")
    reader.enter(sharing)
    card = reader.get().text
    assert "<li>Pages 2 of 2</li>" in card
    assert "with a password</li>" in card


def test_the_viewer_of_some_pages_counts_these(inside, sharing):
    shared = sharing.share(pages="2")
    path = inside.fetch(shared, "open").partition("@@external-share/")[2]
    page = inside.get(path).text
    assert "Pages 2 of 2" in page
    assert "Page 1 of 1" in page
    assert "page 2" in inside.get(f"{path}/1/text").text
    assert inside.get(f"{path}/2/text").status_code == 404
