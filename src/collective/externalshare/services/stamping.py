"""The words on a reader's copy."""

from __future__ import annotations

from .. import _
from ..model.address import is_unwritable
from ..model.grant import Stamp
from ..model.invitation import Invitation
from ..model.pages import said
from ..model.settings import Settings
from ..model.times import from_micros
from ..model.words_of_stamp import filled
from ..model.words_of_stamp import USUAL_FOOTER
from ..model.words_of_stamp import USUAL_LINES
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from zope.i18n import translate
from zope.i18nmessageid import Message


DEFAULTS = Settings()
# What the settings say before anybody changed them is said in the reader's language.
TRANSLATED = {
    DEFAULTS.watermark_headline: _("stamp_headline", default="External distribution"),
    DEFAULTS.watermark_classification: _("stamp_classification", default="Confidential"),
}


EXCERPT = _("stamp_pages", default="pages ${pages} of ${count}")


@dataclass(frozen=True)
class Subject:
    """What a stamp is about: whose copy of which revision, its number, and when (microseconds).

    `pages`: of an excerpt its range, and how many pages the document has.
    """

    invitation: Invitation
    address: str
    document: str
    revision: str
    copy: str
    now: int
    pages: tuple[str, int] | None = None


def stamp_for(settings: Settings, subject: Subject) -> Stamp:
    """The words and the look that the settings give a copy.

    The date is the day of the grant in UTC; a reader without a name is named
    by the address alone. Lines without a character that can be seen are none.
    Where the settings leave nothing to be seen, the address and the copy's
    number stand at the foot all the same.
    """
    values = _values(settings, subject)
    lines = tuple(
        line
        for line in (
            filled(text, values)
            for text in (settings.watermark_diagonal.strip() or USUAL_LINES).splitlines()
        )
        if line and not is_unwritable(line)
    )
    footer = filled(settings.watermark_footer.strip() or USUAL_FOOTER, values)
    footer = "" if is_unwritable(footer) else footer
    lines = () if settings.watermark_place == "footer" else lines
    footer = "" if settings.watermark_place == "diagonal" and lines else footer
    if not lines and not footer:
        footer = f"{subject.address} · {subject.copy}"
    if subject.pages:
        footer = " · ".join(filter(None, (footer, _pages(subject))))
    return Stamp(lines, footer, settings.watermark_opacity / 100)


def readable(stamp: Stamp, address: str, draws: Callable[[str], bool]) -> Stamp:
    """The stamp, with the address at its foot where it names the reader by boxes alone.

    `draws`: whether fonts cover every character of a line.
    """
    lines = (*stamp.diagonal, stamp.footer)
    if any(address in line for line in lines) or all(map(draws, lines)):
        return stamp
    return replace(stamp, footer=" · ".join(filter(None, (stamp.footer, address))))


def _pages(subject: Subject) -> str:
    pages, count = subject.pages or ("", 0)
    text = Message(EXCERPT, mapping={"pages": said(pages), "count": count})
    return str(translate(text, target_language=subject.invitation.language or "en"))


def _values(settings: Settings, subject: Subject) -> dict[str, str]:
    invitation = subject.invitation
    named = invitation.name and f"{invitation.name} <{subject.address}>"
    return {
        "name": invitation.name,
        "address": subject.address,
        "reader": ", ".join(p for p in (named or subject.address, invitation.organisation) if p),
        "organisation": invitation.organisation,
        "date": from_micros(subject.now).strftime("%Y-%m-%d"),
        "document": subject.document,
        "revision": subject.revision,
        "copy": subject.copy,
        "headline": _said(settings.watermark_headline, invitation.language),
        "classification": _said(settings.watermark_classification, invitation.language),
    }


def _said(text: str, language: str) -> str:
    message = TRANSLATED.get(text.strip())
    if message is None or not language:
        return text.strip()
    return str(translate(message, target_language=language))
