"""How it stands with a document and its reader: opened, acknowledged, asked for; in words."""

from __future__ import annotations

from ... import _
from ...model.acknowledgement import Acknowledgement
from ...model.share import Share
from ...revision_words import say_revision
from ...services.acknowledge import can_acknowledge
from .visit import Visit
from dataclasses import dataclass
from zope.i18nmessageid import Message


NEW = _("recipient_tag_new", default="New")
OPENED = _("recipient_tag_opened", default="Opened")
ACKNOWLEDGED = _("recipient_tag_acknowledged", default="Acknowledged")
NEWER = _("recipient_tag_newer", default="Newer revision")
PLEASE = _("recipient_acknowledge_please", default="Please acknowledge it")
PLEASE_BY = _("recipient_acknowledge_please_by", default="Please acknowledge it by ${moment}")
DONE = _(
    "recipient_acknowledged_text",
    default="On ${moment} you acknowledged that you have read and understood revision ${revision}.",
)
OPEN_FIRST = _(
    "recipient_acknowledge_open",
    default="You are asked to acknowledge that you have read and understood revision ${revision}. "
    "Open it first; then the button for it stands here.",
)
STATEMENT = _(
    "recipient_acknowledge_button", default="I have read and understood revision ${revision}"
)


@dataclass(frozen=True)
class Asked:
    """What the document's page says about acknowledging it.

    `sha256` names what the button acknowledges; without one there is no button.
    `done` and `digest` tell of the latest acknowledgement, of whatever revision.
    """

    done: str = ""
    digest: str = ""
    open_first: str = ""
    sha256: str = ""
    statement: str = ""
    by: str = ""


def asked_of(visit: Visit, share: Share) -> Asked | None:
    """For the page of a document; None where there is nothing to be said."""
    said = share.acknowledgement
    if said is None and not share.owes:
        return None
    values = {"revision": say_revision(share.label, share.terms.pages, visit.language)}
    sha256 = can_acknowledge(share)
    first = share.owes and not sha256
    return Asked(
        done="" if said is None else _done(visit, said),
        digest="" if said is None else said.sha256,
        open_first=visit.say(Message(OPEN_FIRST, mapping=values)) if first else "",
        sha256=sha256,
        statement=visit.say(Message(STATEMENT, mapping=values)) if sha256 else "",
        by=_by(visit, share),
    )


def _done(visit: Visit, said: Acknowledgement) -> str:
    revision = say_revision(said.revision, said.pages, visit.language)
    values = {"moment": visit.moment(said.moment), "revision": revision}
    return visit.say(Message(DONE, mapping=values))


def please(visit: Visit, share: Share) -> str:
    """What the portal asks for; empty where nothing is asked for any more."""
    if not share.owes:
        return ""
    by = _by(visit, share)
    return visit.say(Message(PLEASE_BY, mapping={"moment": by}) if by else PLEASE)


def tag_of(visit: Visit, share: Share) -> tuple[str, str]:
    """The word of the tag, and its CSS classes; the colour says nothing that the word does not."""
    if not share.usage.opened:
        return visit.say(NEW), "tag new"
    if share.unread:
        return visit.say(NEWER), "tag new"
    done = share.terms.acknowledge and share.acknowledged
    return visit.say(ACKNOWLEDGED if done else OPENED), "tag seen"


def _by(visit: Visit, share: Share) -> str:
    by = share.acknowledge_by if share.owes else None
    return "" if by is None else visit.moment(by)
