"""T01-T04, T12: what a link tells to those who guess, steal or keep it too long."""

from collective.externalshare.model.secrets import new_secret
from datetime import datetime
from datetime import timedelta
from functools import partial
from ipaddress import ip_address
from plone import api
from tests.common.content import a_document
from tests.common.numbers import DEAD_LINKS
from tests.common.numbers import GUESSES
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.timing import ALIKE
from tests.functional.recipient.timing import times_differ_by
from zoneinfo import ZoneInfo
from ZPublisher import HTTPRequest

import hashlib
import pytest
import secrets
import transaction


ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
FIRST = ip_address("11.22.0.0")
PUBLIC = "11.22.33.44"
ODD = (
    "a" * 31,
    "a" * 33,
    "a" * 100_000,
    "%00",
    "_x",
    "@@x",
    "++api++",
    "aq_base",
    "REQUEST",
    "__call__",
    "manage_main",
    "index_html",
    "%2e%2e%2f",
    "%F0%9F%98%80",
    "%E2%80%8F",
    "u" * 32,
)


def a_guess():
    return "".join(secrets.choice(ALPHABET) for _ in range(32))


def public_address(number):
    """The address of a client out in the world."""
    return str(FIRST + number)


@pytest.fixture
def trusted_proxy():
    HTTPRequest.trusted_proxies.append("127.0.0.1")
    yield
    HTTPRequest.trusted_proxies.remove("127.0.0.1")


@pytest.mark.campaign
def test_t01_sixty_guesses_are_followed_by_429_and_nothing_is_written(
    reader, sharing, share, trusted_proxy
):
    expected, before = reader.get("none").content, sharing.last_write()
    for number in range(GUESSES):
        client, guess = divmod(number, 60)
        reader.http.headers["X-Forwarded-For"] = public_address(client)
        answer = reader.get(a_guess())
        assert (answer.status_code, answer.content) == (404, expected)
        if guess == 59:
            refused = reader.get(a_guess())
            assert refused.status_code == 429
            assert 0 < int(refused.headers["Retry-After"]) <= 600
    assert wears_headers(refused)
    # A good link tells itself apart no longer, with or without ++api++ (T13).
    reader.http.headers["X-Forwarded-For"] = public_address(0)
    assert reader.get(share.token).status_code == 429
    assert reader.get(f"{reader.base}/++api++/@@external-share/{a_guess()}").status_code == 429
    assert sharing.last_write() == before


def test_t01_the_limit_ends_after_ten_minutes_and_is_each_clients_own(
    reader, sharing, share, clock, trusted_proxy
):
    reader.http.headers["X-Forwarded-For"] = PUBLIC
    for _ in range(60):
        reader.get(a_guess())
    assert reader.get(share.token).status_code == 429
    reader.http.headers["X-Forwarded-For"] = "11.22.33.45"
    assert reader.get(share.token).status_code == 200
    reader.http.headers["X-Forwarded-For"] = PUBLIC
    clock.pass_time(minutes=10)
    assert reader.get(share.token).status_code == 200


def test_t76_behind_an_untrusted_proxy_nobody_is_locked_out(reader, share):
    reader.http.headers["X-Forwarded-For"] = PUBLIC
    for _ in range(65):
        reader.get(a_guess())
    assert reader.get(share.token).status_code == 200


@pytest.mark.parametrize("name", ODD, ids=range(len(ODD)))
def test_t02_odd_names_end_with_the_one_page(reader, sharing, name):
    before = sharing.last_write()
    expected = reader.get("none").content
    for path in (name, f"{name}/email", f"{reader.token}/{name}", f"d/{name}", f"file/{name}"):
        answer = reader.get(path)
        if answer.status_code != 404:
            assert answer.status_code == 405
            assert path.endswith("/email")
        else:
            assert answer.content == expected
        assert wears_headers(answer)
    assert sharing.last_write() == before


def test_t03_no_suffix_opens_what_the_path_before_it_does_not(inside, share):
    for suffix in ("extra", "@@download", "@@images/x", "download", "@@view", "../file", "open"):
        for path in (f"{share.token}/{suffix}", f"d/{share.id}/x/{suffix}"):
            answer = inside.get(path)
            assert (answer.status_code, answer.headers["Content-Type"]) == (
                404,
                "text/html; charset=utf-8",
            ), path


