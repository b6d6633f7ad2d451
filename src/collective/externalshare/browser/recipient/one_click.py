"""One-click unsubscribing: the one form that is believed wherever it comes from (RFC 8058).

A mail program posts it in its reader's name, without cookies, and mostly as
`multipart/form-data`. What it may do is said by the secret address alone.
"""

from __future__ import annotations

from email import message_from_bytes
from io import BytesIO
from typing import Any

import re


FIELD = "List-Unsubscribe"
WORD = "One-Click"
BODY = f"{FIELD}={WORD}".encode()
_PATH = re.compile(r"/(?:@@)?external-share/stop/[^/]+/?$")


def one_click(request: Any) -> bool:
    """Whether the form says the word of the RFC."""
    return bool(request.form.get(FIELD) == WORD)


def as_plain_form(request: Any, body: bytes) -> bool:
    """Make the RFC's own multipart body a form that is read like any other; False where it is none.

    Zope is given nothing of what was sent, so that nothing else in it counts.
    """
    environ = request.environ
    if not _PATH.search(environ["PATH_INFO"]):
        return False
    kind = environ["CONTENT_TYPE"].encode("ascii", "replace")
    message = message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + body)
    parts = message.get_payload()
    if not isinstance(parts, list) or len(parts) != 1:
        return False
    (part,) = parts
    name = part.get_param("name", header="content-disposition")
    if name != FIELD or part.get_payload(decode=True).strip() != WORD.encode():
        return False
    request.stdin = BytesIO(BODY)
    environ["CONTENT_LENGTH"] = str(len(BODY))
    return True
