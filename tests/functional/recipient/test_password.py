"""The password of a document as its reader meets it."""

from tests.functional.recipient.reader import Reader

import pytest


SECRET = "correct horse battery"


@pytest.fixture
def secured(site, sharing):
    return sharing.share(password=SECRET)


def test_t43_the_password_is_asked_behind_the_code_and_opens_the_document(
    inside, sharing, secured, share
):
    """Verified by another link, which needs none."""
    page = f"d/{secured.id}"
    form = inside.form(f"d/{share.id}", "/download")
    for way in ("open", "download"):
        assert inside.post(f"{page}/{way}", form).status_code == 404
    asked = inside.get(page)
    assert (asked.status_code, "/download" in asked.text) == (200, False)
    assert "This document has a password besides your code." in asked.text
    typed = inside.form(page, "/password")
    wrong = inside.post(f"{page}/password", {**typed, "password": "wrong horse"})
    assert wrong.status_code == 403
    assert "That password is not right. Tries left: 4." in wrong.text
    assert inside.post(f"{page}/password", {**typed, "password": ""}).status_code == 400
    assert inside.post(f"{page}/password", {"password": SECRET}).status_code == 403
    right = inside.post(f"{page}/password", {**typed, "password": SECRET})
    assert right.status_code == 303
    assert right.headers["Location"].endswith(page)
    assert inside.get(inside.fetch(secured)).content.startswith(b"%PDF-")
    told = sharing.rows(secured)[-3:]
    assert told == ["password.refused", "password.accepted", "share.downloaded"]


def test_five_tries_are_answered_and_then_nobody_gets_in_for_an_hour(inside, secured):
    page = f"d/{secured.id}"
    typed = inside.form(page, "/password")
    for _ in range(5):
        assert inside.post(f"{page}/password", {**typed, "password": "wrong"}).status_code == 403
    spent = inside.post(f"{page}/password", {**typed, "password": SECRET})
    assert (spent.status_code, spent.headers["Retry-After"]) == (429, "3600")


def test_without_a_session_there_is_no_password_to_be_tried(site, secured):
    stranger = Reader(site.absolute_url())
    answer = stranger.post(f"d/{secured.id}/password", {"password": SECRET})
    assert answer.headers["Location"].endswith("/@@external-share")


def test_of_what_is_not_there_no_password_is_asked(inside, sharing, secured):
    page = f"d/{secured.id}"
    typed = inside.form(page, "/password")
    sharing.revoke(secured)
    unknown = inside.get("d/" + "0" * 32)
    asked, given = inside.get(page), inside.post(f"{page}/password", {**typed, "password": SECRET})
    assert (asked.status_code, given.status_code) == (404, 404)
    assert asked.text == given.text == unknown.text
