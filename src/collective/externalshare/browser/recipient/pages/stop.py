"""No more reminders: a page that asks, and what a mail program posts by itself (RFC 8058)."""

from __future__ import annotations

from ....services.unsubscribe import Unsubscribe
from ..answers import problem
from ..one_click import one_click
from ..templates import STOP
from ..unknown import unknown_link
from ..visit import Visit


def show(visit: Visit, token: str) -> str:
    """Ask. Filters open every address of a mail, so this changes nothing (T20)."""
    found = Unsubscribe(visit.ports).find(token)
    return unknown_link(visit) if found is None else _page(visit, token, found.stopped is not None)


def stop(visit: Visit, token: str) -> str:
    """Stop them; a form without the word of the RFC stops nothing."""
    if not one_click(visit.request):
        return problem(visit, 400)
    if not Unsubscribe(visit.ports).stop(token, visit.contact):
        return unknown_link(visit)
    return _page(visit, token, True)


def _page(visit: Visit, token: str, stopped: bool) -> str:
    action = visit.place.path("stop", token)
    return str(STOP(visit, action=action, stopped=stopped, leave=False))
