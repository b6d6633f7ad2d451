"""Mails with words of the site's own: filled literally, and never more than that."""

from collective.externalshare.letter_words import LETTER_TITLES
from collective.externalshare.letter_words import LETTER_WHEN
from collective.externalshare.letter_words import PLACEHOLDERS
from collective.externalshare.mail.html import write_html
from collective.externalshare.mail.invitation import write_invitation
from collective.externalshare.mail.notice import Notice
from collective.externalshare.mail.own_words import MailWords
from collective.externalshare.mail.plain import write_plain
from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.samples import KINDS
from collective.externalshare.mail.samples import write_sample
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.letters import key_of
from collective.externalshare.model.letters import LETTERS
from collective.externalshare.model.letters import read_wording
from collective.externalshare.model.letters import WELCOME
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.wording import Wording
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.ports import ports_for
from dataclasses import replace
from tests.unit.mail.samples import ENGLISH
from tests.unit.mail.samples import FACTS
from tests.unit.mail.samples import HEAD
from tests.unit.mail.samples import html_of
from tests.unit.mail.samples import NOW
from tests.unit.mail.samples import PAPER
from tests.unit.mail.samples import parsed
from tests.unit.mail.samples import seen
from tests.unit.mail.samples import text_of

import pytest


TEXT = "Dear {name},\n\nfrom {sender}: {title}\n{message}\n\n{link}\n\nUntil {until}."


def owning(kind, subject, text, language="en"):
    return {key_of(kind, language): {"subject": subject, "text": text}}


def test_every_kind_has_its_letter_its_words_and_its_placeholders():
    of_the_site = {MailKind.TEST, MailKind.SEALS, MailKind.DECOY, MailKind.INVITATION}
    assert set(KINDS) == set(LETTERS)
    assert {one for one in MailKind if one not in of_the_site} <= set(LETTERS)
    assert set(LETTERS) <= set(LETTER_TITLES)
    assert set(LETTERS) == set(LETTER_WHEN)
    named = {name for one in LETTERS.values() for name in (*one.values, *one.parts)}
    assert named == set(PLACEHOLDERS)


@pytest.mark.parametrize("kind", LETTERS)
def test_the_usual_words_are_words_that_could_be_typed(kind):
    usual = KINDS[kind].usual(ENGLISH)
    assert read_wording(kind, usual.subject, usual.text) == usual


@pytest.mark.parametrize("kind", LETTERS)
def test_the_usual_words_as_ones_own_make_the_same_mail(kind):
    usual = KINDS[kind].usual(ENGLISH)
    head = replace(HEAD, own=owning(kind, usual.subject, usual.text))
    same, other = (write_sample(kind, one, ENGLISH, NOW) for one in (HEAD, head))
    assert (write_plain(same), write_html(same)) == (write_plain(other), write_html(other))
    assert same.subject == other.subject


@pytest.mark.parametrize("kind", LETTERS)
def test_every_placeholder_of_the_list_is_filled(kind):
    known = LETTERS[kind]
    names = [f"{name}: {{{name}}}" for name in known.values]
    text = "\n\n".join([*names, *(f"{{{part}}}" for part in known.parts)])
    head = replace(HEAD, own=owning(kind, ", ".join(names), text))
    letter = write_sample(kind, head, ENGLISH, NOW)
    for written in (letter.subject, write_plain(letter), write_html(letter)):
        assert not [name for name in (*known.values, *known.parts) if f"{{{name}}}" in written]
    assert all(f"{name}: " in letter.subject for name in known.values)


@pytest.mark.parametrize("kind", LETTERS)
def test_a_sample_holds_neither_link_nor_code(kind):
    head = replace(HEAD, privacy_notice="")
    letter = write_sample(kind, head, ENGLISH, NOW)
    markup = write_html(letter)
    assert seen(markup).links == []
    assert "@@external-share" not in markup
    assert "http" not in write_plain(letter)