@pytest.fixture
def dead_ends(site, sharing, clock):
    """One link for each cause of not being available."""
    documents = {
        cause: a_document(site, title=f"{cause} document")
        for cause in ("revoked", "unpublished", "deleted", "replaced", "alive", "expired")
    }
    transaction.commit()
    shares = {
        cause: sharing.share(
            f"{cause}@supplier.example.org",
            document=document,
            days=1 if cause == "expired" else 7,
        )
        for cause, document in documents.items()
    }
    clock.pass_time(days=1)
    sharing.revoke(shares["revoked"])
    sharing.renew(shares["replaced"])
    transaction.begin()
    api.content.transition(documents["unpublished"].aq_parent, "retract")
    api.content.delete(documents["deleted"])
    transaction.commit()
    return shares


def test_t04_every_cause_gives_the_same_bytes(site, dead_ends):
    browser = Reader(site.absolute_url())
    paths = [share.token for cause, share in dead_ends.items() if cause != "alive"]
    paths += [a_guess(), "x", "not/a/route", "file/" + a_guess(), "logo"]
    assert browser.get(dead_ends["alive"].token).status_code == 200
    for language in ("en", "de"):
        browser.http.headers["Accept-Language"] = language
        answers = [browser.get(path) for path in paths]
        assert {answer.status_code for answer in answers} == {404}
        assert len({hashlib.sha256(answer.content).digest() for answer in answers}) == 1
        kept = [{k: v for k, v in a.headers.items() if k != "Date"} for a in answers]
        assert all(headers == kept[0] for headers in kept)


def test_t04_another_readers_and_a_revoked_document_look_unknown_behind_the_code(
    inside, sharing, share
):
    other = sharing.share("Kim <kim@other.example.org>")
    unknown = inside.get(f"d/{'0' * 32}")
    foreign = inside.get(f"d/{other.id}")
    sharing.revoke(share)
    revoked = inside.get(f"d/{share.id}")
    assert [answer.status_code for answer in (unknown, foreign, revoked)] == [404] * 3
    assert unknown.content == foreign.content == revoked.content
    assert unknown.content == inside.get("none").content


@pytest.mark.campaign
def test_t04_the_causes_take_the_same_time(site, dead_ends):
    browser, seen = Reader(site.absolute_url()), set()

    def ask(path):
        answer = browser.get(path)
        seen.add((answer.status_code, hashlib.sha256(answer.content).hexdigest()))

    links = {cause: share.token for cause, share in dead_ends.items() if cause != "alive"}
    links |= {"unknown": a_guess(), "malformed": "x" * 31}
    assert len(links) == 7
    cases = {cause: partial(ask, path) for cause, path in links.items()}
    assert times_differ_by(cases, DEAD_LINKS) < ALIKE
    ((status, _digest),) = seen
    assert status == 404


def test_t12_the_last_second_is_the_last(reader, share, clock, sharing):
    clock.pass_time(days=7, seconds=-1)
    assert reader.get(share.token).status_code == 200
    clock.pass_time(seconds=1)
    assert reader.get(share.token).status_code == 404
    clock.pass_time(seconds=1)
    assert reader.get(share.token).status_code == 404


@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 10, 30)])
def test_t12_a_changed_clock_in_berlin_moves_no_expiry(site, sharing, clock, day):
    berlin = ZoneInfo("Europe/Berlin")
    clock.moment = datetime(*day, 12, tzinfo=berlin)
    shared = sharing.share("dst@supplier.example.org", days=1)
    browser = Reader(site.absolute_url())
    end = clock.moment.astimezone(ZoneInfo("UTC")) + timedelta(days=1)
    for seconds, status in ((-1, 200), (0, 404), (1, 404)):
        clock.moment = end + timedelta(seconds=seconds)
        assert browser.get(shared.token).status_code == status


def test_a_secret_of_the_wrong_kind_is_no_link(reader):
    assert reader.get(new_secret()).status_code == 404


def test_a_link_in_capitals_still_works(reader, share):
    assert reader.get(share.token.upper()).status_code == 200
