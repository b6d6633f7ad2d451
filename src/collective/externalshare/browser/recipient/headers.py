"""What every answer says to browsers, caches and search engines, errors included."""

from __future__ import annotations

from ...content.span import Span
from typing import Any
from zope.interface import implementer
from ZPublisher.Iterators import IUnboundStreamIterator


POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'none'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'"
)

# The viewer's script is a file of ours; pages work without it.
VIEWER_POLICY = POLICY.replace("script-src 'none'", "script-src 'self'")

# What is served as a file can neither run nor fetch anything, wherever it is opened.
FILE_POLICY = f"{POLICY}; sandbox"

ALWAYS = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Vary": "Accept-Language, Cookie",
}

# For a Diazo in front of Zope; inside it the transform chain is off. Said before Zope
# goes along the path, it keeps Plone from getting a theme ready for every page and file.
UNTHEMED = ("X-Theme-Disabled", "1")

_KEPT = {name.lower(): value for name, value in (*ALWAYS.items(), UNTHEMED)}

HTML = "text/html; charset=utf-8"
# A key of plone.transformchain: neither theme nor plone.protect reads our pages.
NO_TRANSFORM = "plone.transformchain.disable"


def put_headers(request: Any, language: str) -> None:
    """Set what holds for every answer; a file's own headers come after."""
    request.environ[NO_TRANSFORM] = True
    response = request.response
    # As Zope keeps them: to set one after the other takes as long as to find the session.
    response.headers.update(_KEPT)
    response.setHeader("Content-Type", HTML)
    response.setHeader("Content-Language", language)


def start_anew(request: Any) -> None:
    """Take back whatever a page said of itself, cookies and addresses included."""
    response = request.response
    response.headers.clear()
    response.cookies.clear()


@implementer(IUnboundStreamIterator)
class Unmeasured:
    """Nothing at all, and no word of how long something would be."""

    def __iter__(self) -> Unmeasured:
        return self

    def __next__(self) -> bytes:
        raise StopIteration


def without_body(response: Any, body: str | bytes | Span | Unmeasured) -> str | Unmeasured:
    """What HEAD answers: the length of the body where it is known, and nothing of it."""
    if isinstance(body, Unmeasured):
        return body
    if isinstance(body, Span):
        body.close()
    elif response.getHeader("Content-Length") is None:
        data = body if isinstance(body, bytes) else body.encode()
        response.setHeader("Content-Length", str(len(data)))
    return ""
