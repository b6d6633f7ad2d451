"""A notice: what its kind of mail says, filled with facts."""

from __future__ import annotations

from ..model.wording import Wording
from .fill import fill
from .invitation import ask_whom
from .invitation import foot
from .invitation import list_documents
from .invitation import open_link
from .invitation import SharedDocument
from .invitation import values_of
from .letter import Block
from .letter import Items
from .letter import Letter
from .letterhead import Letterhead
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


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
    """What a notice is about; without `link` nothing can be opened any more.

    `stop`: of a reminder, where its reader can stop them.
    """

    name: str
    address: str
    sender: str
    sender_reachable: bool
    documents: Sequence[SharedDocument]
    link: str = ""
    stop: str = ""


def write_notice(wording: Wording, facts: NoticeFacts, head: Letterhead, words: Words) -> Letter:
    """The letter; a blank line ends a paragraph of its text."""
    many = len(facts.documents) > 1
    parts: dict[str, Sequence[Block]] = {
        "documents": _documents(facts, head, words),
        "link": [open_link(facts.link, many, words)] if facts.link else [],
        "contact": ask_whom(facts.sender, facts.sender_reachable, head, words),
    }
    footer = (*foot(facts.sender, head, words), *_no_more(facts, words))
    return fill(wording, values_of(facts, head, words), parts, footer, head, words)


def _no_more(facts: NoticeFacts, words: Words) -> list[str]:
    text = _("mail_no_more_reminders", default="No more reminders: ${address}")
    return [words(text, address=facts.stop)] if facts.stop else []


def _documents(facts: NoticeFacts, head: Letterhead, words: Words) -> list[Block]:
    if facts.link:
        return list_documents(facts.documents, head.zone, words)
    return [Items(tuple((document.title, "") for document in facts.documents))]
