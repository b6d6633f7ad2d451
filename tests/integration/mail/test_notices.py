"""Notices in the languages of the catalogues."""

from collective.externalshare.mail.invitation import SharedDocument
from collective.externalshare.mail.letterhead import Letterhead
from collective.externalshare.mail.notice import NoticeFacts
from collective.externalshare.mail.notice import write_notice
from collective.externalshare.mail.notices import NOTICES
from collective.externalshare.mail.plain import write_plain
from collective.externalshare.mail.words import Words
from collective.externalshare.model.wording import placeholders_in
from datetime import datetime
from datetime import UTC

import pytest


LINK = "https://share.example.org/@@external-share/" + "a" * 32
PAPER = SharedDocument("Procedure 7", "3", datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "view")
FACTS = NoticeFacts("Jo Meyer", "jo.meyer@example.org", "Erika Example", True, [PAPER], LINK)


@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_is_written_in_german(portal, kind):
    words = Words("de")
    wording = NOTICES[kind].wording(words)
    letter = write_notice(wording, FACTS, Letterhead("Example Works", "de"), words)
    text = write_plain(letter)
    assert letter.language == "de"
    assert "Guten Tag Jo Meyer," in text
    assert "Procedure 7" in text
    assert "{" not in letter.subject + text


@pytest.mark.parametrize("kind", NOTICES)
def test_translations_have_the_placeholders_of_the_original(portal, kind):
    english, german = (NOTICES[kind].wording(Words(language)) for language in ("en", "de"))
    assert english.text != german.text
    assert sorted(placeholders_in(english.text)) == sorted(placeholders_in(german.text))
    assert sorted(placeholders_in(english.subject)) == sorted(placeholders_in(german.subject))
