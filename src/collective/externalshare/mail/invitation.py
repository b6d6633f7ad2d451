"""The invitation: who shares what until when, the link, and what will be asked."""

from __future__ import annotations

from ..model.address import clean_lines
from ..model.address import clean_words
from ..model.distribution import Sender
from ..model.letters import MOVED
from ..model.letters import RESENT
from ..model.letters import WELCOME
from ..model.letters import WELCOME_BACK
from ..model.letters import WELCOME_MANY
from .documents import list_documents as list_documents
from .documents import SharedDocument as SharedDocument
from .enclosed import name_attached
from .fill import fill
from .label import labelled
from .label import name_label
from .letter import Block
from .letter import Heading
from .letter import Letter
from .letter import Link
from .letter import Paragraph
from .letter import Quote
from .letterhead import Letterhead
from .password import ASKED_LOCKED
from .password import password_asked
from .password import SAFE_LOCKED
from .welcome import usual_invitation
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from typing import Protocol


@dataclass(frozen=True)
class InvitationFacts:
    """What an invitation says; `sender_reachable`: an answer goes to the sender in person.

    `author`: who wrote the message, where that is somebody else. `known`: something was
    shared with this reader before. `resent`: so was this. `moved`: so was this, at
    another address. `attached`: names of the files that go with it. `label`: of the sending.
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
    moved: bool = False
    author: str = ""
    attached: Sequence[str] = ()
    label: str = ""


def write_invitation(facts: InvitationFacts, head: Letterhead, words: Words) -> Letter:
    """The letter of an invitation with at least one document."""
    many, kind = len(facts.documents) > 1, _kind(facts)
    parts: dict[str, Sequence[Block]] = {
        "documents": [
            *list_documents(facts.documents, head.zone, words),
            *name_label(facts.label, words),
            *name_attached(facts.attached, words),
        ],
        "message": _message(facts, words),
        "link": [open_link(facts.link, many, words)],
        "asked": _what_is_asked(facts, words),
        "contact": ask_whom(facts.sender, facts.sender_reachable, head, words),
    }
    wording = head.wording(kind, partial(usual_invitation, kind), words)
    values = values_of(facts, head, words)
    letter = fill(wording, values, parts, foot(facts.sender, head, words), head, words)
    return replace(letter, subject=labelled(letter.subject, facts.label, words))


def _kind(facts: InvitationFacts) -> str:
    if facts.resent:
        return RESENT
    if facts.moved:
        return MOVED
    if facts.known:
        return WELCOME_BACK
    return WELCOME_MANY if len(facts.documents) > 1 else WELCOME


class Told(Protocol):
    """What every mail about documents knows."""

    @property
    def name(self) -> str:
        """Of the reader; may be empty."""

    @property
    def address(self) -> str:
        """Of the reader."""

    @property
    def sender(self) -> str:
        """Who shares."""

    @property
    def documents(self) -> Sequence[SharedDocument]:
        """At least one."""


def values_of(facts: Told, head: Letterhead, words: Words) -> dict[str, str]:
    """What placeholders stand for, in any mail about documents."""
    count = len(facts.documents)
    many = _("mail_documents_count", default="${count} documents")
    ends = [document.until for document in facts.documents]
    return {
        "greeting": greeting(facts.name, words),
        "name": facts.name or facts.address,
        "address": facts.address,
        "sender": facts.sender,
        "site": head.site,
        "title": facts.documents[0].title if count == 1 else words(many, count=count),
        "count": str(count),
        "until": words.moment(min(ends), head.zone) if ends else "",
    }


def name_of(sender: Sender) -> str:
    """What a reader is told of who shares: the name, or the log-in of somebody without one."""
    return clean_words(sender.name) or clean_words(sender.id)


def greeting(name: str, words: Words) -> str:
    """Hello, by name where the sender gave one."""
    if name:
        return words(_("mail_hello_name", default="Hello ${name},"), name=name)
    return words(_("mail_hello", default="Hello,"))


def _message(facts: InvitationFacts, words: Words) -> list[Block]:
    text = clean_lines(facts.message)
    if not text.strip():
        return []
    intro = _("mail_message_from", default="${sender} writes:")
    return [Quote(words(intro, sender=facts.author or facts.sender), text)]


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
        return [
            Paragraph(words(text, address=facts.address)),
            *password_asked(facts.sender, facts.documents, words),
        ]
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
    if any(document.locked for document in facts.documents):
        asked, safe = ASKED_LOCKED, SAFE_LOCKED
    return [
        Heading(words(_("mail_asked_heading", default="What will I be asked?"))),
        Paragraph(words(asked, address=facts.address)),
        *password_asked(facts.sender, facts.documents, words),
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
