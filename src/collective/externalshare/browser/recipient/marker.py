"""The mark of requests that came to the recipient pages."""

from __future__ import annotations

from ...interfaces import IExternalShareLayer
from typing import Any
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides


class IRecipientRequest(IExternalShareLayer):
    """A request of a recipient page, whatever becomes of it."""


def mark(request: Any) -> None:
    """Mark a request, before every other mark: errors of `++api++` are ours here too."""
    directlyProvides(request, IRecipientRequest, directlyProvidedBy(request))
