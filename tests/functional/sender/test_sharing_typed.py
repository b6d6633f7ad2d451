"""What is typed wrong is said at the sender's form, kept there, and stores nothing."""

from collective.externalshare.model.times import from_micros
from datetime import timedelta
from plone import api
from tests.functional.sender.conftest import date_from_now
from tests.functional.sender.conftest import TWO_PEOPLE
from tests.functional.sender.shares import kept
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import transaction


def test_back_keeps_what_was_typed(form, stored):
    typed = {"recipients": TWO_PEOPLE, "message": "Line one\nLine <two> & more", "until": "7"}
    form.press("preview", **typed)
    form.press("back")
    assert "Jo Meyer &lt;jo@example.org&gt;, Meyer Tools\nli@example.org" in form.plain
    assert "Line one\nLine &lt;two&gt; &amp; more" in form.plain
    assert form.form("form.buttons.preview").values["form.widgets.until"] == "7"
    assert kept(stored()) == 0


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


def test_the_last_day_of_the_maximum_may_be_picked(site, document, emma, clock):
    last = (clock.now() + timedelta(days=90)).date()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients=TWO_PEOPLE, until="date", date=last.isoformat())
    assert "Check before sending" in emma.text
