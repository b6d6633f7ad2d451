"""The marks of requests to the recipient pages."""

from __future__ import annotations

from ...interfaces import IExternalShareLayer
from typing import Any
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


MOST_MARKED = 200


class IToRecipientPages(IDefaultBrowserLayer):
    """A request to the recipient pages, before it is known whether they are there.

    It stands in for the layer that it is made of: Plone puts its own layers before those it
    finds, and where there is one alone it need not put several in order, at each request.
    """


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
    others = [other for other in directlyProvidedBy(request) if not kind.extends(other)]
    directlyProvides(request, kind, *others)
    if len(_MARKED) < MOST_MARKED:
        _MARKED[before] = request.__provides__
