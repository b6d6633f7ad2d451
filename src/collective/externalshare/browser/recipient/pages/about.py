"""What is recorded about a visit, and who answers for it."""

from __future__ import annotations

from ..templates import ABOUT
from ..visit import Visit


def show(visit: Visit) -> str:
    """The notice of the site below what the product itself does."""
    notice = [part for part in visit.settings.privacy_notice.splitlines() if part.strip()]
    return str(ABOUT(visit, notice=notice))
