"""What senders are told: somebody opened or acknowledged what they shared, at once or daily."""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.wording import Wording
from .fill import fill
from .invitation import greeting
from .letter import Block
from .letter import Items
from .letter import Letter
from .letter import Link
from .letterhead import Letterhead
from .notice import Notice
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass


OPENED = Notice(
    _("mail_opened_subject", default="Opened by {reader}: {title}"),
    _(
        "mail_opened_text",
        default="{greeting}\n\n"
        "{reader} has opened what you shared on {site}:\n\n"
        "{documents}\n\n"
        "{link}",
    ),
)

DIGEST = Notice(
    _("mail_digest_subject", default="What was opened: {site}"),
    _(
        "mail_digest_text",
        default="{greeting}\n\n"
        "Since the last summary these were opened or acknowledged of what you shared on "
        "{site}:\n\n"
        "{documents}\n\n"
        "{link}",
    ),
)


ACKNOWLEDGED = Notice(
    _("mail_acknowledged_subject", default="Acknowledged by {reader}: {title}"),
    _(
        "mail_acknowledged_text",
        default="{greeting}\n\n"
        "{reader} has acknowledged that they have read and understood what you shared on "
        "{site}:\n\n"
        "{documents}\n\n"
        "{link}",
    ),
)

TOLD: dict[str, Notice] = {
    MailKind.OPENED: OPENED,
    MailKind.DIGEST: DIGEST,
    MailKind.ACKNOWLEDGED: ACKNOWLEDGED,
}


@dataclass(frozen=True)
class OpenedFacts:
    """What a sender is told; `items` are titles, each with who opened it or when."""

    name: str
    reader: str
    items: tuple[tuple[str, str], ...]
    link: str


def write_opened(wording: Wording, facts: OpenedFacts, head: Letterhead, words: Words) -> Letter:
    """The letter to a sender, with a link to where they see the rest."""
    label = words(_("mail_opened_link", default="See all of it"))
    hint = words(_("mail_link_hint", default="Or copy this address into your browser:"))
    why = words(
        _(
            "mail_opened_why",
            default="You receive this mail because you asked for it when you shared on ${site}.",
        ),
        site=head.site,
    )
    many = _("mail_documents_count", default="${count} documents")
    count = len(facts.items)
    values = {
        "greeting": greeting(facts.name, words),
        "name": facts.name,
        "reader": facts.reader,
        "site": head.site,
        "title": facts.items[0][0] if count == 1 else words(many, count=count),
        "count": str(count),
    }
    parts: dict[str, Sequence[Block]] = {
        "documents": [Items(facts.items)],
        "link": [Link(label, hint, facts.link)],
    }
    return fill(wording, values, parts, (why,), head, words)
