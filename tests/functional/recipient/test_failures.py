"""T77, and what is said when something fails: no evidence, no bytes, no secrets in logs."""

from tests.functional.recipient.broken import BrokenChain
from tests.functional.recipient.broken import ContestedChain
from tests.functional.recipient.broken import put_chain
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.reader import ADDRESS
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubFailure

import pytest
import re
import transaction


@pytest.mark.campaign
def test_t77_without_evidence_there_is_no_ticket_and_no_byte(inside, sharing, share):
    form = inside.form(f"d/{share.id}", "/download")
    put_chain(sharing, share, BrokenChain)
    for how in ("open", "download"):
        answer = inside.post(f"d/{share.id}/{how}", form)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert b"%PDF" not in answer.content
        assert "Location" not in answer.headers
        assert wears_headers(answer)
    transaction.begin()
    store = sharing.ports.store
    assert len(store.grants) == len(store.tickets) == 0
    assert sharing.stored(share).usage.opened == 0


def test_a_defect_is_500_with_a_number_and_without_a_traceback(reader, sharing, share, caplog):
    put_chain(sharing, share, BrokenChain)
    answer = reader.ask()
    assert answer.status_code == 500
    assert wears_headers(answer)
    assert "Traceback" not in answer.text
    assert "no evidence" not in answer.text
    (number,) = re.findall(r"this number:\s*([0-9a-f]{8})", answer.text)
    assert number in caplog.text
    assert ADDRESS not in caplog.text
    assert sharing.mails() == 0


@pytest.fixture
def failures():
    """What an error log may print of requests that failed for good."""
    printed = []

    @adapter(IPubFailure)
    def note(event):
        if not event.retry:
            printed.append(str(event.request))

    manager = getGlobalSiteManager()
    manager.registerHandler(note)
    yield printed
    manager.unregisterHandler(note)


def test_a_conflict_without_end_is_503_and_the_error_log_learns_nothing(
    reader, sharing, share, failures
):
    reader.ask()
    code = sharing.code()
    put_chain(sharing, share, ContestedChain)
    answer = reader.give(code)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert wears_headers(answer)
    assert "Set-Cookie" not in answer.headers
    assert sharing.sessions() == []
    (printed,) = failures
    assert "REQUEST_METHOD" in printed
    for secret in (code, share.token, reader.cookie("-code-").value, ADDRESS):
        assert secret not in printed


@pytest.fixture(params=[ConflictError, POSKeyError])
def doomed(request):
    """Lets requests fail after the page was made, from the moment it is called."""
    begun = []

    @adapter(IPubBeforeCommit)
    def fail(event):
        if begun:
            raise request.param

    manager = getGlobalSiteManager()
    manager.registerHandler(fail)
    yield lambda: begun.append(True)
    manager.unregisterHandler(fail)


def test_what_could_not_be_committed_is_not_answered_as_done(inside, sharing, share, clock, doomed):
    clock.pass_time(minutes=1)
    inside.ask()
    typed = {**inside.form(f"{share.token}/code", "/code"), "code": sharing.code()}
    forms = {
        f"{share.token}/email": {"email": ADDRESS},
        f"{share.token}/code": typed,
        f"d/{share.id}/open": inside.form(f"d/{share.id}", "/open"),
        "leave": inside.form("", "/leave"),
    }
    before, cookies = sharing.last_write(), inside.http.cookies.get_dict()
    doomed()
    for path, fields in forms.items():
        answer = inside.post(path, fields)
        assert (path, answer.status_code in (500, 503)) == (path, True)
        assert int(answer.headers["Retry-After"]) > 0
        assert wears_headers(answer)
        for said in ("Location", "Set-Cookie", "Clear-Site-Data"):
            assert said not in answer.headers
    assert inside.http.cookies.get_dict() == cookies
    assert sharing.last_write() == before


def test_a_file_that_could_not_be_noted_is_not_announced(inside, share, clock, doomed):
    ticket = inside.fetch(share)
    clock.pass_time(minutes=2)
    doomed()
    get, head = inside.get(ticket), inside.get(ticket, method="HEAD")
    for answer in (get, head):
        assert answer.status_code in (500, 503)
        assert wears_headers(answer)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        for said in ("Content-Disposition", "ETag", "Accept-Ranges"):
            assert said not in answer.headers
    assert b"%PDF" not in get.content
    assert head.content == b""


@pytest.mark.parametrize("path", ["{token}/email", "{token}/code", "d/{share}/open"])
def test_unusable_keys_are_503_and_nothing_is_written(inside, sharing, share, monkeypatch, path):
    inside.ask()
    before = sharing.last_write()
    monkeypatch.setenv("EXTERNALSHARE_KEY", "nonsense")
    fields = {"email": ADDRESS, "code": "12345678", "form": "0" * 32}
    answer = inside.post(path.format(token=share.token, share=share.id), fields)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert wears_headers(answer)
    assert "nonsense" not in answer.text
    assert sharing.last_write() == before


def test_unusable_keys_are_503_on_pages_with_forms(inside, share, monkeypatch):
    inside.ask()
    monkeypatch.setenv("EXTERNALSHARE_KEY", "nonsense")
    for path in ("", f"d/{share.id}", f"{share.token}/code"):
        assert inside.get(path).status_code == 503
