"""A file that a service made, on its way out: whole, under its name, and to be kept nowhere."""

from __future__ import annotations

from ..services.export import Exported
from .span import Span


def headers_of(made: Exported) -> dict[str, str]:
    """Its name is plain ASCII; wherever it is opened it can neither run nor fetch anything."""
    return {
        "Content-Type": made.media_type,
        "Content-Length": str(made.size),
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }


def body_of(made: Exported) -> Span:
    """Sent without copying, once the transaction has been committed."""
    return Span(made.stream, 0, made.size)
