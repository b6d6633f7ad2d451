"""What is recorded about a visit, for how long, and who answers for it."""

from __future__ import annotations

from .... import _
from ....model.audit import Action
from ....model.contact import Detail
from ....services.history import History
from ....vocabularies import ACTIONS
from ..templates import ABOUT
from ..visit import Visit
from typing import Any
from zope.i18nmessageid import Message


RECORDED = {
    Detail.FULL: _(
        "recipient_about_code_text",
        default="When you ask for a code, enter one, open a document, download or acknowledge it, "
        "or leave, the site records what happened and when, with the internet address and the "
        "browser it came from. Once you have entered the code, your e-mail address and the "
        "revision you received are recorded as well.",
    ),
    Detail.TRUNCATED: _(
        "recipient_about_code_truncated",
        default="When you ask for a code, enter one, open a document, download or acknowledge it, "
        "or leave, the site records what happened and when, with the network and the kind of "
        "browser it came from, but not your whole internet address. Once you have entered the "
        "code, your e-mail address and the revision you received are recorded as well.",
    ),
    Detail.NONE: _(
        "recipient_about_code_none",
        default="When you ask for a code, enter one, open a document, download or acknowledge it, "
        "or leave, the site records what happened and when, but no internet address and no "
        "browser. Once you have entered the code, your e-mail address and the revision you "
        "received are recorded as well.",
    ),
}
CONTACT_DAYS = _(
    "recipient_about_contact_days",
    default="Internet address and browser are deleted from the records after ${days} days.",
)
PERSON_DAYS = _(
    "recipient_about_person_days",
    default="Your name and e-mail address are deleted from them after ${days} days.",
)
FOR_EVER = _(
    "recipient_about_person_kept",
    default="Your name and e-mail address stay as long as the records themselves.",
)
NO_LONGER = _("recipient_about_no_longer", default="a document that is no longer shared with you")


def show(visit: Visit) -> str:
    """The notice of the site below what the product itself does."""
    notice = [part for part in visit.settings.privacy_notice.splitlines() if part.strip()]
    recorded = [visit.say(sentence) for sentence in _recorded(visit)]
    return str(ABOUT(visit, notice=notice, recorded=recorded, openings=_openings(visit)))


def _recorded(visit: Visit) -> list[Message]:
    bounds = visit.settings
    said = [RECORDED.get(Detail(bounds.contact_detail), RECORDED[Detail.FULL])]
    if bounds.contact_detail != Detail.NONE:
        said.append(Message(CONTACT_DAYS, mapping={"days": bounds.contact_days}))
    forgotten = Message(PERSON_DAYS, mapping={"days": bounds.person_days})
    said.append(forgotten if bounds.person_days else FOR_EVER)
    return said


def _openings(visit: Visit) -> list[dict[str, Any]]:
    """The reader's own, behind the code; before it nobody is told anything."""
    if visit.session is None:
        return []
    found = History(visit.ports).of_reader(visit.session)
    return [
        {
            "moment": visit.moment(row["time"]),
            "title": title or visit.say(NO_LONGER),
            "what": visit.say(ACTIONS[Action(row["action"])]),
            "where": ", ".join(
                row["person"][name] for name in ("ip", "agent") if name in row["person"]
            ),
        }
        for row, title in found
    ]
