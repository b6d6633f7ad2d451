"""The code mail: a one-time code and nothing that could be clicked."""

from __future__ import annotations

from .invitation import greeting
from .letter import Code
from .letter import Letter
from .letter import Paragraph
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

    The code stays out of the subject, which lock screens and gateways show.
    Contact, notice and signature are left out, since they may hold a link.
    """
    intro = words(
        _(
            "mail_code_intro",
            default="Here is your one-time code for what ${sender} has shared with you:",
        ),
        sender=facts.sender,
    )
    use = _(
        "mail_code_use",
        default="Type it on the page where you asked for it. It works once and is valid for "
        "${minutes} minutes, until ${until}.",
    )
    until = words.moment(facts.until, head.zone)
    ignore = _(
        "mail_code_ignore",
        default="If you were not expecting this mail, you can ignore it: without the code nobody "
        "can open anything. Keep it to yourself; nobody will ever ask you to pass it on.",
    )
    return Letter(
        words.tag,
        head.site,
        words(_("mail_code_subject", default="Your one-time code: ${site}"), site=head.site),
        intro,
        (
            Paragraph(greeting(facts.name, words)),
            Paragraph(intro),
            Code(f"{facts.code[:4]} {facts.code[4:]}"),
            Paragraph(words(use, minutes=facts.minutes, until=until)),
            Paragraph(words(ignore)),
        ),
    )
