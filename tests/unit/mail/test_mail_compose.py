"""Headers, bodies and what cannot get into them."""

from collective.externalshare.mail.code import CodeFacts
from collective.externalshare.mail.code import write_code
from collective.externalshare.mail.compose import compose
from collective.externalshare.mail.compose import Envelope
from collective.externalshare.mail.invitation import InvitationFacts
from collective.externalshare.mail.invitation import SharedDocument
from collective.externalshare.mail.invitation import write_invitation
from collective.externalshare.mail.letter import Letter
from collective.externalshare.mail.letter import Paragraph
from collective.externalshare.mail.letterhead import Letterhead
from collective.externalshare.mail.trial import TrialFacts
from collective.externalshare.mail.trial import write_trial
from collective.externalshare.mail.words import Words
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from email import message_from_bytes
from email import policy
from email.utils import getaddresses
from html.parser import HTMLParser
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import pytest
import re


HINT = "Or copy this address into your browser:"
LONG_HOST = "very-long-label." * 12 + "example.org"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
UNTIL = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
HEAD = Letterhead(
    "Example Works",
    "en",
    "Europe/Berlin",
    contact="Document control, +49 30 123456",
    privacy_notice="How we treat your data: https://www.example.org/privacy",
    signature="Example Works Ltd, 1 Example Street",
)
ENVELOPE = Envelope(
    "ab" * 16,
    ("Example Works", "noreply@example.org"),
    ("Erika Example", "erika@example.org"),
    "jo.meyer@example.org",
    "https://share.example.org:8443/portal",
)
PAPER = SharedDocument("Procedure 7", "3", UNTIL, "view")
FACTS = InvitationFacts(
    "Jo Meyer",
    "jo.meyer@example.org",
    "Erika Example",
    True,
    "Please read.\n\nBest wishes",
    "https://share.example.org:8443/portal/@@external-share/" + "a" * 32,
    [PAPER],
)
CODE = CodeFacts("Jo Meyer", "Erika Example", "12345678", 10, UNTIL)
ENGLISH = Words("en")
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


class Words_(HTMLParser):  # noqa: N801
    """Collects the words a person sees."""

    def __init__(self):
        super().__init__()
        self.hidden = 0
        self.words = []
        self.links = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ("head", "style", "title") or "display:none" in (values.get("style") or ""):
            self.hidden += 1
        self.links.extend(value for name, value in attributes if name in ("href", "src"))

    def handle_endtag(self, tag):
        if tag in ("head", "style", "title") or (tag == "div" and self.hidden):
            self.hidden -= 1

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def seen(markup):
    parser = Words_()
    parser.feed(markup)
    return parser


def parsed(letter, envelope=ENVELOPE):
    return message_from_bytes(bytes(compose(letter, envelope, NOW)), policy=policy.default)


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(message):
    return message.get_body(("html",)).get_content().replace("\r\n", "\n")


def bare(text):
    """Words only: neither layout nor the marks of plain text."""
    return re.sub(r"[\s>*()|:-]+", "", text)


def letters(facts=FACTS, code=CODE, head=HEAD, words=ENGLISH):
    return {
        "invitation": write_invitation(facts, head, words),
        "code": write_code(code, head, words),
        "trial": write_trial(TrialFacts(NOW, "https://share.example.org"), head, words),
    }


@pytest.fixture(params=["invitation", "code", "trial"])
def letter(request):
    return letters()[request.param]


def test_every_mail_has_the_headers_of_an_automatic_one(letter):
    message = parsed(letter)
    assert message["From"] == "Example Works <noreply@example.org>"
    assert message["Reply-To"] == "Erika Example <erika@example.org>"
    assert message["To"] == "jo.meyer@example.org"
    assert message["Subject"] == letter.subject
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == f"<{'ab' * 16}@share.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "en"


def test_text_comes_first_and_both_parts_are_utf_8(letter):
    message = parsed(letter)
    assert message.get_content_type() == "multipart/alternative"
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in parts} == {"utf-8"}


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


def test_answers_go_to_the_site_where_the_sender_has_no_address():
    for address in ("", "nobody", "a@example.org\r\nBcc: b@example.org"):
        message = parsed(letters()["code"], replace(ENVELOPE, sender=("Erika", address)))
        assert message["Reply-To"] == "Example Works <noreply@example.org>"
        assert message["Bcc"] is None


def test_the_message_id_is_the_same_at_every_try():
    letter = letters()["invitation"]
    later = NOW.replace(hour=23)
    first, second = compose(letter, ENVELOPE, NOW), compose(letter, ENVELOPE, later)
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("http://localhost:8080/Plone", "localhost"),
        ("", "example.org"),
        ("https://evil\r\nBcc: a@example.org/", "example.org"),
        ("https://[::1]:80/", "example.org"),
        ("https://[broken", "example.org"),
        (
            "https://" + "very-long-label." * 12 + "example.org/",
            "very-long-label." * 12 + "example.org",
        ),
    ],
)
def test_the_message_id_takes_the_host_of_the_link_base(base, host):
    raw = bytes(compose(letters()["code"], replace(ENVELOPE, link_base=base), NOW))
    (line,) = (line for line in raw.split(b"\r\n") if line.lower().startswith(b"message-id:"))
    assert line.split(b":", 1)[1].strip() == f"<{'ab' * 16}@{host}>".encode()


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org,evil@example.org",
        "a@example.org\r\nBcc: evil@example.org",
        '"A" <a@example.org>',
        "a@example.org evil@example.org",
        "a@example.org\n",
        "",
    ],
)
def test_only_exactly_one_address_is_a_recipient(address):
    with pytest.raises(ValueError, match="not exactly one"):
        compose(letters()["code"], replace(ENVELOPE, recipient=address), NOW)


NAMES = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\r\n\0\t,;:<>\"'@()\\=?_ \u202e\u2028"),
    max_size=90,
)


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES, NAMES)
def test_no_name_or_title_adds_a_header_or_a_recipient(site, sender, title):
    facts = replace(FACTS, sender=sender, documents=[replace(PAPER, title=title)], message=title)
    letter = write_invitation(facts, replace(HEAD, site=site), ENGLISH)
    envelope = replace(
        ENVELOPE, site=(site, "noreply@example.org"), sender=(sender, "erika@example.org")
    )
    raw = bytes(compose(letter, envelope, NOW))
    head, _blank, _body = raw.partition(b"\r\n\r\n")
    names = [
        line.split(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith(b" ")
    ]
    assert names == [
        "From",
        "Reply-To",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
    ]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    old = message_from_bytes(raw, policy=policy.compat32)
    for name, address in (
        ("From", "noreply@example.org"),
        ("Reply-To", "erika@example.org"),
        ("To", "jo.meyer@example.org"),
    ):
        assert [found for _name, found in getaddresses([old[name]])] == [address]


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


def test_a_language_without_a_catalogue_is_english_and_says_so():
    assert Words.first_of(["xx", "", "tlh-kl"]).tag == "en"


def test_lines_of_any_length_fit_into_a_mail():
    letter = Letter("en", "Site", "s" * 3000, "", (Paragraph("x" * 5000), Paragraph("ü" * 5000)))
    raw = bytes(compose(letter, ENVELOPE, NOW))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
