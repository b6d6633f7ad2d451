"""The tab Mails: words of mails changed, looked at, tried out and reset."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.letters import LETTERS
from plone import api
from tests.common.fresh import look_again
from tests.functional.admin.conftest import PANEL

import html
import pytest
import re
import transaction


MAILS = f"{PANEL}-mails"
WELCOME = f"{PANEL}-mail/welcome/en"
TEXT = "{greeting}\n\nnew from {sender}:\n\n{documents}\n\n{message}\n\n{link}"


def stored():
    look_again()
    return api.portal.get_registry_record("collective.externalshare.mail_words")


def rows(ports):
    found = ports().store.chains[ADMINISTRATION].rows()
    return [row for row in found if "mail_words" in row["new"]]


def alert(answer):
    found = re.search(r'<div class="alert alert-danger"\s+role="alert"\s*>([^<]*)<', answer.text)
    return html.unescape(found[1]).strip()


def test_the_list_names_every_mail_in_every_language(steward):
    page = steward.get(MAILS)
    assert page.status_code == 200
    for words in ("Invitation to several documents", "Goodbye", "To senders", "German"):
        assert words in page.text
    assert page.text.count(f"{PANEL}-mail/") == 2 * len(LETTERS)
    assert "Own words</" not in page.text


def test_the_page_begins_with_the_standard_words(steward):
    page = steward.get(WELCOME)
    assert 'value="{sender} has shared a document with you"' in page.text
    assert "{sender} ({site}) has shared this document with you:" in page.text
    for words in ("{minutes}", "Reset to the standard words"):
        assert words not in page.text
    for words in ("{link}", "(must be there)", "Procedure 7", "own link goes here"):
        assert words in page.text


def test_words_are_saved_with_evidence_and_reset(steward, ports):
    answer = steward.submit(WELCOME, subject="New for {name}", text=TEXT, save="1")
    assert answer.status_code == 303
    assert stored() == {"welcome/en": {"subject": "New for {name}", "text": TEXT}}
    page = steward.get(WELCOME)
    assert "New for Jo Example" in page.text
    assert "Own words" in steward.get(MAILS).text
    (row,) = rows(ports)
    assert row["old"] == "mail_words = welcome/en:"
    assert row["new"] == f"mail_words = welcome/en: New for {{name}}\n\n{TEXT}"
    assert row["actor"] == ["user", "steward"]
    assert steward.submit(WELCOME, reset="1").status_code == 303
    assert stored() == {}
    assert len(rows(ports)) == 2


def test_the_standard_words_are_not_stored(steward, ports):
    page = steward.get(WELCOME).text
    text = html.unescape(re.search(r"<textarea[^>]*>([^<]*)<", page)[1])
    subject = "{sender} has shared a document with you"
    assert steward.submit(WELCOME, subject=subject, text=text, save="1").status_code == 303
    assert stored() == {}
    assert rows(ports) == []


def test_what_cannot_be_sent_is_refused_and_kept_in_the_field(steward, ports):
    answer = steward.submit(WELCOME, subject="New", text="{greting} {link} {message}", save="1")
    assert answer.status_code == 400
    assert "{greting} is no placeholder" in alert(answer)
    assert "{greting} {link} {message}</textarea>" in answer.text
    answer = steward.submit(WELCOME, subject="New\r\nBcc: x@example.org", text=TEXT, save="1")
    assert (answer.status_code, alert(answer)) == (400, "The subject must be a single line.")
    answer = steward.submit(WELCOME, subject="New", text="{message}", save="1")
    assert "Put {link} into the text" in alert(answer)
    assert stored() == {}
    assert rows(ports) == []


def test_a_preview_stores_nothing_and_runs_nothing(steward):
    text = f"<script>alert(1)</script>{TEXT}"
    page = steward.submit(WELCOME, subject="Look, {name}", text=text, preview="1")
    assert page.status_code == 200
    assert "Look, Jo Example" in page.text
    assert "<script>alert(1)" not in page.text
    frame = re.search(r"<iframe[^>]*>", page.text)[0]
    assert "sandbox" in frame
    assert "&lt;script&gt;alert(1)" in html.unescape(frame)
    assert "<script>alert(1)" not in html.unescape(frame)
    assert stored() == {}


def test_a_test_has_the_stored_words(steward, ports):
    subject, address = "New for {name}", "me@example.org"
    asked = {"subject": subject, "text": TEXT, "address": address}
    answer = steward.submit(WELCOME, **asked, test="1")
    assert "Save first." in alert(answer)
    steward.submit(WELCOME, **asked, save="1")
    assert steward.submit(WELCOME, **asked, test="1").status_code == 303
    (mail,) = ports().store.outbox.values()
    assert (mail.kind, mail.subject_id, mail.language) == ("test", "welcome", "en")
    answer = steward.submit(WELCOME, **{**asked, "address": "nobody"}, test="1")
    assert (answer.status_code, len(ports().store.outbox)) == (400, 1)


@pytest.mark.parametrize("path", ["", "/welcome", "/wellcome/en", "/welcome/fr", "/welcome/en/x"])
def test_what_is_no_mail_is_not_found(steward, path):
    assert steward.get(f"{PANEL}-mail{path}").status_code == 404


def test_only_those_who_configure_come_here(visitor):
    assert visitor("editor").get(MAILS).status_code in (302, 401, 403)
    assert visitor("auditor").get(WELCOME).status_code in (302, 401, 403)
    assert visitor("auditor").post(WELCOME, reset="1").status_code in (302, 401, 403)


def test_without_a_token_nothing_is_stored(steward):
    answer = steward.post(WELCOME, subject="New", text=TEXT, save="1")
    assert answer.status_code == 403
    assert stored() == {}


def test_without_a_readable_key_nothing_is_stored(steward, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key at all")
    transaction.commit()
    answer = steward.submit(WELCOME, subject="New", text=TEXT, save="1")
    assert answer.status_code == 503
    assert stored() == {}
