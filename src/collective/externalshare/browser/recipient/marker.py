"""The mark of requests that came to the recipient pages."""

from __future__ import annotations

from ...interfaces import IExternalShareLayer
from typing import Any
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides


MOST_MARKED = 200


class IRecipientRequest(IExternalShareLayer):
    """A request of a recipient page, whatever becomes of it."""


_MARKED: dict[Any, Any] = {}
"""Declarations by those they were made from; zope.interface forgets its own with each request.

There are as many as combinations of marks, and working one out takes as long as
finding a session.
"""


def mark(request: Any) -> None:
    """Mark a request, before every other mark: errors of `++api++` are ours here too."""
    before = (type(request), getattr(request, "__provides__", None))
    if before in _MARKED:
        request.__provides__ = _MARKED[before]
        return
    directlyProvides(request, IRecipientRequest, directlyProvidedBy(request))
    if len(_MARKED) < MOST_MARKED:
        _MARKED[before] = request.__provides__
