"""The buttons of a document: a grant, then the file."""

from __future__ import annotations

from ....model.terms import Access
from ....model.verdict import Refused
from ....services.read import Read
from ..answers import BROKEN_SECONDS
from ..answers import go
from ..answers import problem
from ..answers import too_often
from ..answers import unavailable
from ..jar import SESSION
from ..visit import Visit


def view(visit: Visit, share_id: str) -> str:
    """Grant a look."""
    return _grant(visit, share_id, Access.VIEW)


def download(visit: Visit, share_id: str) -> str:
    """Grant the file."""
    return _grant(visit, share_id, Access.DOWNLOAD)


def _grant(visit: Visit, share_id: str, access: Access) -> str:
    if visit.session is None:
        return go(visit)
    if not visit.form_fits(SESSION):
        return problem(visit, 403)
    granted = Read(visit.ports).grant(visit.session, share_id, access.value, visit.contact)
    if granted is None:
        return unavailable(visit)
    if not isinstance(granted, Refused):
        return go(visit, "view" if access is Access.VIEW else "file", granted.ticket)
    if granted.code == "copy_failed":
        return problem(visit, 503, refused=granted, seconds=BROKEN_SECONDS)
    return too_often(visit, granted)
