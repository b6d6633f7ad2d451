"""The site's logo as a file."""

from __future__ import annotations

from ..answers import unavailable
from ..headers import FILE_POLICY
from ..logo import site_logo
from ..visit import Visit


def show(visit: Visit) -> str | bytes:
    """Serve the logo; a drawing opened by itself runs nothing, for it is sandboxed."""
    logo = site_logo()
    if logo is None:
        return unavailable(visit)
    visit.response.setHeader("Content-Type", logo.kind)
    visit.response.setHeader("Content-Security-Policy", FILE_POLICY)
    return logo.data
