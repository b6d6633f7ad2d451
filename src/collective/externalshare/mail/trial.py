"""The test mail: proof that the site's mails arrive."""

from __future__ import annotations

from .letter import Facts
from .letter import Letter
from .letter import Paragraph
from .letterhead import Letterhead
from .words import Words
from collective.externalshare import _
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TrialFacts:
    """When the test mail was asked for, and where links of this site begin."""

    asked: datetime
    link_base: str


def write_trial(facts: TrialFacts, head: Letterhead, words: Words) -> Letter:
    """The letter an administrator sends to themselves."""
    text = words(
        _(
            "mail_trial_text",
            default="This is a test mail of External sharing on ${site}. Since you can read it, "
            "invitations and codes leave the site as well.",
        ),
        site=head.site,
    )
    asked = words(_("mail_trial_asked", default="Asked for"))
    base = words(_("mail_trial_link_base", default="Links begin with"))
    missing = words(_("mail_trial_no_link_base", default="(not set yet)"))
    rows = ((asked, words.moment(facts.asked, head.zone)), (base, facts.link_base or missing))
    subject = _("mail_trial_subject", default="Test mail: External sharing on ${site}")
    return Letter(
        words.tag,
        head.site,
        words(subject, site=head.site),
        text,
        (Paragraph(text), Facts(rows)),
    )
