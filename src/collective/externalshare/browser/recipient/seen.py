"""The one write that a page other than a form may make: that the session is in use."""

from __future__ import annotations

from ...services.read import Read
from .visit import Visit


def note_seen(visit: Visit) -> None:
    """Keep the session awake, at most once a minute and never for HEAD."""
    if visit.session is None or visit.request.environ["REQUEST_METHOD"] != "GET":
        return
    visit.wrote = Read(visit.ports).note_seen(visit.session)
