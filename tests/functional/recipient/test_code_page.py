"""The page for the code: it confirms that one was asked for, to friend and stranger alike."""

from plone import api
from tests.functional.recipient.reader import Reader

import pytest
import re
import transaction


STRANGER = "kim@elsewhere.example.org"


def confirmed(page):
    """What a page's status line says."""
    found = re.search(r'role="status"[^>]*>(.*?)</p>', page.text, re.S)
    return found and " ".join(found[1].split())


@pytest.fixture
def at_six(site, clock):
    """Two minutes past six in the evening, in Berlin."""
    api.portal.set_registry_record("plone.portal_timezone", "Europe/Berlin")
    transaction.commit()
    clock.moment = clock.moment.replace(year=2027, month=1, day=15, hour=17, minute=2, second=0)


def test_the_page_says_when_a_code_was_asked_for(at_six, reader, clock):
    asked = reader.ask()
    assert asked.status_code == 303
    clock.pass_time(minutes=3)
    assert confirmed(reader.get(asked.headers["Location"])) == (
        "A code was asked for at 18:02 CET. "
        "A new one can be asked for every 30 seconds, up to 5 in an hour."
    )


def test_a_new_code_is_confirmed_with_its_own_time(at_six, reader, clock):
    reader.ask()
    clock.pass_time(seconds=20)
    reader.ask()
    assert "at 18:02" in confirmed(reader.get(f"{reader.token}/code"))
    clock.pass_time(minutes=1)
    reader.ask()
    assert "at 18:03" in confirmed(reader.get(f"{reader.token}/code"))


def test_friend_and_stranger_are_told_the_same(at_six, site, reader, share):
    stranger = Reader(site.absolute_url(), share.token)
    for browser, address in ((reader, "j.meyer@supplier.example.org"), (stranger, STRANGER)):
        browser.ask(address)
    told = [browser.get(f"{share.token}/code") for browser in (reader, stranger)]
    assert confirmed(told[0]) == confirmed(told[1]) is not None
    refused = [browser.give("12345678") for browser in (reader, stranger)]
    assert [answer.status_code for answer in refused] == [403, 403]
    assert confirmed(refused[0]) == confirmed(refused[1]) == confirmed(told[0])


def test_at_another_link_nothing_was_asked_for(reader, sharing):
    other = sharing.share("Kim <kim@other.example.org>")
    reader.ask()
    page = reader.get(f"{other.token}/code")
    assert page.status_code == 200
    assert confirmed(page) is None


def test_looking_at_the_page_writes_nothing(reader, sharing):
    reader.ask()
    before = sharing.last_write()
    assert confirmed(reader.get(f"{reader.token}/code"))
    assert sharing.last_write() == before
