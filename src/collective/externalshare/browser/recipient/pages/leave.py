"""Leaving: the session ends on the server, and the browser forgets what it saw."""

from __future__ import annotations

from ....services.admit import Admit
from ..answers import go
from ..answers import problem
from ..jar import SESSION
from ..visit import Visit


def leave(visit: Visit) -> str:
    """End the session of this browser."""
    if visit.session is None:
        return go(visit)
    if not visit.form_fits(SESSION):
        return problem(visit, 403)
    Admit(visit.ports).leave(visit.session, visit.contact)
    visit.jar.drop(SESSION)
    visit.response.setHeader("Clear-Site-Data", '"cache", "cookies"')
    return go(visit)
