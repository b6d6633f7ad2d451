"""The receipt: what a reader acknowledged, when, and of which file."""

from __future__ import annotations

from ..model.wording import Wording
from .fill import fill
from .invitation import ask_whom
from .invitation import foot
from .invitation import greeting
from .letter import Block
from .letter import Items
from .letter import Letter
from .letterhead import Letterhead
from .notice import Notice
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass


RECEIPT = Notice(
    _("mail_receipt_subject", default="Your receipt: {title}"),
    _(
        "mail_receipt_text",
        default="{greeting}\n\n"
        "This is the receipt of what you told {sender} ({site}): that you have read and "
        "understood what was shared with you.\n\n"
        "{documents}\n\n"
        "{contact}",
    ),
)


@dataclass(frozen=True)
class ReceiptFacts:
    """What a receipt says; `items` are titles, each with revision, moment and SHA-256."""

    name: str
    sender: str
    sender_reachable: bool
    items: tuple[tuple[str, str], ...]


def write_receipt(wording: Wording, facts: ReceiptFacts, head: Letterhead, words: Words) -> Letter:
    """The letter to a reader; it holds no link, since nothing is left to be done."""
    many = _("mail_documents_count", default="${count} documents")
    titles = dict.fromkeys(title for title, _said in facts.items)
    values = {
        "greeting": greeting(facts.name, words),
        "name": facts.name,
        "sender": facts.sender,
        "site": head.site,
        "title": next(iter(titles)) if len(titles) == 1 else words(many, count=len(titles)),
        "count": str(len(titles)),
    }
    parts: dict[str, Sequence[Block]] = {
        "documents": [Items(facts.items)],
        "contact": ask_whom(facts.sender, facts.sender_reachable, head, words),
    }
    return fill(wording, values, parts, foot(facts.sender, head, words), head, words)
