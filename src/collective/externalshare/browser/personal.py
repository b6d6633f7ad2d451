"""What holds for every page inside Plone that shows names and addresses of recipients."""

from __future__ import annotations

from typing import Any


METHODS = ("GET", "HEAD", "POST")


def begin(request: Any) -> bool:
    """Keep the answer out of every cache; False when it is 405 and there is no page.

    Zope calls a view that takes the rest of its path for every method there is.
    """
    request.response.setHeader("Cache-Control", "private, no-store")
    if request.method in METHODS:
        return True
    request.response.setStatus(405)
    request.response.setHeader("Allow", ", ".join(METHODS))
    return False
