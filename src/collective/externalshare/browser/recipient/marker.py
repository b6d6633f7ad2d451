"""The marks of requests to the recipient pages."""

from __future__ import annotations

from ...interfaces import IExternalShareLayer
from typing import Any
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides
from zope.interface import Interface


MOST_MARKED = 200


class IToRecipientPages(Interface):
    """A request to the recipient pages, before it is known whether they are there."""


class IRecipientRequest(IExternalShareLayer):
    """A request of a recipient page, whatever becomes of it."""


_MARKED: dict[Any, Any] = {}
"""Declarations by those they were made from; zope.interface forgets its own with each request.

There are as many as combinations of marks, and working one out takes as long as
finding a session.
"""


def mark(request: Any, kind: Any = IRecipientRequest) -> None:
    """Mark a request, before every other mark: errors of `++api++` are ours here too."""
    before = (type(request), getattr(request, "__provides__", None), kind)
    if before in _MARKED:
        request.__provides__ = _MARKED[before]
        return
    directlyProvides(request, kind, directlyProvidedBy(request))
    if len(_MARKED) < MOST_MARKED:
        _MARKED[before] = request.__provides__
