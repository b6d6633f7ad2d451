"""The invitation: who shares what until when, the link, and what will be asked."""

from __future__ import annotations

from ..model.address import clean_lines
from ..model.address import clean_words
from ..model.distribution import Sender
from .documents import list_documents as list_documents
from .documents import SharedDocument as SharedDocument
from .letter import Block
from .letter import Heading
from .letter import Letter
from .letter import Link
from .letter import Paragraph
from .letter import Quote
from .letterhead import Letterhead
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass


@dataclass(frozen=True)
class InvitationFacts:
    """What an invitation says; `sender_reachable`: an answer goes to the sender in person.

    `known`: something was shared with this reader before. `resent`: so was this.
    """

    name: str
    address: str
    sender: str
    sender_reachable: bool
    message: str
    link: str
    documents: Sequence[SharedDocument]
    known: bool = False
    resent: bool = False


def write_invitation(facts: InvitationFacts, head: Letterhead, words: Words) -> Letter:
    """The letter of an invitation with at least one document."""
    many = len(facts.documents) > 1
    return Letter(
        words.tag,
        head.site,
        _subject(facts, many, words),
        _intro(facts, head, many, words),
        (
            Paragraph(greeting(facts.name, words)),
            Paragraph(_intro(facts, head, many, words)),
            *list_documents(facts.documents, head.zone, words),
            *_message(facts, words),
            open_link(facts.link, many, words),
            *_what_is_asked(facts, words),
            *ask_whom(facts.sender, facts.sender_reachable, head, words),
        ),
        foot(facts.sender, head, words),
    )


def name_of(sender: Sender) -> str:
    """What a reader is told of who shares: the name, or the log-in of somebody without one."""
    return clean_words(sender.name) or clean_words(sender.id)


def greeting(name: str, words: Words) -> str:
    """Hello, by name where the sender gave one."""
    if name:
        return words(_("mail_hello_name", default="Hello ${name},"), name=name)
    return words(_("mail_hello", default="Hello,"))


def _subject(facts: InvitationFacts, many: bool, words: Words) -> str:
    if facts.resent:
        text = _("mail_resent_subject", default="Once more: your link from ${sender}")
        return words(text, sender=facts.sender)
    if facts.known:
        text = _("mail_welcome_back_subject", default="${sender} has shared something new with you")
        return words(text, sender=facts.sender)
    if many:
        text = _(
            "mail_invitation_subject_many",
            default="${sender} has shared ${count} documents with you",
        )
        return words(text, sender=facts.sender, count=len(facts.documents))
    text = _("mail_invitation_subject", default="${sender} has shared a document with you")
    return words(text, sender=facts.sender)


def _intro(facts: InvitationFacts, head: Letterhead, many: bool, words: Words) -> str:
    if facts.resent:
        text = _(
            "mail_resent_intro",
            default="Here is your link once more to what ${sender} (${site}) has shared with you:",
        )
        return words(text, sender=facts.sender, site=head.site)
    if facts.known:
        text = _(
            "mail_welcome_back_intro",
            default="Welcome back. ${sender} (${site}) has shared something new with you:",
        )
        return words(text, sender=facts.sender, site=head.site)
    if many:
        text = _(
            "mail_invitation_intro_many",
            default="${sender} (${site}) has shared these ${count} documents with you:",
        )
        return words(text, sender=facts.sender, site=head.site, count=len(facts.documents))
    text = _(
        "mail_invitation_intro",
        default="${sender} (${site}) has shared this document with you:",
    )
    return words(text, sender=facts.sender, site=head.site)


def _message(facts: InvitationFacts, words: Words) -> list[Block]:
    text = clean_lines(facts.message)
    if not text.strip():
        return []
    intro = _("mail_message_from", default="${sender} writes:")
    return [Quote(words(intro, sender=facts.sender), text)]


def open_link(link: str, many: bool, words: Words) -> Link:
    """The button, and the link in full."""
    label = (
        _("mail_open_documents", default="Open the documents")
        if many
        else _("mail_open_document", default="Open the document")
    )
    hint = _("mail_link_hint", default="Or copy this address into your browser:")
    return Link(words(label), words(hint), link)


def _what_is_asked(facts: InvitationFacts, words: Words) -> list[Block]:
    """The whole of it once; who has been here before knows."""
    if facts.known:
        text = _(
            "mail_asked_again",
            default="You know the way: type your e-mail address, ${address}, and then the one-time "
            "code that is sent to it.",
        )
        return [Paragraph(words(text, address=facts.address))]
    asked = _(
        "mail_asked",
        default="Type your e-mail address, ${address}, on the page that opens. A one-time code "
        "is then sent to that address in a second mail; type it on the next page. "
        "You need no account and no password.",
    )
    safe = _(
        "mail_safe",
        default="The link alone opens nothing: the code goes only to this mailbox. Each page "
        "you are shown bears your name or address, and it is recorded when you open or download "
        "a document. Nobody will ever ask you for a password, or to pass the code on. "
        "If you were not expecting this mail, you can ignore it.",
    )
    return [
        Heading(words(_("mail_asked_heading", default="What will I be asked?"))),
        Paragraph(words(asked, address=facts.address)),
        Heading(words(_("mail_safe_heading", default="Why is this safe?"))),
        Paragraph(words(safe)),
    ]


def ask_whom(sender: str, reachable: bool, head: Letterhead, words: Words) -> list[Block]:
    """Who gets the answer to this mail, and whom else the site names."""
    if reachable:
        text = _("mail_ask_sender", default="Answer this mail to ask ${sender}.")
        lines = [words(text, sender=sender)]
    else:
        text = _("mail_ask_site", default="Answer this mail to ask ${site}.")
        lines = [words(text, site=head.site)]
    if contact := clean_lines(head.contact):
        lines.append(contact)
    heading = words(_("mail_ask_heading", default="Whom can I ask?"))
    return [Heading(heading), Paragraph("\n".join(lines))]


def foot(sender: str, head: Letterhead, words: Words) -> tuple[str, ...]:
    """The site's own words at the end, and why the mail came."""
    why = _(
        "mail_invitation_why",
        default="You receive this mail because ${sender} named your address on ${site}.",
    )
    own = (clean_lines(head.signature), clean_lines(head.privacy_notice))
    return (
        *(text for text in own if text.strip()),
        words(why, sender=sender, site=head.site),
    )
