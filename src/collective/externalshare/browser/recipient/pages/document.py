"""One document: what it is, and the buttons that fetch it."""

from __future__ import annotations

from ....model.verdict import Refused
from ....sentences import sentence
from ....services.read import Read
from ..acknowledgement import asked_of
from ..answers import go
from ..seen import note_seen
from ..templates import DOCUMENT
from ..visit import Visit
from . import password
from .portal import card


def show(visit: Visit, share_id: str, refused: Refused | None = None) -> str:
    """The document's page; a session that has ended leads to the portal, which says so."""
    if visit.session is None:
        return go(visit)
    entry = Read(visit.ports).document(visit.session, share_id)
    if entry is None:
        # Which says the same of what is not there as this page did.
        return password.show(visit, share_id)
    note_seen(visit)
    reader = Read(visit.ports).reader(visit.session).address
    return str(
        DOCUMENT(
            visit,
            card=card(visit, entry),
            asked=asked_of(visit, entry.share),
            error=visit.say(sentence(refused)) if refused else "",
            width="wide",
            reader=reader,
        )
    )
