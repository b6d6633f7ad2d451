"""The page says what is recorded as the settings have it, and shows readers their own openings."""

from plone import api
from tests.functional.recipient.reader import Reader

import pytest
import transaction


PREFIX = "collective.externalshare"


@pytest.fixture
def setting(site):
    def change(**values):
        transaction.begin()
        for name, value in values.items():
            api.portal.set_registry_record(f"{PREFIX}.{name}", value)
        transaction.commit()

    return change


def words(reader):
    return " ".join(reader.get("about").text.split())


@pytest.mark.parametrize(
    ("detail", "said", "unsaid"),
    [
        ("full", "with the internet address and the browser it came from", "kind of browser"),
        ("truncated", "with the network and the kind of browser", "with the internet address and"),
        ("none", "but no internet address and no browser", "deleted from the records after"),
    ],
)
def test_it_says_what_is_recorded(setting, reader, detail, said, unsaid):
    setting(contact_detail=detail)
    text = words(reader)
    assert said in text
    assert unsaid not in text


def test_it_says_for_how_long(setting, reader):
    assert "are deleted from the records after 180 days." in words(reader)
    assert "stay as long as the records themselves." in words(reader)
    setting(contact_days=30, person_days=700)
    assert "are deleted from the records after 30 days." in words(reader)
    assert "are deleted from them after 700 days." in words(reader)
    assert "stay as long" not in words(reader)


def test_readers_find_the_way_back(inside):
    assert '<a class="back" href="/plone/@@external-share"' in words(inside)


def test_a_stranger_is_shown_no_way_back(reader):
    assert 'class="back"' not in words(reader)


def test_it_says_what_is_recorded_of_a_password(reader):
    said = "that one was entered and whether it was right, never the password itself."
    assert said in words(reader)


def test_readers_see_their_own_openings_and_nobody_else_does(site, sharing, inside, share):
    assert "What you opened" not in words(inside)
    inside.fetch(share)
    text = words(inside)
    assert "What you opened" in text
    assert "Downloaded" in text
    assert "127.0.0.1" in text
    stranger = Reader(site.absolute_url(), share.token)
    assert "What you opened" not in words(stranger)


def test_what_is_no_longer_shared_is_not_named(sharing, inside, share, document):
    inside.fetch(share)
    other = sharing.share()
    title = document.title
    assert title in words(inside)
    sharing.revoke(share)
    sharing.revoke(other)
    text = words(inside)
    assert title not in text
    assert "a document that is no longer shared with you" in text
