"""M5: pages that name recipients are for three methods, and for no cache."""

from pathlib import Path
from tests.functional.sender.conftest import Client

import collective.externalshare.browser
import hashlib
import pytest
import re


PAGES = (
    "{document}/@@external-sharing",
    "{document}/@@external-shares",
    "{site}/@@external-share-details/{share}",
    "{site}/@@external-share-details/{share}/revoke",
    "{site}/@@external-share-details/{share}/change",
    "{site}/@@externalshare-controlpanel",
    "{site}/@@externalshare-controlpanel-health",
    "{site}/@@externalshare-controlpanel-settings",
    "{site}/@@externalshare-controlpanel-revoke?ids={share}",
)
STATIC = Path(collective.externalshare.browser.__file__).with_name("static")
VERBS = ("", "/link", "/resend", "/codes", "/revoke", "/change")


@pytest.mark.parametrize("page", PAGES)
def test_no_cache_keeps_a_page_that_names_recipients(site, document, mira, share, page):
    url = page.format(site=site.absolute_url(), document=document.absolute_url(), share=share)
    answer = mira.session.get(url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["q", "cursor:list", "form.widgets.reason", "x.y:record"])
@pytest.mark.parametrize("page", [page for page in PAGES if "ids=" not in page])
def test_what_is_no_text_is_400_and_read_as_nothing(site, document, mira, share, page, name):
    url = page.format(site=site.absolute_url(), document=document.absolute_url(), share=share)
    answer = mira.session.get(f"{url}?{name}=a%ff")
    assert answer.status_code == 400
    assert "characters that are no text" in answer.text
    # The message is told once.
    answer = mira.session.get(url)
    assert answer.status_code == 200
    assert "characters that are no text" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "FOO"])
def test_m5_other_methods_open_no_page_of_a_share(site, mira, share, stored, method):
    before = stored()._p_jar.db().lastTransaction()
    for verb in VERBS:
        url = f"{site.absolute_url()}/@@external-share-details/{share}{verb}"
        answer = mira.session.request(method, url, headers={"Connection": "close"})
        assert (verb, answer.status_code) == (verb, 405)
        assert answer.headers["Allow"] == "GET, HEAD, POST"
        assert answer.content == b""
    # Of a visitor no more is said than that.
    assert Client().session.request(method, url).status_code == 405
    assert stored()._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("{document}/@@external-shares", {"externalshare.css", "sender.js"}),
        ("{site}/@@externalshare-controlpanel", {"externalshare.css", "admin.css"}),
        ("{site}/@@external-share/none", {"recipient.css"}),
    ],
)
def test_no_browser_keeps_an_old_style_or_script(site, document, mira, page, files):
    text = mira.session.get(
        page.format(site=site.absolute_url(), document=document.absolute_url())
    ).text
    ours = r'(?:href|src)="[^"]*\+\+resource\+\+collective\.externalshare/([^"?]*)\?v=([^"]*)"'
    named = dict(re.findall(ours, text))
    assert text.count("++resource++collective.externalshare") == len(named)
    assert named == {
        name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8] for name in files
    }
