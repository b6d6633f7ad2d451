"""What the mails say, in text and HTML alike."""

from collective.externalshare.mail.html import write_html
from collective.externalshare.mail.invitation import SharedDocument
from collective.externalshare.mail.letter import Items
from collective.externalshare.mail.letterhead import Letterhead
from collective.externalshare.mail.plain import write_plain
from collective.externalshare.mail.words import Words
from dataclasses import replace
from tests.unit.mail.samples import CODE
from tests.unit.mail.samples import FACTS
from tests.unit.mail.samples import HEAD
from tests.unit.mail.samples import html_of
from tests.unit.mail.samples import letters
from tests.unit.mail.samples import PAPER
from tests.unit.mail.samples import parsed
from tests.unit.mail.samples import seen
from tests.unit.mail.samples import text_of
from tests.unit.mail.samples import UNTIL

import pytest
import re


HINT = "Or copy this address into your browser:"


HOSTILE = [
    "${python:1}",
    "${sender} ${site} $name",
    "{x.__class__}",
    "{{7*7}}",
    "<tal:x replace='python:1' />",
    "<script>alert(1)</script>",
    "%(name)s %s",
    "&amp; &lt;b&gt;",
    '"quoted" <a@evil.example.org>, b@evil.example.org',
]


@pytest.fixture(params=["invitation", "code", "trial", "seals"])
def letter(request):
    return letters()[request.param]


def bare(text):
    """Words only: neither layout nor the marks of plain text."""
    return re.sub(r"[\s>*()|:-]+", "", text)


def test_text_and_html_say_the_same(letter):
    message = parsed(letter)
    markup = seen(html_of(message))
    # The name above the card and the hint below the button make sense there only.
    words = "".join(markup.words).replace(letter.site, "", 1).replace(HINT, "")
    assert bare(words) == bare(text_of(message))


def test_the_html_part_fetches_nothing_and_links_nowhere_else(letter):
    markup = html_of(parsed(letter))
    assert set(seen(markup).links) <= {FACTS.link}
    for word in ("<img", "src=", "url(", "@import", "<script", "@font-face", "background="):
        assert word not in markup


@pytest.mark.parametrize("hostile", HOSTILE)
def test_placeholders_in_what_people_typed_stay_as_they_are(hostile):
    facts = replace(
        FACTS,
        name=hostile,
        sender=hostile,
        message=hostile,
        documents=[replace(PAPER, title=hostile, revision=hostile)],
    )
    head = Letterhead(hostile, contact=hostile, privacy_notice=hostile, signature=hostile)
    for letter in letters(facts, replace(CODE, name=hostile, sender=hostile), head).values():
        message = parsed(letter)
        flat = " ".join(text_of(message).split())
        shown = " ".join("".join(seen(html_of(message)).words).split())
        wanted = " ".join(hostile.split())
        assert wanted in flat
        assert wanted in shown
        assert "<script>alert" not in html_of(message)
        assert "<tal:" not in html_of(message)
        assert flat.count(wanted) >= shown.count(wanted) - 1


def test_a_code_mail_holds_the_code_and_no_link():
    letter = letters()["code"]
    message = parsed(letter)
    for part in (text_of(message), html_of(message)):
        assert "1234 5678" in part
        assert "http" not in part
        assert "www." not in part
        assert "href" not in part
    assert "1234" not in message["Subject"]
    assert "1234" not in letter.preview
    assert "10 minutes" in text_of(message)
    assert "17:00 (Europe/Berlin)" in " ".join(text_of(message).split())


def test_an_invitation_says_all_a_stranger_needs():
    text = " ".join(text_of(parsed(letters()["invitation"])).split())
    for words in (
        "Erika Example (Example Works) has shared this document",
        "Procedure 7 (revision 3)",
        "31 December 2026, 17:00 (Europe/Berlin)",
        "view only",
        "Please read.",
        FACTS.link,
        "jo.meyer@example.org",
        "one-time code",
        "Answer this mail to ask Erika Example.",
        "Document control, +49 30 123456",
        "https://www.example.org/privacy",
        "Example Works Ltd",
    ):
        assert words in text


def test_terms_that_differ_stand_at_their_document():
    later = SharedDocument("Manual", "", UNTIL.replace(day=5), "download")
    facts = replace(FACTS, documents=[PAPER, later])
    text = " ".join(text_of(parsed(letters(facts)["invitation"])).split())
    assert "has shared these 2 documents with you" in text
    assert "Manual (until 5 December 2026, 17:00 (Europe/Berlin), view and download)" in text


def test_the_link_stands_whole_on_a_line_of_the_text():
    assert FACTS.link in text_of(parsed(letters()["invitation"])).splitlines()


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../../etc/passwd", "Europe"])
def test_without_a_time_zone_the_mail_says_utc(zone):
    text = " ".join(text_of(parsed(letters(head=replace(HEAD, zone=zone))["code"])).split())
    assert "31 December 2026, 16:00 (UTC)" in text


def test_a_message_keeps_its_lines_and_loses_its_control_characters():
    facts = replace(FACTS, message="one\r\ntwo\rthree\0\x1b[31m\nfour\tfive")
    message = parsed(letters(facts)["invitation"])
    assert "> one\n> two\n> three[31m\n> four" in text_of(message)
    assert "one<br>\ntwo<br>\nthree[31m<br>\nfour" in html_of(message)


def test_a_message_keeps_the_joiners_that_some_scripts_spell_with():
    """Persian for "I want": without the joiner two words run together."""
    wanted = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    message = parsed(letters(replace(FACTS, message=wanted))["invitation"])
    assert wanted in text_of(message)
    assert wanted in html_of(message)


def test_a_language_without_a_catalogue_is_english_and_says_so():
    assert Words.first_of(["xx", "", "tlh-kl"]).tag == "en"


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("", "SOP-014"),
        ("revision 3", "SOP-014 (revision 3)"),
        ("1 May 2026, 12:00 (UTC)", "SOP-014, 1 May 2026, 12:00 (UTC)"),
    ],
)
def test_no_two_brackets_end_together(remark, said):
    letter = replace(letters()["code"], blocks=(Items((("SOP-014", remark),)),))
    assert said in write_plain(letter)
    assert said in "".join(seen(write_html(letter)).words)
