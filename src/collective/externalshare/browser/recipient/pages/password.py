"""The password of a document: asked, given, refused."""

from __future__ import annotations

from ....model.verdict import Refused
from ....sentences import sentence
from ....services.read import Read
from ....services.unlock import Unlock
from ..answers import go
from ..answers import problem
from ..answers import unavailable
from ..jar import SESSION
from ..seen import note_seen
from ..templates import PASSWORD
from ..visit import Visit
from .portal import card


STATUSES = {
    "password_missing": 400,
    "password_wrong": 403,
    "password_tries_spent": 429,
    "password_busy": 503,
}
SECONDS = {429: 3600, 503: 10}


def show(visit: Visit, share_id: str, refused: Refused | None = None) -> str:
    """The page to type it on, instead of the document's own."""
    entry = None if visit.session is None else Read(visit.ports).locked(visit.session, share_id)
    if entry is None:
        return unavailable(visit)
    if refused is None:
        note_seen(visit)
    found = card(visit, entry)
    action = visit.place.path("d", share_id, "password")
    error = visit.say(sentence(refused)) if refused else ""
    return str(PASSWORD(visit, card=found, action=action, error=error))


def give(visit: Visit, share_id: str) -> str:
    """Trade the password for the document's page."""
    if visit.session is None:
        return go(visit)
    if not visit.form_fits(SESSION):
        return problem(visit, 403)
    found = Unlock(visit.ports)(visit.session, share_id, visit.field("password"), visit.contact)
    if isinstance(found, Refused):
        status = STATUSES[found.code]
        visit.response.setStatus(status)
        if status in SECONDS:
            visit.response.setHeader("Retry-After", str(SECONDS[status]))
        return show(visit, share_id, found)
    return go(visit, "d", share_id) if found else unavailable(visit)
