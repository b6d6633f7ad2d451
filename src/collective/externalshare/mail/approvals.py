"""Mails about approvals: what waits, to those who may approve; what was decided, to the sender."""

from __future__ import annotations

from ..model.address import clean_lines
from ..model.outbox import MailKind
from ..model.wording import Wording
from .documents import list_documents
from .documents import SharedDocument
from .fill import fill
from .invitation import greeting
from .letter import Block
from .letter import Items
from .letter import Letter
from .letter import Link
from .letter import Quote
from .letterhead import Letterhead
from .notice import Notice
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass


WORDS: dict[str, Notice] = {
    MailKind.APPROVAL_ASKED: Notice(
        _("mail_approval_asked_subject", default="{sender} asks for approval: {title}"),
        _(
            "mail_approval_asked_text",
            default="{greeting}\n\n"
            "{sender} wants to share this with people outside of {site}, {recipients} in number. "
            "Nothing leaves before somebody else approves it.\n\n"
            "{documents}\n\n"
            "{link}",
        ),
    ),
    MailKind.APPROVAL_GIVEN: Notice(
        _("mail_approval_given_subject", default="Approved: {title}"),
        _(
            "mail_approval_given_text",
            default="{greeting}\n\n"
            "{decider} has approved what you share on {site}. The recipients can use it from "
            "now on.\n\n"
            "{documents}\n\n"
            "{link}",
        ),
    ),
    MailKind.APPROVAL_REFUSED: Notice(
        _("mail_approval_refused_subject", default="Not approved: {title}"),
        _(
            "mail_approval_refused_text",
            default="{greeting}\n\n"
            "{decider} has not approved what you wanted to share on {site}. Nothing of it "
            "left.\n\n"
            "{reason}\n\n"
            "{documents}\n\n"
            "{link}",
        ),
    ),
}


@dataclass(frozen=True)
class ApprovalFacts:
    """What such a mail says; `name` is empty where its reader is one of many.

    `recipients`: how many people it goes to. `decider` and `reason` are empty while
    nobody has decided; `reason` is empty of an approval, too.
    """

    kind: str
    name: str
    sender: str
    recipients: int
    documents: Sequence[SharedDocument]
    link: str
    decider: str = ""
    reason: str = ""

    @property
    def asks(self) -> bool:
        """Whether somebody is asked to decide."""
        return self.kind == MailKind.APPROVAL_ASKED


def write_approval(
    wording: Wording, facts: ApprovalFacts, head: Letterhead, words: Words
) -> Letter:
    """The letter."""
    count = len(facts.documents)
    many = _("mail_documents_count", default="${count} documents")
    values = {
        "greeting": greeting(facts.name, words),
        "sender": facts.sender,
        "decider": facts.decider,
        "site": head.site,
        "title": facts.documents[0].title if count == 1 else words(many, count=count),
        "count": str(count),
        "recipients": str(facts.recipients),
    }
    parts: dict[str, Sequence[Block]] = {
        "documents": _documents(facts, head, words),
        "link": [_link(facts, words)],
    }
    if facts.kind == MailKind.APPROVAL_REFUSED:
        intro = words(_("mail_approval_reason", default="The reason given:"))
        parts["reason"] = [Quote(intro, clean_lines(facts.reason))] if facts.reason else []
    return fill(wording, values, parts, (_why(facts, head, words),), head, words)


def _documents(facts: ApprovalFacts, head: Letterhead, words: Words) -> list[Block]:
    if facts.asks:
        return list_documents(facts.documents, head.zone, words)
    return [Items(tuple((one.title, "") for one in facts.documents))]


def _link(facts: ApprovalFacts, words: Words) -> Link:
    hint = words(_("mail_link_hint", default="Or copy this address into your browser:"))
    label = (
        _("mail_approval_link", default="Look at it and decide")
        if facts.asks
        else _("mail_opened_link", default="See all of it")
    )
    return Link(words(label), hint, facts.link)


def _why(facts: ApprovalFacts, head: Letterhead, words: Words) -> str:
    why = (
        _(
            "mail_approval_asked_why",
            default="You receive this mail because you may approve external shares on ${site}.",
        )
        if facts.asks
        else _(
            "mail_approval_decided_why",
            default="You receive this mail because you shared something on ${site} that had to be "
            "approved.",
        )
    )
    return words(why, site=head.site)
