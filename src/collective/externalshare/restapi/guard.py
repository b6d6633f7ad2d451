"""Looks at a request to our services before Zope and plone.restapi read it.

Field names with a colon choose types (T81), a multipart body needs a
boundary, deeply nested JSON breaks the parser that log-in uses, and so does a
log-in that is none: each would be a 500 before any service is asked. A
subscriber that raised here would break every request of the site, so this one
makes the request harmless, and the services answer 400 or 401.
"""

from __future__ import annotations

from .body import PDF_TYPE
from io import BytesIO
from typing import Any
from urllib.parse import unquote_plus

import json
import re


MARK = "collective.externalshare.malformed"
# Deep nesting that fits in here never reaches the interpreter's limit.
LARGEST = 1 << 20

_TRACE = re.compile(r"/@external-shares/trace/?$")
_OURS = re.compile(
    r"/@external-(?:shares|share-(?:persons|approvals|lists|policy|housekeeping)|recipients|organisations)(?:/|$)"
    r"|/@controlpanels/external-sharing/?$"
)


def guard(event: Any) -> None:
    """Neutralise what is malformed."""
    request = event.request
    environ = request.environ
    if not _OURS.search(environ.get("PATH_INFO", "")):
        return
    if any(":" in name for name in _names(environ.get("QUERY_STRING", ""))):
        environ["QUERY_STRING"] = ""
        environ[MARK] = True
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind == PDF_TYPE and _TRACE.search(environ["PATH_INFO"]):
        # Zope parses no such body.
        pass
    elif not kind.endswith("json"):
        # Nothing else is ever read, so nothing else is parsed.
        environ["CONTENT_TYPE"] = "application/octet-stream"
    elif environ["PATH_INFO"].rstrip("/").endswith("/external-sharing"):
        _check_json(request)
    try:
        request._authUserPW()
    except ValueError:
        # No name and password at all: nobody is logged in.
        request._auth = None


def _names(query: str) -> list[str]:
    return [unquote_plus(part.partition("=")[0]) for part in query.split("&") if part]


def _check_json(request: Any) -> None:
    body = request.stdin.read(LARGEST + 1)
    request.stdin.seek(0)
    try:
        json.loads(body or b"{}")
        sound = len(body) <= LARGEST
    except RecursionError:
        sound = False
    except ValueError:
        # Malformed, which plone.restapi says well by itself.
        sound = True
    if not sound:
        request.stdin = BytesIO(b"[")
