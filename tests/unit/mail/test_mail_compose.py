"""The headers of a mail, and what cannot get into them."""

from collective.externalshare.mail.compose import compose
from collective.externalshare.mail.invitation import write_invitation
from collective.externalshare.mail.letter import Letter
from collective.externalshare.mail.letter import Paragraph
from dataclasses import replace
from email import message_from_bytes
from email import policy
from email.utils import getaddresses
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.unit.mail.samples import ENGLISH
from tests.unit.mail.samples import ENVELOPE
from tests.unit.mail.samples import FACTS
from tests.unit.mail.samples import HEAD
from tests.unit.mail.samples import letters
from tests.unit.mail.samples import NOW
from tests.unit.mail.samples import PAPER
from tests.unit.mail.samples import parsed

import pytest


LONG_HOST = "very-long-label." * 12 + "example.org"


NAMES = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\r\n\0\t,;:<>\"'@()\\=?_ \u202e\u2028"),
    max_size=90,
)


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


def test_lines_of_any_length_fit_into_a_mail():
    letter = Letter("en", "Site", "s" * 3000, "", (Paragraph("x" * 5000), Paragraph("ü" * 5000)))
    raw = bytes(compose(letter, ENVELOPE, NOW))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
