"""A notice: what its kind of mail says, filled with facts."""

from __future__ import annotations

from ..model.wording import filled
from ..model.wording import pieces
from ..model.wording import Wording
from .invitation import ask_whom
from .invitation import foot
from .invitation import greeting
from .invitation import list_documents
from .invitation import open_link
from .invitation import SharedDocument
from .letter import Block
from .letter import Items
from .letter import Letter
from .letter import Paragraph
from .letterhead import Letterhead
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


PARTS = ("documents", "link", "contact")
"""Placeholders that stand for more than words; each is a part of the mail by itself."""


@dataclass(frozen=True)
class Notice:
    """One kind of mail: its usual words, which the catalogues translate."""

    subject: Message
    text: Message

    def wording(self, words: Words) -> Wording:
        """The usual words in a language."""
        return Wording(words(self.subject), words(self.text))


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice is about; without `link` nothing can be opened any more."""

    name: str
    address: str
    sender: str
    sender_reachable: bool
    documents: Sequence[SharedDocument]
    link: str = ""


def write_notice(wording: Wording, facts: NoticeFacts, head: Letterhead, words: Words) -> Letter:
    """The letter; a blank line ends a paragraph of its text."""
    values = _values(facts, head, words)
    blocks: list[Block] = []
    said: list[str] = []
    for paragraph, part in pieces(wording.text, PARTS):
        if part:
            blocks.extend(_part(part, facts, head, words))
        else:
            said.append(filled(paragraph, values))
            blocks.append(Paragraph(said[-1]))
    # Behind the subject a list of mails shows what comes after the greeting.
    preview = next((text for text in said if text != values["greeting"]), "")
    return Letter(
        words.tag,
        head.site,
        filled(wording.subject, values),
        preview,
        tuple(blocks),
        foot(facts.sender, head, words),
    )


def _values(facts: NoticeFacts, head: Letterhead, words: Words) -> dict[str, str]:
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


def _part(part: str, facts: NoticeFacts, head: Letterhead, words: Words) -> list[Block]:
    if part == "documents":
        if facts.link:
            return list_documents(facts.documents, head.zone, words)
        return [Items(tuple((document.title, "") for document in facts.documents))]
    if part == "link":
        return [open_link(facts.link, len(facts.documents) > 1, words)] if facts.link else []
    return ask_whom(facts.sender, facts.sender_reachable, head, words)
