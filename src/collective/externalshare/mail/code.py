"""The code mail: a one-time code and nothing that could be clicked."""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.wording import Wording
from .fill import fill
from .invitation import greeting
from .letter import Code
from .letter import Letter
from .letterhead import Letterhead
from .words import Words
from collective.externalshare import _
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CodeFacts:
    """What a code mail says; `code` is eight digits."""

    name: str
    sender: str
    code: str
    minutes: int
    until: datetime


def write_code(facts: CodeFacts, head: Letterhead, words: Words) -> Letter:
    """The letter with the code.

    Contact, notice and signature are left out, since they may hold a link.
    """
    values = {
        "greeting": greeting(facts.name, words),
        "sender": facts.sender,
        "site": head.site,
        "minutes": str(facts.minutes),
        "until": words.moment(facts.until, head.zone),
    }
    parts = {"code": [Code(f"{facts.code[:4]} {facts.code[4:]}")]}
    return fill(head.wording(MailKind.CODE, usual_code, words), values, parts, (), head, words)


def usual_code(words: Words) -> Wording:
    """The usual words.

    The code stays out of the subject, which lock screens and gateways show.
    """
    intro = _(
        "mail_code_intro",
        default="Here is your one-time code for what ${sender} has shared with you:",
    )
    use = _(
        "mail_code_use",
        default="Type it on the page where you asked for it. It works once and is valid for "
        "${minutes} minutes, until ${until}.",
    )
    ignore = _(
        "mail_code_ignore",
        default="If you were not expecting this mail, you can ignore it: without the code nobody "
        "can open anything. Keep it to yourself; nobody will ever ask you to pass it on.",
    )
    subject = _("mail_code_subject", default="Your one-time code: ${site}")
    paragraphs = (
        "{greeting}",
        words(intro, sender="{sender}"),
        "{code}",
        words(use, minutes="{minutes}", until="{until}"),
        words(ignore),
    )
    return Wording(words(subject, site="{site}"), "\n\n".join(paragraphs))
