"""The reader's copy: whole, in part, or its headers alone."""

from __future__ import annotations

from ....content.span import Span
from ....model.verdict import Refused
from ....services.fetch import Fetch
from ....services.fetch import FileAnswer
from ..answers import BROKEN_SECONDS
from ..answers import problem
from ..answers import unavailable
from ..disposition import disposition
from ..headers import FILE_POLICY
from ..ranges import Part
from ..ranges import part_of
from ..seen import note_seen
from ..visit import Visit
from typing import Any


def show(visit: Visit, ticket: str) -> str | Span:
    """Serve the bytes of a grant to the session that asked for it, and to no other."""
    if visit.session is None:
        # Not the portal: a download that is resumed must not become a page.
        return unavailable(visit)
    answer = Fetch(visit.ports).file(visit.session, ticket)
    if answer is None:
        return unavailable(visit)
    if isinstance(answer, Refused):
        return problem(visit, 503, refused=answer, seconds=BROKEN_SECONDS)
    handle = _opened(answer)
    if handle is None:
        return problem(visit, 503, seconds=BROKEN_SECONDS)
    note_seen(visit)
    return _part(visit, answer, handle)


def _opened(answer: FileAnswer) -> Any:
    """The copy, opened before anything is answered; None when its body is gone."""
    try:
        return answer.virtual.open()
    except OSError:
        return None


def _part(visit: Visit, answer: FileAnswer, handle: Any) -> str | Span:
    response = visit.response
    etag = f'"{answer.sha256}"'
    response.setHeader("Content-Type", "application/pdf")
    response.setHeader("Content-Disposition", disposition("attachment", answer.filename))
    response.setHeader("Content-Security-Policy", FILE_POLICY)
    response.setHeader("Accept-Ranges", "bytes")
    response.setHeader("ETag", etag)
    part = _wanted(visit.request, etag, answer.virtual.size)
    if part is None:
        handle.close()
        response.setStatus(416)
        response.setHeader("Content-Range", f"bytes */{answer.virtual.size}")
        response.setHeader("Content-Length", "0")
        return ""
    if part.partial:
        response.setStatus(206)
        response.setHeader(
            "Content-Range", f"bytes {part.start}-{part.stop - 1}/{answer.virtual.size}"
        )
    length = part.stop - part.start
    response.setHeader("Content-Length", str(length))
    return Span(handle, part.start, length)


def _wanted(request: Any, etag: str, size: int) -> Part | None:
    ranged = request.environ["REQUEST_METHOD"] == "GET"
    header = request.get_header("Range", "") if ranged else ""
    return part_of(header, request.get_header("If-Range", ""), etag, size)
