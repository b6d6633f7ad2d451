"""Terms in words: for previews, for the page of a share, for what evidence has of them."""

from __future__ import annotations

from . import _
from .model.pages import said as said_pages
from .model.share import Share
from .model.terms import Access
from .model.terms import Terms
from .model.times import to_micros
from .moments import Speaker
from .revision_words import say_revision
from .settings.mails import NOTIFIES
from .vocabularies import ACCESS
from .vocabularies import REVISION_MODES
from datetime import datetime
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


LABELS = {
    "starts": _("fact_starts", default="Not before"),
    "limit": _("fact_limit", default="Downloads at most"),
    "password": _("fact_password", default="Password"),
    "revision": _("fact_revision_mode", default="Which revision"),
    "acknowledge": _("fact_acknowledge", default="Acknowledgement"),
    "acknowledge_days": _("fact_acknowledge_days", default="Days to acknowledge"),
    "preset": _("fact_preset", default="Preset"),
    "notify": _("fact_notify", default="The sender is told of openings"),
    "pages": _("fact_pages", default="Only these pages"),
}
VALUES = {
    "password=yes": _("fact_password_yes", default="asked after the code"),
    "password=new": _("fact_password_new", default="a new one, asked after the code"),
    "acknowledge=yes": _("fact_acknowledge_yes", default="asked for"),
    **{f"revision={mode}": words for mode, words in REVISION_MODES.items()},
    **{f"notify={term.value}": term.title for term in NOTIFIES},
}


OWES = _("share_owes", default="Not acknowledged yet: revision ${revision}")
OWES_BY = _(
    "share_owes_by", default="Not acknowledged yet: revision ${revision}, asked for by ${moment}"
)


OVERDUE = _(
    "share_overdue",
    default="Not acknowledged in time: revision ${revision}, asked for by ${moment}",
)


def say_more(terms: Terms, speaker: Speaker) -> list[tuple[Message, Any]]:
    """What was agreed beside access and end, each with its label."""
    return _more(terms.written().split(" ")[2:], speaker)


def say_acknowledgement(share: Share, ended: bool, now: int, speaker: Speaker) -> list[Message]:
    """What the reader of a share acknowledged, and what they are asked for yet; may be empty.

    :param now: this moment in microseconds, since a day to do it by may be over.
    """
    said = []
    if (done := share.acknowledgement) is not None:
        revision = say_revision(done.revision, done.pages, speaker.language)
        values = {"revision": revision, "moment": speaker.moment(done.moment)}
        text = _("share_acknowledged", default="Acknowledged: revision ${revision}, ${moment}")
        said.append(Message(text, mapping=values))
    if share.owes and not ended:
        by = share.acknowledge_by
        revision = say_revision(share.label, share.terms.pages, speaker.language)
        values = {"revision": revision, "moment": speaker.moment(by)}
        dated = OVERDUE if share.overdue(now) else OWES_BY
        said.append(Message(OWES if by is None else dated, mapping=values))
    return said


def say_written(written: str, speaker: Speaker) -> str:
    """Terms as evidence has them, `view 2030-01-31T17:00:00Z limit=5`, in words."""
    access, until, *more = written.split(" ")
    language = speaker.language
    words = {
        "access": translate(ACCESS[Access(access)], target_language=language),
        "until": _moment(until, speaker),
    }
    said = _("event_terms", default="${access} until ${until}", mapping=words)
    parts = [translate(said, target_language=language)]
    for label, value in _more(more, speaker):
        words = {
            "label": translate(label, target_language=language),
            "value": translate(value, target_language=language),
        }
        fact = _("event_term", default="${label}: ${value}", mapping=words)
        parts.append(translate(fact, target_language=language))
    return "; ".join(parts)


def _more(facts: list[str], speaker: Speaker) -> list[tuple[Message, Any]]:
    said = []
    for fact in facts:
        name, _sign, value = fact.partition("=")
        if name in LABELS:
            value = _moment(value, speaker) if name == "starts" else VALUES.get(fact, value)
            value = said_pages(value) if name == "pages" else value
            said.append((LABELS[name], value))
    return said


def _moment(written: str, speaker: Speaker) -> str:
    return speaker.moment(to_micros(datetime.fromisoformat(written)))
