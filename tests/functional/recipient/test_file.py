"""T21, T47-T49: the file itself, in parts, by name, and when it is none."""

from collective.externalshare.interfaces import IShareStore
from pathlib import Path
from tests.common.content import a_document
from tests.common.content import pdf_file
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.reader import Reader

import hashlib
import pytest
import re
import transaction


NAMES = (
    'a"\r\nX-Evil: y.pdf',
    "../../x",
    "invoice\u202efdp.exe",
    "n" * 300 + ".pdf",
    "Prüfplan 42%.pdf",
    "",
    "Протокол.pdf",
    "a;b.pdf",
)


@pytest.fixture
def copy(inside, share):
    """The address of a granted file, and its bytes."""
    url = inside.fetch(share)
    return url, inside.get(url).content


def test_t21_one_grant_serves_any_number_of_requests(inside, sharing, share, copy):
    url, whole = copy
    for place in range(50):
        start = place * 7
        answer = inside.get(url, headers={"Range": f"bytes={start}-{start + 99}"})
        assert answer.status_code == 206
        assert answer.content == whole[start : start + 100]
        assert answer.headers["Content-Range"] == f"bytes {start}-{start + 99}/{len(whole)}"
        assert answer.headers["Content-Length"] == "100"
    for _ in range(5):
        assert inside.get(url).content == whole
    for _ in range(3):
        head = inside.get(url, method="HEAD")
        assert head.headers["Content-Length"] == str(len(whole))
    # The same button again is the same grant.
    assert inside.fetch(share) == url
    usage = sharing.stored(share).usage
    assert (usage.opened, usage.downloads) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=-99999999", slice(0, None)),
        ("bytes=10-99999999", slice(10, None)),
    ],
)
def test_a_range_gives_exactly_its_bytes(inside, copy, asked, part):
    url, whole = copy
    answer = inside.get(url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[part]


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=x", "lines=1-2", "bytes=0-1,5-6", "bytes="])
def test_what_is_no_single_range_gives_the_whole(inside, copy, asked):
    url, whole = copy
    answer = inside.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, whole)


def test_a_range_beyond_the_end_is_416(inside, copy):
    url, whole = copy
    answer = inside.get(url, headers={"Range": f"bytes={len(whole)}-"})
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"
    assert wears_headers(answer)


def test_if_range_of_another_copy_gives_the_whole(inside, copy):
    url, whole = copy
    etag = inside.get(url).headers["ETag"]
    assert etag == f'"{hashlib.sha256(whole).hexdigest()}"'
    asked = {"Range": "bytes=0-9"}
    assert inside.get(url, headers={**asked, "If-Range": etag}).content == whole[:10]
    assert inside.get(url, headers={**asked, "If-Range": '"other"'}).content == whole


def test_the_file_is_served_as_what_it_is_and_can_run_nothing(inside, share):
    answer = inside.get(inside.fetch(share))
    assert wears_headers(answer)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in answer.headers["Content-Security-Policy"].split("; ")
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_ticket_is_worth_nothing_in_another_session_or_after_its_time(
    site, inside, sharing, share, copy, clock
):
    url, whole = copy
    assert Reader(site.absolute_url()).get(url).status_code == 404
    other = Reader(site.absolute_url(), share.token)
    clock.pass_time(seconds=31)
    other.enter(sharing)
    assert other.get(url).status_code == 404
    clock.pass_time(minutes=9, seconds=28)
    assert inside.get(url).content == whole
    clock.pass_time(seconds=1)
    answer = inside.get(url)
    assert answer.status_code == 404
    assert answer.content == inside.get("none").content


def test_view_only_offers_no_download_and_grants_none(inside, sharing, document, share, clock):
    looked = sharing.share(access="view")
    page = inside.page(f"d/{looked.id}")
    assert page.form_to("/download") is None
    form = page.form_to("/open").values
    assert inside.post(f"d/{looked.id}/download", form).status_code == 404
    answer = inside.get(inside.fetch(looked, "open"))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "/file/" not in answer.text
    assert "/download" not in answer.text
    transaction.begin()
    assert sharing.stored(looked).usage.downloads == 0


@pytest.mark.parametrize(
    "data",
    [b"<html><script>alert(1)</script></html>", b"<svg xmlns='x' onload='alert(1)'/>"],
)
def test_t47_a_document_that_became_something_else_is_not_available(
    inside, sharing, document, share, data
):
    url = inside.fetch(share)
    form = inside.form(f"d/{share.id}", "/download")
    transaction.begin()
    document.file = pdf_file(data, content_type="text/html")
    document.reindexObject()
    transaction.commit()
    assert inside.get(url).status_code == 404
    assert inside.post(f"d/{share.id}/download", form).status_code == 404
    assert inside.get(share.token).status_code == 404


def test_r20_t47_bytes_that_became_others_on_disk_are_never_sent(inside, copy, site):
    url, whole = copy
    transaction.begin()
    (template,) = [
        one
        for one in IShareStore(site).templates.values()
        if whole.startswith(Path(one.body.committed()).read_bytes())
    ]
    path = Path(template.body.committed())
    kept = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(b"<html><script>alert(1)</script>".ljust(len(kept)))
        answer = inside.get(url)
        assert answer.status_code == 503
        assert wears_headers(answer)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"alert" not in answer.content
    finally:
        path.write_bytes(kept)
    assert inside.get(url).content == whole


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_t48_a_name_ends_no_header_and_names_no_folder(site, sharing, name):
    transaction.begin()
    named = a_document(site)
    # Past the checks of the field, as an import or another program may.
    named.file.__dict__["filename"] = name
    named.file._p_changed = True
    transaction.commit()
    shared = sharing.share("names@supplier.example.org", document=named)
    reader = Reader(site.absolute_url(), shared.token)
    reader.ask("names@supplier.example.org")
    assert reader.give(sharing.code()).status_code == 303
    answer = reader.get(reader.fetch(shared))
    header = answer.headers["Content-Disposition"]
    assert re.fullmatch(
        r'attachment; filename="[ !#-\[\]-~]{1,130}\.pdf"; '
        r"filename\*=UTF-8''[A-Za-z0-9._~%-]{1,1200}\.pdf",
        header,
    ), header
    assert not re.search(r"[/\\]|\.\.|%2F|%5C|%0D|%0A|%E2%80%AE", header)
    assert "X-Evil" not in answer.headers


def test_t49_nothing_tells_where_a_document_lies(inside, document, share):
    transaction.begin()
    hidden = (document.absolute_url_path(), document.UID(), document.getId())
    answers = [inside.get(), inside.get(f"d/{share.id}"), inside.get(share.token)]
    answers += [inside.get(inside.fetch(share, how)) for how in ("open", "download")]
    assert all(answer.ok and answer.content for answer in answers)
    for answer in answers:
        for part in hidden:
            assert part not in str(answer.headers)
            assert part.encode() not in answer.content


def test_a_ticket_gives_nothing_while_no_revoke_could_be_recorded(inside, copy, monkeypatch):
    url, whole = copy
    monkeypatch.setenv("EXTERNALSHARE_KEY", "nonsense")
    for headers in ({}, {"Range": "bytes=0-99"}):
        answer = inside.get(url, headers=headers)
        assert answer.status_code == 503
        assert b"%PDF" not in answer.content
        assert wears_headers(answer)
        for said in ("Content-Disposition", "ETag", "Accept-Ranges"):
            assert said not in answer.headers
    monkeypatch.delenv("EXTERNALSHARE_KEY")
    assert inside.get(url).content == whole
