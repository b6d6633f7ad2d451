"""The button by which a reader acknowledges a revision."""

from __future__ import annotations

from ....model.verdict import Refused
from ....services.acknowledge import Acknowledge
from ..answers import go
from ..answers import problem
from ..answers import unavailable
from ..jar import SESSION
from ..visit import Visit
from . import document


def give(visit: Visit, share_id: str) -> str:
    """Record it, then back to the document's page, which says that it is done."""
    if visit.session is None:
        return go(visit)
    if not visit.form_fits(SESSION):
        return problem(visit, 403)
    sha256 = visit.field("revision")
    done = Acknowledge(visit.ports)(visit.session, share_id, sha256, visit.contact)
    if isinstance(done, Refused):
        visit.response.setStatus(409)
        return document.show(visit, share_id, done)
    return go(visit, "d", share_id) if done else unavailable(visit)
