"""Newer versions that nobody published yet: working copies, where plone.app.iterate is there."""

from __future__ import annotations

from ..model.verdict import Refused
from .documents import Document
from collections.abc import Iterable
from typing import Any
from zope.component import ComponentLookupError

import importlib.util


if importlib.util.find_spec("plone.app.iterate"):
    from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
else:  # pragma: no cover
    ICheckinCheckoutPolicy = None

MOST_NAMED = 10


def has_newer(obj: Any) -> bool:
    """Whether somebody has checked out a working copy of an object."""
    policy = None if ICheckinCheckoutPolicy is None else ICheckinCheckoutPolicy(obj, None)
    try:
        return policy is not None and policy.getWorkingCopy() is not None
    except (ComponentLookupError, KeyError):
        # The site keeps no relations, or this one leads to nothing any more.
        return False


def newer_versions(documents: Iterable[Document]) -> list[Refused]:
    """A warning that names the documents of which a newer version is on its way; none: empty."""
    titles = [document.title for document in documents if has_newer(document.obj)]
    if not titles:
        return []
    named = ", ".join(f"“{title}”" for title in titles[:MOST_NAMED])
    more = " …" if len(titles) > MOST_NAMED else ""
    return [Refused("newer_version", {"titles": named + more}, where="documents")]
