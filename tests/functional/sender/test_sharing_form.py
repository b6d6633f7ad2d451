"""The sender's form over HTTP: what is typed, shown and stored."""

from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.passwords import fits
from collective.externalshare.model.times import from_micros
from collective.externalshare.moments import site_zone
from plone import api
from tests.functional.sender.conftest import date_from_now
from tests.functional.sender.conftest import TWO_PEOPLE
from tests.functional.sender.shares import kept

import re
import transaction


def test_preview_says_who_gets_what_and_stores_nothing(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, message="Please read section 4.")
    for words in ("Check before sending", "Nothing has been sent yet.", "Meyer Tools"):
        assert words in form.text
    for words in ("Jo Meyer", "jo@example.org", "li@example.org", "Please read section 4."):
        assert words in form.text
    for words in ("SOP-014 Incoming inspection", "View in the browser", " UTC"):
        assert words in form.text
    assert kept(stored()) == 0


def test_send_stores_shares_and_queues_a_mail_for_each(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, message="Hello\r\nLi", access="download")
    form.press("send")
    assert form.answer.url.endswith("/@@external-shares")
    assert "Shared with 2 recipients. The mails are on their way." in form.text
    store = stored()
    (distribution,) = store.distributions.values()
    assert (distribution.message, distribution.sender.id) == ("Hello\nLi", "emma")
    shares = [store.shares[share_id] for share_id in distribution.share_ids]
    addresses = [store.recipients[share.recipient_id].address for share in shares]
    assert addresses == ["jo@example.org", "li@example.org"]
    assert {share.terms.access for share in shares} == {"download"}
    assert [row.kind for row in store.outbox.values()] == [MailKind.INVITATION] * 2


def test_more_terms_are_folded_away_checked_and_stored(form, stored):
    assert re.search(r"<details[^>]*>\s*<summary[^>]*>More terms</summary>", form.text)
    assert not re.search(r"<details[^>]* open", form.text)
    begins = date_from_now(3)
    form.press("preview", recipients=TWO_PEOPLE, access="view", limit="5")
    assert "Who may only view has nothing to download." in form.text
    assert re.search(r"<details[^>]* open", form.text)
    asked = {"access": "download", "limit": "5", "starts": begins.isoformat()}
    form.press("preview", recipients=TWO_PEOPLE, password="sunshine", **asked)
    assert "This password is one of those that are tried first." in form.text
    assert kept(stored()) == 0
    form.press("preview", recipients=TWO_PEOPLE, password="correct horse battery", **asked)
    assert "asked after the code" in form.text
    mail = " ".join(form.plain.partition("The mail to the first recipient")[2].split())
    assert "After that a password is asked; Emma Berg tells it to you in another way." in mail
    assert "no account and no password" not in mail
    assert "ask you for a password" not in mail
    assert re.search(r"Downloads at most</dt>\s*<dd>5</dd>", form.text)
    assert "Not before</dt>" in form.text
    form.press("send")
    share = next(iter(stored().shares.values()))
    assert share.terms.limit == 5
    assert fits(share.terms.password, "correct horse battery")
    assert from_micros(share.terms.starts).astimezone(site_zone()).date() == begins
    assert "5 of 5 downloads left" in form.text
    assert "Begins:" in form.text


def test_revision_and_acknowledgement_are_asked_for_shown_and_stored(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, revision_mode="ask_again")
    assert "Each revision can be acknowledged again only where" in form.text
    form.press("preview", recipients=TWO_PEOPLE, revision_mode="pinned", acknowledge_days="7")
    assert "Days to acknowledge count only where an acknowledgement is asked for." in form.text
    asked = {"acknowledge:list": "selected", "acknowledge_days": "7", "revision_mode": "pinned"}
    form.press("preview", recipients=TWO_PEOPLE, **asked)
    for words in ("This revision, as long as the document is published", "asked for"):
        assert words in form.text
    assert re.search(r"Days to acknowledge</dt>\s*<dd>7</dd>", form.text)
    assert "to acknowledge by" in form.plain
    form.press("send")
    share = next(iter(stored().shares.values()))
    terms = share.terms
    assert (terms.revision_mode, terms.acknowledge, terms.acknowledge_days) == ("pinned", True, 7)
    assert share.pin.sha256 == share.gate.current
    assert "Not acknowledged yet: revision 1, asked for by" in form.text
    assert "Remind all who have not opened or acknowledged it" in form.text


def test_the_sender_says_when_to_be_told_and_the_default_is_no_reason_to_unfold(
    site, document, form, stored
):
    assert form.form("form.buttons.preview").values["form.widgets.notify"] == "never"
    form.press("preview", recipients=TWO_PEOPLE, notify="first")
    assert re.search(r"told of openings</dt>\s*<dd>At the first opening</dd>", form.text)
    shown = form.answer
    form.press("back")
    assert re.search(r"<details[^>]* open", form.text)
    form.answer = shown
    form.press("send")
    assert {share.terms.notify for share in stored().shares.values()} == {"first"}
    api.portal.set_registry_record("collective.externalshare.default_notify", "daily")
    transaction.commit()
    form.get(f"{document.absolute_url()}/@@external-sharing")
    assert form.form("form.buttons.preview").values["form.widgets.notify"] == "daily"
    assert not re.search(r"<details[^>]* open", form.text)


def test_a_range_of_pages_is_checked_shown_and_stored(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, pages="two")
    assert "Write pages as numbers and ranges" in form.text
    form.press("preview", recipients=TWO_PEOPLE, pages="2-3")
    assert "has 2 pages, so there is no page 3." in form.text
    form.press("preview", recipients=TWO_PEOPLE, pages=" 2 ")
    assert re.search(r"Only these pages</dt>\s*<dd>2</dd>", form.text)
    assert "pages 2" in form.plain.partition("The mail to the first recipient")[2]
    form.press("send")
    assert {share.terms.pages for share in stored().shares.values()} == {"2"}


def test_links_without_mail_queue_nothing(form, stored):
    form.press("preview", recipients="jo@example.org")
    form.press("links")
    assert "A link for jo@example.org was made." in form.text
    assert "Link without mail" in form.text
    store = stored()
    assert (len(store.shares), len(store.outbox)) == (1, 0)


def test_cancel_leads_to_the_document(form, document):
    form.press("cancel")
    assert form.answer.url == f"{document.absolute_url()}/view"


def test_defaults_are_the_settings(site, document, emma):
    api.portal.set_registry_record("collective.externalshare.maximum_days", 40)
    api.portal.set_registry_record("collective.externalshare.default_days", 10)
    api.portal.set_registry_record("collective.externalshare.default_access", "download")
    transaction.commit()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    values = emma.form("form.buttons.preview").values
    assert (values["form.widgets.until"], values["form.widgets.access"]) == ("10", "download")
    assert "30 days, until" in emma.text
    assert "90 days, until" not in emma.text


def test_the_form_says_that_looking_gives_no_file_and_a_screen_can_be_photographed(form):
    assert "they see pictures of the pages and get no file" in form.text
    assert "a screen can be photographed all the same" in form.text


def test_words_of_the_sender_are_never_markup(form):
    form.press("preview", recipients='"<b>x</b>" <jo@example.org>', message="<script>1</script>")
    assert "Line 1 is not a recipient" in form.text
    assert "<script>1</script>" not in form.text
    form.press("preview", recipients="jo@example.org, A & B", message="<script>1</script>")
    assert "<script>1</script>" not in form.text
    assert "&lt;script&gt;1&lt;/script&gt;" in form.text
