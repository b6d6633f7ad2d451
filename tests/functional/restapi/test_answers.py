"""What every answer has in common: no secrets, no caches, the reader's language."""

from collective.externalshare.model.audit import Contact
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.ports import ports_for
from plone import api
from tests.functional.restapi.people import PASSWORD
from tests.functional.restapi.secrets import secrets_of

import pytest
import transaction


@pytest.fixture
def code_was_asked(site, admin, shared):
    """A reader came with the link and asked for a code, so that there are more secrets."""
    link = admin.post(f"{shared['@id']}/link", json={}).json()["link"]
    transaction.begin()
    admit = Admit(ports_for(site.portal))
    token = link.rpartition("/")[2]
    reader = Contact("198.51.100.7", "Browser")
    asked = admit.request_code(token, "jo@supplier.example.org", "", reader)
    admit.verify(token, "00000000", asked.browser, reader)
    transaction.commit()
    return shared


def test_no_answer_holds_a_secret(site, admin, document, code_was_asked):
    share = code_was_asked["@id"]
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    answers = [
        admin.post(site.of(document), json=body),
        admin.get(site.of(document)),
        admin.get(site.shares),
        admin.get(share),
        admin.get(f"{share}/events"),
        admin.patch(share, json={"access": "download"}),
        admin.get(f"{document.absolute_url()}?expand=external-shares"),
        admin.get(f"{site.url}/@actions"),
        admin.post(f"{share}/resend", json={"token": "x"}),
    ]
    for answer in answers:
        # Schemas of settings and Plone's own types are no business of ours.
        found = [one for one in secrets_of(site, answer.json()) if not one[0].startswith(".schema")]
        ours = [one for one in found if one != ("", "token") and "@types" not in one[0]]
        assert not ours, answer.url


def test_the_scan_would_find_a_secret(site, admin, code_was_asked):
    link = admin.post(f"{code_was_asked['@id']}/link", json={})
    assert secrets_of(site, link.json())
    assert secrets_of(site, {"items": [{"token_digest": "x"}]})
    assert secrets_of(site, {"items": [next(iter(site.store.tokens))]})


def test_no_answer_may_be_cached(site, admin, document, shared):
    for url in (site.shares, site.of(document), shared["@id"], f"{shared['@id']}/events"):
        assert admin.get(url).headers["Cache-Control"] == "private, no-store"


def test_a_refusal_speaks_the_language_of_the_request(site, admin, document, shared):
    transaction.begin()
    api.portal.set_registry_record("plone.available_languages", ["en", "de"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    transaction.commit()
    for language, words in (
        ("de", ("fehlt", "unbekannt", "Hier ist nichts")),
        ("en", ("is missing", "is unknown here", "There is nothing here")),
    ):
        admin.headers["Accept-Language"] = language
        answers = (
            admin.post(site.of(document), json={}),
            admin.get(f"{site.shares}?recipent=x"),
            admin.get(f"{site.shares}/{'0' * 32}"),
        )
        for answer, word in zip(answers, words, strict=True):
            assert word in answer.json()["message"]
    events = admin.get(f"{shared['@id']}/events", headers={"Accept-Language": "de"}).json()
    assert events["items"][0]["title"] == "Freigegeben"


def test_nothing_is_shared_before_mail_and_link_base_are_set(site, admin, document):
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    for record, value, word in (
        ("plone.smtp_host", "", "Mail is not set up"),
        ("collective.externalshare.link_base", "", "The address for links is not set"),
    ):
        transaction.begin()
        before = api.portal.get_registry_record(record)
        api.portal.set_registry_record(record, value)
        transaction.commit()
        for send in (True, False):
            answer = admin.post(site.of(document), json={**body, "send": send})
            assert (answer.status_code, len(site.store.shares)) == (400, 0)
            assert word in answer.json()["message"]
        transaction.begin()
        api.portal.set_registry_record(record, before)
        transaction.commit()


def test_without_a_readable_key_every_write_says_so_and_changes_nothing(
    site, admin, document, shared, monkeypatch
):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key at all")
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    for method, url, sent in (
        ("POST", site.of(document), body),
        ("PATCH", shared["@id"], {"access": "download"}),
        ("DELETE", shared["@id"], {}),
        ("POST", f"{shared['@id']}/resend", {}),
        ("POST", f"{shared['@id']}/link", {}),
    ):
        answer = admin.request(method, url, json=sent)
        assert (answer.status_code, answer.json()["type"]) == (503, "ServiceUnavailable"), url
        assert "EXTERNALSHARE_KEY" in answer.json()["message"]
    assert admin.get(shared["@id"]).json() == shared
    assert admin.get(f"{shared['@id']}/events").status_code == 200
    assert len(site.store.shares) == len(site.store.outbox) == 1


def test_a_log_in_by_cookie_or_by_token_writes_as_well_as_by_password(site, client, document):
    # plone.protect drops writes of a cookie without its own token, and says nothing.
    cookie, token = client(None), client(None)
    form = {"__ac_name": "editor", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    cookie.post(f"{site.url}/login", data=form, headers={"Accept": "text/html"})
    given = token.post(f"{site.url}/@login", json={"login": "editor", "password": PASSWORD})
    token.headers["Authorization"] = f"Bearer {given.json()['token']}"
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    for browser in (cookie, token):
        made = browser.post(site.of(document), json=body)
        share = made.json()["items"][0]
        assert site.stored(share).sender_id == "editor"
        browser.patch(share["@id"], json={"access": "download"})
        assert site.stored(share).terms.access == "download"
        assert browser.post(f"{share['@id']}/resend", json={}).status_code == 204
        assert browser.post(f"{share['@id']}/link", json={}).status_code == 200
        assert site.actions(share)[-2:] == ["invitation.queued", "link.shown"]
        browser.delete(share["@id"])
        assert site.stored(share).revocation.actor == "editor"
