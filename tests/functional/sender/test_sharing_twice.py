"""One preview is one sending, however often and from wherever it is sent."""

from concurrent.futures import ThreadPoolExecutor
from tests.functional.sender.conftest import TWO_PEOPLE

import pytest
import re
import requests


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


def test_sharing_twice_with_the_same_person_is_allowed_and_visible(form, document, stored):
    for _again in range(2):
        form.get(f"{document.absolute_url()}/@@external-sharing")
        form.press("preview", recipients="jo@example.org")
        form.press("send")
    assert len(stored().shares) == 2
    assert len(stored().recipients) == 1
    assert form.text.count('class="externalshare-person"') == 2
