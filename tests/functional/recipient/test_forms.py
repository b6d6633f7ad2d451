"""T39-T41, T44, T45: forms of others, frames, plain http, addresses of others."""

from plone import api
from tests.functional.recipient.broken import BrokenChain
from tests.functional.recipient.broken import put_chain
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.reader import Reader
from urllib.parse import urlsplit

import pytest
import transaction


FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": None},
    {"Sec-Fetch-Site": None, "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": None, "Origin": "null"},
)


@pytest.fixture
def all_forms(inside, share):
    """Every form of a reader who is inside and asked for another code."""
    inside.ask()
    return {
        f"{share.token}/email": {"email": "x@example.org"},
        f"{share.token}/code": {
            **inside.form(f"{share.token}/code", "/code"),
            "code": "12345678",
        },
        f"d/{share.id}/open": inside.form(f"d/{share.id}", "/open"),
        f"d/{share.id}/download": inside.form(f"d/{share.id}", "/download"),
        "leave": inside.form("", "/leave"),
    }


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_t39_a_form_of_another_site_is_403_and_writes_nothing(inside, sharing, all_forms, headers):
    before = sharing.last_write()
    for path, fields in all_forms.items():
        answer = inside.post(path, fields, headers=headers)
        assert (path, answer.status_code) == (path, 403)
        assert wears_headers(answer)
    assert sharing.last_write() == before


def test_t39_without_sec_fetch_the_origin_decides(reader, sharing):
    parts = urlsplit(reader.base)
    origin = {"Sec-Fetch-Site": None, "Origin": f"{parts.scheme}://{parts.netloc}"}
    answer = reader.post(
        f"{reader.token}/email", {"email": "j.meyer@supplier.example.org"}, headers=origin
    )
    assert answer.status_code == 303
    assert sharing.mails() == 1


def test_t39_a_form_without_its_token_is_403_and_writes_nothing(inside, sharing, all_forms):
    before = sharing.last_write()
    for path, fields in all_forms.items():
        if "form" not in fields:
            continue
        for token in (None, "", "0" * 32, all_forms["leave"]["form"][::-1]):
            wrong = {**fields, "form": token} if token is not None else {}
            assert inside.post(path, wrong).status_code == 403
    assert sharing.last_write() == before
    assert len(sharing.sessions()) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "text/xml", "image/png"])
def test_t39_other_content_types_are_415(inside, sharing, all_forms, kind):
    before = sharing.last_write()
    for path in all_forms:
        answer = inside.post(path, '{"code": ["1"]}', headers={"Content-Type": kind})
        assert (path, answer.status_code) == (path, 415)
        assert wears_headers(answer)
    assert sharing.last_write() == before


def test_t40_a_code_posted_from_elsewhere_opens_no_session(reader, sharing, share):
    reader.ask()
    answer = reader.give(sharing.code(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert sharing.sessions() == []


def test_t41_no_answer_can_be_framed_whatever_its_status(inside, sharing, share):
    answers = {
        200: [inside.get(), inside.get(f"d/{share.id}"), inside.get(share.token)],
        303: [inside.ask(), inside.get(f"{share.token}/code", headers={"Cookie": ""})],
        404: [inside.get("none"), inside.get("none", method="HEAD")],
        405: [inside.get("", method="PUT"), inside.get("", method="OPTIONS")],
        400: [inside.post(f"{share.token}/email", {})],
        415: [inside.post("leave", "{}", headers={"Content-Type": "application/json"})],
    }
    answers[403] = [inside.give("12345678") for _ in range(5)]
    answers[429] = [inside.give("12345678")]
    for _ in range(31):
        limited = inside.ask("else@example.org")
    answers[429].append(limited)
    put_chain(sharing, share, BrokenChain)
    answers[500] = [inside.post("leave", inside.form("", "/leave"))]
    for status, found in answers.items():
        for answer in found:
            assert answer.status_code == status
            assert wears_headers(answer)


def test_t44_plain_http_is_explained_and_goes_round_in_no_circle(reader, sharing, share):
    before = sharing.last_write()
    elsewhere = {"Host": "documents.example.org"}
    answers = [reader.get(path, headers=elsewhere) for path in ("", share.token, "none")]
    answers += [reader.get("", headers={"Host": odd}) for odd in ("[::1", "]", "localhost@x")]
    answers.append(
        reader.post(f"{share.token}/email", {"email": "x@example.org"}, headers=elsewhere)
    )
    for answer in answers:
        assert answer.status_code == 400
        assert "HTTPS is required" in answer.text
        assert "Set-Cookie" not in answer.headers
        assert wears_headers(answer)
    assert sharing.last_write() == before


@pytest.mark.parametrize("evil", ["//evil.example", "https:evil.example", " //e", "////evil"])
def test_t45_no_field_leads_elsewhere(inside, all_forms, share, evil):
    names = ("next", "came_from", "return_to")
    query = dict.fromkeys(names, evil)
    answers = [
        inside.get(f"d/{'0' * 32}", params=query),
        inside.get(share.token, params=query),
        inside.get("", params=query),
    ]
    for path, fields in all_forms.items():
        answers.append(inside.post(path, {**fields, **query}))
        answers.append(inside.post(path, fields, params=query))
    answers.append(inside.get(f"d/{share.id}", params=query))
    assert [answer for answer in answers if answer.status_code == 303]
    for answer in answers:
        location = answer.headers.get("Location", inside.base)
        assert urlsplit(location).netloc == urlsplit(inside.base).netloc
        assert "evil" not in location


def test_t45_the_host_header_leads_nowhere(site, share, sharing):
    api.portal.set_registry_record(
        "collective.externalshare.link_base", "https://documents.example.org"
    )
    transaction.commit()
    browser = Reader(site.absolute_url(), share.token)
    answer = browser.ask()
    assert answer.headers["Location"].startswith("https://documents.example.org/@@external-share/")


@pytest.fixture
def without_link_base(site, share):
    api.portal.set_registry_record("collective.externalshare.link_base", "")
    transaction.commit()
    return Reader(site.absolute_url())


@pytest.mark.parametrize("host", ["", "localhost", "localhost:1", "127.0.0.1:9"])
def test_t45_without_a_link_base_no_host_is_named(without_link_base, share, host):
    browser, headers = without_link_base, {"Host": host} if host else {}
    answers = [
        browser.get(f"d/{share.id}", headers=headers),
        browser.post("leave", headers=headers),
        browser.post(f"{share.token}/email", {"email": "x@example.org"}, headers=headers),
    ]
    folder = urlsplit(browser.base).path
    assert [answer.headers["Location"] for answer in answers] == [
        f"{folder}/@@external-share",
        f"{folder}/@@external-share",
        f"{folder}/@@external-share/{share.token}/code",
    ]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "[::1", "]", "localhost@x"])
def test_t45_without_a_link_base_other_hosts_lead_nowhere(without_link_base, share, host):
    for path in ("", share.token, f"d/{share.id}"):
        answer = without_link_base.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert wears_headers(answer)
        assert host not in answer.text
