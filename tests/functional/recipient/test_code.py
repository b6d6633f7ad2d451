"""T25, T27-T30, T34: codes guessed, replayed, relayed, too old."""

from concurrent.futures import ThreadPoolExecutor
from tests.functional.recipient.reader import Reader

import pytest


# The server takes a hundred connections at a time: none may be kept.
CLOSE = {"Connection": "close"}


def wrong(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def test_a_wrong_code_says_how_many_tries_are_left(reader, sharing):
    reader.ask()
    answer = reader.give(wrong(sharing.code()))
    assert answer.status_code == 403
    assert "Tries left: 4" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert sharing.sessions() == []


@pytest.mark.parametrize("typed", ["", "abc", "1234", "123456789", "x" * 5000])
def test_what_is_no_code_spends_no_try(reader, sharing, typed):
    reader.ask()
    assert reader.give(typed).status_code == 400
    assert "Tries left: 4" in reader.give(wrong(sharing.code())).text


def test_a_code_typed_as_it_is_shown_is_right(reader, sharing):
    reader.ask()
    code = sharing.code()
    assert reader.give(f" {code[:4]}-{code[4:]} ").status_code == 303
    assert len(sharing.sessions()) == 1


def test_t25_of_two_hundred_parallel_guesses_five_are_answered(reader, sharing, share, clock):
    reader.ask()
    code = sharing.code()
    form = reader.form(f"{share.token}/code", "/code")
    cookies = dict(reader.http.cookies)

    def guess(place):
        browser = Reader(reader.base, share.token)
        browser.http.cookies.update(cookies)
        typed = f"{(int(code) + 1 + place) % 10**8:08d}"
        return browser.post(f"{share.token}/code", {**form, "code": typed}, headers=CLOSE)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(guess, range(200)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {403, 429}
    assert statuses.count(403) == 5
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 429)
    assert sharing.rows(share).count("code.refused") == 5
    assert reader.give(code).status_code == 429
    clock.pass_time(seconds=31)
    reader.ask()
    assert reader.give(sharing.code()).status_code == 303


def test_t27_wrong_codes_without_the_cookie_lock_nobody_out(site, reader, sharing, share):
    reader.ask()
    for _ in range(20):
        elsewhere = Reader(site.absolute_url(), share.token)
        elsewhere.ask("else@example.org")
        assert elsewhere.give("12345678").status_code in (403, 429)
    assert reader.give(sharing.code()).status_code == 303


def test_t28_a_code_opens_one_session_only(reader, sharing, share):
    reader.ask()
    code = sharing.code()
    form = reader.form(f"{share.token}/code", "/code")
    cookies = dict(reader.http.cookies)

    def give(_place):
        browser = Reader(reader.base, share.token)
        browser.http.cookies.update(cookies)
        return browser.post(f"{share.token}/code", {**form, "code": code}, headers=CLOSE)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(give, range(20)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303] + [403] * 19
    assert len(sharing.sessions()) == 1
    assert sharing.rows(share).count("code.accepted") == 1


def test_t29_a_code_is_worth_nothing_in_another_browser_or_at_another_link(
    site, reader, sharing, share
):
    other = sharing.share("Kim <kim@other.example.org>")
    reader.ask()
    code = sharing.code()
    form = reader.form(f"{share.token}/code", "/code")
    bare = Reader(site.absolute_url(), share.token)
    assert bare.post(f"{share.token}/code", {**form, "code": code}).status_code == 403
    bare.ask("else@example.org")
    assert bare.give(code).status_code == 403
    assert reader.post(f"{other.token}/code", {**form, "code": code}).status_code == 403
    assert sharing.sessions() == []
    assert reader.give(code).status_code == 303


def test_t29_a_new_code_kills_the_old_one(reader, sharing, clock):
    reader.ask()
    old = sharing.code()
    clock.pass_time(seconds=31)
    reader.ask()
    assert reader.give(old).status_code == 403
    assert reader.give(sharing.code()).status_code == 303


def test_t30_the_cookie_before_the_code_opens_nothing(site, reader, sharing, share):
    reader.ask()
    secret = reader.cookie("-code-").value
    name = reader.cookie("-code-").name
    for headers in (
        {"Cookie": f"{name}={secret}"},
        {"Cookie": f"{name.replace('-code', '')}={secret}"},
        {"Authorization": f"Bearer {secret}"},
    ):
        browser = Reader(site.absolute_url())
        browser.http.headers.update(headers)
        assert "SOP-014" not in browser.get().text
        assert browser.is_at(browser.get(f"d/{share.id}"))
        assert browser.is_at(browser.post(f"d/{share.id}/download", {"form": "0" * 32}))
        assert browser.get(f"file/{share.token}").status_code == 404
    assert sharing.stored(share).usage.opened == 0


def test_t30_no_step_can_be_skipped(site, share):
    browser = Reader(site.absolute_url(), share.token)
    assert browser.is_at(browser.get(f"{share.token}/code"), share.token)
    assert browser.post(f"{share.token}/code", {"code": "12345678"}).status_code == 403


@pytest.mark.parametrize(("seconds", "status"), [(599, 303), (600, 403), (-59, 303), (-3600, 403)])
def test_t34_a_code_lives_ten_minutes_and_dies_when_the_clock_goes_back(
    reader, sharing, clock, seconds, status
):
    reader.ask()
    code = sharing.code()
    clock.pass_time(seconds=seconds)
    assert reader.give(code).status_code == status
