"""Looks at a request before Zope reads its form.

Zope lets the names of fields choose types, and answers some malformed bodies
with a traceback before any view runs (T81). A subscriber that raised here
would break every request of the site, so this one makes the request harmless
and leaves a mark; the view answers.
"""

from __future__ import annotations

from .headers import UNTHEMED
from .marker import IToRecipientPages
from .marker import mark
from .one_click import as_plain_form
from .one_click import BODY
from .place import VIEW
from typing import Any
from urllib.parse import unquote_to_bytes

import re


MARK = "collective.externalshare.refused"
MOST_BYTES = 65_536
MOST_FIELDS = 20
MULTIPART = "multipart/form-data"
FORM = "application/x-www-form-urlencoded"
UTF_8 = frozenset({"utf-8", "utf8"})

# Another spelling of the same view.
_SPELLED_OUT = "/++view++external-share"
_OURS = re.compile(rf"/{VIEW}(?:/|$)")
# The bare name may be somebody's page: then only what looks like a secret or an id is ours.
_BARE = re.compile(r"/external-share/(?:[a-z]+/)?[0-9A-Za-z]{32}(?:/[0-9a-z]+)*/?$")
# Zope drops these from a path.
_IDLE = re.compile(r"/(?:\.?/)+")
# These it answers by itself, or goes up with, before it asks anything along the path.
_ZOPES_OWN = frozenset({"..", "REQUEST", "aq_base", "aq_self"})
# Never a route.
_NOWHERE = "none"


def guard(event: Any) -> None:
    """Neutralise what is malformed in a request to a recipient page."""
    environ = event.request.environ
    path = environ.get("PATH_INFO", "").replace(_SPELLED_OUT, f"/{VIEW}")
    path = _IDLE.sub("/", path)
    if not _OURS.search(path) and not _BARE.search(path):
        return
    try:
        environ["PATH_INFO"] = straight(path)
        refused = _refused(event.request)
    except Exception:  # whatever it was: it must not reach the publisher
        refused = 400
    mark(event.request, IToRecipientPages)
    event.request.response.setHeader(*UNTHEMED)
    environ.pop("HTTP_SOAPACTION", None)
    # Else Zope takes other methods for WebDAV and fails before the view says 405.
    event.request.maybe_webdav_client = False
    # Who is logged in means nothing here; and Zope fails at a malformed one.
    event.request._auth = None
    if refused:
        environ["QUERY_STRING"] = ""
        environ["CONTENT_TYPE"] = "application/octet-stream"
        environ[MARK] = refused


def straight(path: str) -> str:
    """The path, or one that leads nowhere when Zope would not let us answer for it."""
    before, view, rest = path.partition(f"/{VIEW}/")
    if _ZOPES_OWN.isdisjoint(rest.split("/")):
        return path
    return f"{before}{view}{_NOWHERE}"


def _refused(request: Any) -> int:
    environ = request.environ
    kind, _, more = environ.get("CONTENT_TYPE", "").partition(";")
    kind = kind.strip().lower()
    if not _charsets(more) <= UTF_8:
        return 400
    fields = _split(environ.get("QUERY_STRING", ""))
    if environ.get("REQUEST_METHOD", "GET") in ("GET", "HEAD"):
        return 0 if _plain(fields) else 400
    if int(environ.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return 413
    if kind == MULTIPART and "boundary=" not in more:
        return 400
    body = request.stdin.read(MOST_BYTES + 1)
    request.stdin.seek(0)
    if len(body) > MOST_BYTES:
        return 413
    if kind == MULTIPART and as_plain_form(request, body):
        kind, body = FORM, BODY
    if kind != FORM and (kind or body):
        return 415
    # Zope may read parameters otherwise than this did: it gets none.
    environ["CONTENT_TYPE"] = kind
    return 0 if _plain(fields + _split(body.decode("latin-1"))) else 400


def _charsets(parameters: str) -> set[str]:
    """In what a form claims to be written: Zope would read names otherwise than we do."""
    pairs = (part.partition("=") for part in parameters.lower().split(";"))
    return {value.strip(" \t\"'") for name, _, value in pairs if name.strip() == "charset"}


def _split(text: str) -> list[tuple[str, str]]:
    """Fields of a query or a form; raises for what is not UTF-8."""
    pairs = (part.partition("=") for part in text.split("&")[: MOST_FIELDS + 1] if part)
    return [(_decode(name), _decode(value)) for name, _, value in pairs]


def _decode(text: str) -> str:
    return unquote_to_bytes(text.replace("+", " ").encode("latin-1")).decode("utf-8")


def _plain(fields: list[tuple[str, str]]) -> bool:
    names = [name for name, _ in fields]
    return (
        len(names) <= MOST_FIELDS
        and len(set(names)) == len(names)
        and not any(":" in name or "." in name for name in names)
    )
