"""What holds for every page inside Plone that shows names and addresses of recipients."""

from __future__ import annotations

from .. import _
from plone import api
from typing import Any
from ZPublisher.HTTPRequest import record


METHODS = ("GET", "HEAD", "POST")
UNREADABLE = _(
    "request_unreadable",
    default="The address or the form held characters that are no text, so nothing of it was read.",
)


def keep_out_of_caches(request: Any) -> None:
    """The answer names people: no cache may have it."""
    request.response.setHeader("Cache-Control", "private, no-store")


def begin(request: Any) -> bool:
    """Keep the answer out of every cache; False when it is 405 and there is no page.

    A form that is no UTF-8 is 400, and the page that of an empty form. Zope
    calls a view that takes the rest of its path for every method there is.
    """
    keep_out_of_caches(request)
    if request.method in METHODS:
        if not _is_text(request.form):
            _read_nothing(request)
        return True
    request.response.setStatus(405)
    request.response.setHeader("Allow", ", ".join(METHODS))
    return False


def _is_text(value: Any) -> bool:
    """Whether Zope could read all of it; what it could not, no page can write."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() == value
    if isinstance(value, dict):
        return all(map(_is_text, value.values()))
    if isinstance(value, record):
        return _is_text(vars(value))
    return not isinstance(value, list | tuple) or all(map(_is_text, value))


def _read_nothing(request: Any) -> None:
    request.form.clear()
    request.response.setStatus(400)
    api.portal.show_message(UNREADABLE, request, type="error")
