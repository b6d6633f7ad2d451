"""Whether a form was sent from our own page (T39); anonymous visitors have no other shield."""

from __future__ import annotations

from .place import Place
from typing import Any


def from_our_page(request: Any, place: Place) -> bool:
    """Believe `Sec-Fetch-Site`, which pages cannot forge; else the `Origin`; else nothing."""
    site = request.get_header("Sec-Fetch-Site")
    if site is not None:
        return bool(site == "same-origin")
    return bool(request.get_header("Origin", "").lower() == place.origin)
