"""T15-T17: methods, scanners, and a form nobody typed into."""

from collective.externalshare.model.outbox import MailKind
from tests.common.numbers import SCANS
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.reader import Reader
from zope.component import adapter
from zope.component import getGlobalSiteManager
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubAfterTraversal

import pytest


ROUTES = {
    "": "GET, HEAD",
    "about": "GET, HEAD",
    "logo": "GET, HEAD",
    "leave": "POST",
    "{token}": "GET, HEAD",
    "{token}/email": "POST",
    "{token}/code": "GET, HEAD, POST",
    "d/{share}": "GET, HEAD",
    "d/{share}/open": "POST",
    "d/{share}/download": "POST",
    "d/{share}/password": "POST",
    "d/{share}/acknowledge": "POST",
    "file/{token}": "GET, HEAD",
    "stop/{token}": "GET, HEAD, POST",
}
VERBS = ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO", "GET", "HEAD", "POST")


@pytest.mark.parametrize("route", ROUTES)
def test_t15_other_methods_are_405_and_write_nothing(reader, sharing, share, route, caplog):
    path = route.format(token=share.token, share=share.id)
    before = sharing.last_write()
    for verb in VERBS:
        if verb in ROUTES[route].split(", "):
            continue
        answer = reader.get(path, method=verb, headers={"Sec-Fetch-Site": "same-origin"})
        assert (verb, answer.status_code) == (verb, 405)
        assert answer.headers["Allow"] == ROUTES[route]
        assert wears_headers(answer)
    assert sharing.last_write() == before
    assert "failed" not in caplog.text


def test_t15_head_is_get_without_a_body_and_without_a_write(inside, sharing, share, clock):
    ticket = inside.fetch(share)
    clock.pass_time(minutes=2)
    before = sharing.last_write()
    for path in ("", share.token, "about", f"d/{share.id}", ticket, "none"):
        head = inside.get(path, method="HEAD")
        assert head.content == b""
        assert wears_headers(head)
        assert sharing.last_write() == before
        get = inside.get(path)
        before = sharing.last_write()
        assert head.status_code == get.status_code
        assert int(head.headers["Content-Length"]) == len(get.content)
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.fixture
def scanning_page(chromium):
    """A page of a browser that runs scripts."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.campaign
def test_t16_scanners_burn_nothing(site, reader, sharing, share, scanning_page):
    before = sharing.last_write()
    scanner = Reader(site.absolute_url())
    for _ in range(SCANS):
        assert scanner.get(share.token, method="HEAD").status_code == 200
        assert scanner.get(share.token).status_code == 200
        assert scanning_page.goto(scanner.url(share.token)).status == 200
        assert scanning_page.evaluate("document.forms[0].elements.length") > 1
    assert sharing.last_write() == before
    assert not scanner.http.cookies
    assert not scanning_page.context.cookies()
    assert sharing.mails() == sharing.mails(MailKind.DECOY) == 0
    assert sharing.stored(share).usage.opened == 0
    reader.enter(sharing)
    assert reader.get(f"d/{share.id}").status_code == 200


def test_t17_the_address_must_be_typed(reader, sharing, share):
    page = reader.get(f"{share.token}?email=j.meyer@supplier.example.org")
    form = reader.page(share.token).form_asking("email")
    assert "j.meyer" not in page.text
    assert "<script" not in page.text
    assert form.values == {}
    assert 'value="' not in page.text.partition('name="email"')[2].partition(">")[0]
    for empty in ({}, {"email": ""}, {"email": "   "}):
        answer = reader.post(f"{share.token}/email", empty)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert sharing.mails() == 0
    assert not reader.http.cookies


def test_t19_only_a_pressed_button_counts(inside, sharing, share):
    for _ in range(5):
        inside.get(f"d/{share.id}")
        inside.get()
    assert sharing.stored(share).usage.opened == 0
    assert "share.opened" not in sharing.rows(share)
    inside.fetch(share, "open")
    assert sharing.stored(share).usage.opened == 1
    assert sharing.rows(share).count("share.opened") == 1


@pytest.fixture
def meddling():
    """Another add-on, which writes whenever a page is asked for; how often it did."""
    done = []

    @adapter(IPubAfterTraversal)
    def write(event):
        getSite().visited = len(done)
        done.append(event.request.environ["PATH_INFO"])

    manager = getGlobalSiteManager()
    manager.registerHandler(write)
    yield done
    manager.unregisterHandler(write)


def test_what_others_write_while_a_page_is_made_is_not_kept_either(
    inside, sharing, share, meddling
):
    before = sharing.last_write()
    paths = ("", share.token, f"{share.token}/code", "about", f"d/{share.id}", "none")
    for path in paths:
        for method in ("GET", "HEAD"):
            inside.get(path, method=method)
            assert (path, method, sharing.last_write()) == (path, method, before)
    assert len(meddling) == 2 * len(paths)


def test_a_living_session_is_noted_once_a_minute_and_nothing_else_is_written(
    inside, sharing, share, clock
):
    clock.pass_time(seconds=61)
    before = sharing.last_write()
    assert inside.get("").status_code == 200
    assert sharing.last_write() == before
    assert inside.get(f"d/{share.id}").status_code == 200
    first = sharing.last_write()
    assert first != before
    assert inside.get(f"d/{share.id}").status_code == 200
    assert sharing.last_write() == first
    (session,) = sharing.sessions()
    assert not session.stale(sharing.ports.now)


@pytest.mark.parametrize("verb", ["OPTIONS", "PUT", "PROPFIND", "FOO"])
def test_t15_other_methods_are_405_for_the_bare_name_too(reader, verb):
    answer = reader.get(f"{reader.base}/external-share", method=verb)
    assert answer.status_code == 405
    assert wears_headers(answer)
