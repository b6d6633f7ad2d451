"""Answers that are not a page of their own: not available, a problem, another address."""

from __future__ import annotations

from ...model.verdict import Refused
from ...sentences import sentence
from .templates import MESSAGE
from .visit import Visit
from .words import CLOSED
from .words import HTTPS
from .words import PROBLEMS
from .words import UNAVAILABLE
from .words import Words
from dataclasses import replace


TOO_OFTEN_SECONDS = 600
BROKEN_SECONDS = 60


def unavailable(visit: Visit) -> str:
    """The one answer to everything that cannot be had, the same whatever the cause."""
    return _page(visit, 404, UNAVAILABLE, contact=visit.settings.contact)


def closed(visit: Visit) -> str:
    """The portal of a browser without a session."""
    return _page(visit, 200, CLOSED, contact=visit.settings.contact)


def problem(
    visit: Visit,
    status: int,
    *,
    refused: Refused | None = None,
    seconds: int = 0,
    reference: str = "",
) -> str:
    """A page for a status; a service's refusal puts its own sentence on it."""
    words = PROBLEMS[status]
    if refused is not None:
        words = replace(words, texts=(sentence(refused),))
    if seconds:
        visit.response.setHeader("Retry-After", str(seconds))
    return _page(visit, status, words, reference=reference)


def needs_https(visit: Visit) -> str:
    """Said instead of an endless loop of forms whose cookies the browser drops."""
    return _page(visit, 400, HTTPS)


def too_often(visit: Visit, refused: Refused) -> str:
    """The answer to a spent limit."""
    return problem(visit, 429, refused=refused, seconds=TOO_OFTEN_SECONDS)


def go(visit: Visit, *names: str) -> str:
    """Send the browser to one of our pages; no other address can be named."""
    visit.response.redirect(visit.place.link(*names), status=303)
    return ""


def _page(
    visit: Visit, status: int, words: Words, *, contact: str = "", reference: str = ""
) -> str:
    visit.response.setStatus(status)
    # No `Leave` on these: with and without a session they must be the same page. The way on
    # leads to the portal, which says what to do where there is none.
    onward = "" if words in (CLOSED, HTTPS) else visit.place.path()
    return str(
        MESSAGE(
            visit,
            heading=visit.say(words.heading),
            texts=[visit.say(text) for text in words.texts],
            contact=contact,
            reference=reference,
            onward=onward,
            leave=False,
        )
    )