def test_own_words_are_filled_once_and_literally():
    facts = replace(
        FACTS,
        sender="{message} {until} <b>",
        message="{link}",
        documents=[replace(PAPER, title="{address}")],
    )
    head = replace(HEAD, own=owning(WELCOME, "From {sender}", TEXT))
    letter = write_invitation(facts, head, ENGLISH)
    assert letter.subject == "From {message} {until} <b>"
    message = parsed(letter)
    text = text_of(message)
    assert "from {message} {until} <b>: {address}" in " ".join(text.split())
    assert "> {link}" in text
    assert text.count(facts.link) == 1
    assert "&lt;b&gt;" in html_of(message)
    assert "<b>" not in html_of(message)


def test_markup_in_own_words_is_text():
    text = f"<script>alert(1)</script> %(name)s {TEXT}"
    head = replace(HEAD, own=owning(WELCOME, "<b>New</b> ${sender}", text.replace("{sender}", "x")))
    # A dollar before a placeholder is a dollar.
    message = parsed(write_invitation(FACTS, head, ENGLISH))
    assert message["Subject"] == "<b>New</b> $Erika Example"
    assert "<script>" not in html_of(message)


def test_a_value_with_line_ends_makes_no_header():
    facts = replace(FACTS, sender="Erika\r\nBcc: evil@example.org")
    head = replace(HEAD, own=owning(WELCOME, "From {sender}", TEXT))
    message = parsed(write_invitation(facts, head, ENGLISH))
    assert message["Subject"] == "From Erika Bcc: evil@example.org"
    assert message["Bcc"] is None


def test_words_that_run_from_the_right_do():
    arabic = "\u0645\u0631\u062d\u0628\u0627 {name}"
    head = replace(HEAD, own=owning(WELCOME, arabic, f"{arabic}\n\n{{message}}\n\n{{link}}"))
    letter = replace(write_invitation(FACTS, head, ENGLISH), language="ar")
    markup = write_html(letter)
    assert 'dir="rtl"' in markup
    assert '<p dir="auto" style="margin:0 0 16px">\u0645\u0631\u062d\u0628\u0627 Jo Meyer' in markup


def test_another_language_keeps_its_usual_words():
    head = replace(HEAD, own=owning(WELCOME, "Neu", TEXT, "de"))
    assert write_invitation(FACTS, head, ENGLISH) == write_invitation(FACTS, HEAD, ENGLISH)


def test_what_is_stored_leaves_with_the_next_mail(office, server, send):
    own = owning(WELCOME, "For you, {name}", TEXT) | owning(
        "revoked", "Gone: {title}", "{name}: gone\n\n{documents}"
    )
    office.settings = replace(office.settings, mail_words=own)
    office.invite(message="Please read.")
    assert send().outcomes == {Fate.SENT: 1}
    (message,) = server.messages
    assert message["Subject"] == "For you, Jo Meyer"
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.startswith("Dear Jo Meyer,\n\nfrom Erika Example: Procedure 7\n\n")
    assert "@@external-share/" in text


def test_a_test_is_a_sample_with_the_stored_words(office, server, send):
    own = owning("code", "Your number: {site}", "{code} for {minutes} minutes")
    office.settings = replace(office.settings, mail_words=own)
    office.begin()
    office.site.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    mailroom = Mailroom(ports_for(office.site))
    sent = mailroom.test_mail("Me@example.org", "en", Actor("user", "boss"), kind="code")
    assert sent == "me@example.org"
    office.commit()
    assert send().outcomes == {Fate.SENT: 1}
    (message,) = server.messages
    assert message["Subject"] == "Test: Your number: Example Works"
    text = message.get_body(("plain",)).get_content()
    assert "•••• ••••" in text
    assert "for 10 minutes" in text


def test_a_kind_is_one_entry_with_words_that_can_be_changed(office):
    words = MailWords(office.site)
    assert words.usual("goodbye", "en").subject == "The time is over: {title}"
    subject, text, markup = words.sample("goodbye", "en", Wording("Bye {name}", "{documents}"))
    assert subject == "Bye Jo Example"
    assert "* Procedure 7" in text
    assert "Procedure 7" in markup
    assert isinstance(KINDS["goodbye"].usual.__self__, Notice)
