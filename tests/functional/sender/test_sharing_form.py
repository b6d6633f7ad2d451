"""The sender's form over HTTP: what is typed, shown, refused and stored."""

from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.passwords import fits
from collective.externalshare.model.times import from_micros
from collective.externalshare.moments import site_zone
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.functional.sender.conftest import TWO_PEOPLE
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import re
import requests
import transaction


@pytest.fixture
def form(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    return emma


def kept(store):
    """How much of a sending is stored."""
    names = ("distributions", "invitations", "shares", "recipients", "outbox")
    return sum(len(getattr(store, name)) for name in names)


def date_from_now(days):
    return (datetime.now(UTC) + timedelta(days=days)).date()


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


def double_click(form, *buttons):
    """Submit one preview several times over, as hasty fingers and reloads do."""
    page = form.answer
    for button in buttons:
        form.answer = page
        form.press(button)


def test_a_preview_sent_twice_is_one_sending_and_says_the_same(form, stored):
    form.press("preview", recipients=TWO_PEOPLE)
    double_click(form, "send", "send", "links")
    assert form.answer.url.endswith("/@@external-shares")
    assert "Shared with 2 recipients. The mails are on their way." in form.text
    assert "links were made" not in form.text
    store = stored()
    assert (len(store.distributions), len(store.shares), len(store.outbox)) == (1, 2, 2)


def test_two_clicks_at_once_are_one_sending(form, stored):
    form.press("preview", recipients="jo@example.org")
    values = {**form.form("form.buttons.send").values, "form.buttons.send": "Send"}
    values = {k: v for k, v in values.items() if k != "form.buttons.links"}
    url, auth = form.form("form.buttons.send").action, form.session.auth
    with ThreadPoolExecutor(4) as pool:
        posts = [pool.submit(requests.post, url, values, auth=auth) for _ in range(4)]
    assert {post.result().status_code for post in posts} == {200}
    assert (len(stored().distributions), len(stored().outbox)) == (1, 1)


def test_each_preview_is_a_sending_of_its_own(form, stored):
    form.press("preview", recipients="jo@example.org")
    first = form.answer
    form.press("back")
    form.press("preview", recipients="jo@example.org")
    second = form.answer
    for page in (first, second):
        form.answer = page
        form.press("send")
    assert len(stored().distributions) == 2


@pytest.mark.parametrize("forged", ["", "x" * 32, "0" * 33, "0" * 31 + "\n"])
def test_an_operation_that_is_none_is_not_kept(form, stored, forged):
    form.press("preview", recipients="jo@example.org")
    values = form.form("form.buttons.send").values
    assert re.fullmatch(r"[0-9a-f]{32}", values["operation"])
    values = {**values, "operation": forged, "form.buttons.send": "Send"}
    form.session.post(form.form("form.buttons.send").action, values)
    assert (len(stored().distributions), len(stored().operations)) == (1, 0)


def test_links_without_mail_queue_nothing(form, stored):
    form.press("preview", recipients="jo@example.org")
    form.press("links")
    assert "A link for jo@example.org was made." in form.text
    assert "Link without mail" in form.text
    store = stored()
    assert (len(store.shares), len(store.outbox)) == (1, 0)


def test_sharing_twice_with_the_same_person_is_allowed_and_visible(form, document, stored):
    for _again in range(2):
        form.get(f"{document.absolute_url()}/@@external-sharing")
        form.press("preview", recipients="jo@example.org")
        form.press("send")
    assert len(stored().shares) == 2
    assert len(stored().recipients) == 1
    assert form.text.count('class="externalshare-person"') == 2


def test_back_keeps_what_was_typed(form, stored):
    typed = {"recipients": TWO_PEOPLE, "message": "Line one\nLine <two> & more", "until": "7"}
    form.press("preview", **typed)
    form.press("back")
    assert "Jo Meyer &lt;jo@example.org&gt;, Meyer Tools\nli@example.org" in form.plain
    assert "Line one\nLine &lt;two&gt; &amp; more" in form.plain
    assert form.form("form.buttons.preview").values["form.widgets.until"] == "7"
    assert kept(stored()) == 0


def test_cancel_leads_to_the_document(form, document):
    form.press("cancel")
    assert form.answer.url == f"{document.absolute_url()}/view"


def test_wrong_lines_are_named_with_number_and_text(form, stored):
    form.press("preview", recipients="Jo <jo@example.org>\nnobody\n\nRosa <rosa@>")
    assert "Line 2 is not a recipient: “nobody”." in form.text
    assert "Line 4 is not a recipient: “Rosa &lt;rosa@&gt;”." in form.text
    assert "Name at least one recipient" not in form.text
    assert "Jo &lt;jo@example.org&gt;\nnobody" in form.plain
    assert kept(stored()) == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"recipients": "\n\n"}, "Required input is missing."),
        ({"message": "x" * 2001}, "The message is longer than 2000 characters."),
        ({"until": "date"}, "Choose the date until when the share lasts."),
        (
            {"until": "date", "date": "2001-01-01"},
            "The share must last at least one hour from now.",
        ),
        ({"until": "date", "date": "2999-01-01"}, "A share may last for at most 90 days from now."),
        (
            {"until": "7", "date": "2999-01-01"},
            "Give either an end date or a number of days, not both.",
        ),
        (
            {"recipients": "\n".join(f"p{n}@example.org" for n in range(1001))},
            "There are too many lines: at most 1000 at once. Nothing was read.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_form_and_nothing_stored(form, stored, typed, sentence):
    form.press("preview", **{"recipients": "jo@example.org"} | typed)
    assert sentence in form.text
    assert form.form("form.buttons.preview")
    assert kept(stored()) == 0


@pytest.mark.parametrize("button", ["send", "links"])
def test_what_is_wrong_after_the_preview_is_said_at_the_form_too(form, stored, button):
    form.press("preview", recipients="jo@example.org")
    form.press(button, recipients="nobody", until="date", date="2999-01-01")
    assert "Line 1 is not a recipient" in form.text
    assert "Name at least one recipient" not in form.text
    assert "A share may last for at most 90 days from now." in form.text
    assert form.form("form.buttons.preview")
    assert kept(stored()) == 0


def test_days_that_are_not_offered_are_refused(form, stored):
    for until in ("365", "0", "-1", "tomorrow", ""):
        form.press("preview", recipients="jo@example.org", until=until)
        assert "There were some errors." in form.text
    assert kept(stored()) == 0


def test_a_date_lasts_until_the_end_of_the_day(form, stored, site):
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("plone.portal_timezone", "Europe/Berlin")
    transaction.commit()
    day = date_from_now(10)
    form.press("preview", recipients="jo@example.org", until="date", date=day.isoformat())
    assert f"{day.day} {day:%b} {day.year}, 23:59 CE" in form.text
    form.press("send")
    (share,) = stored().shares.values()
    local = from_micros(share.terms.expires).astimezone(ZoneInfo("Europe/Berlin"))
    assert (local.date(), f"{local:%H:%M}") == (day, "23:59")


@pytest.mark.parametrize("button", ["preview", "send", "links"])
def test_a_post_without_token_is_refused_and_stores_nothing(form, stored, button):
    form.press("preview", recipients="jo@example.org")
    if button == "preview":
        form.press("back")
    answer = form.press(button, without=("_authenticator",))
    assert answer.status_code == 403
    assert kept(stored()) == 0


def test_a_button_in_the_address_presses_nothing(form, document, stored):
    form.press("preview", recipients="jo@example.org")
    values = {**form.form("form.buttons.send").values, "form.buttons.send": "Send"}
    answer = form.get(f"{document.absolute_url()}/@@external-sharing?{urlencode(values)}")
    assert answer.status_code == 200
    assert kept(stored()) == 0


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


def test_the_last_day_of_the_maximum_may_be_picked(site, document, emma, clock):
    last = (clock.now() + timedelta(days=90)).date()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients=TWO_PEOPLE, until="date", date=last.isoformat())
    assert "Check before sending" in emma.text
