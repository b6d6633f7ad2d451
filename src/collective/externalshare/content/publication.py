"""Whether an object counts as published now."""

from __future__ import annotations

from ..model.revision import SourceRefusal
from ..model.settings import Settings
from .sites import acting_site
from Acquisition import aq_inner
from Acquisition import aq_parent
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from typing import Any

import importlib.util


if importlib.util.find_spec("plone.app.iterate"):
    from plone.app.iterate.interfaces import IWorkingCopy
else:  # pragma: no cover
    IWorkingCopy = None


def publication_refusal(obj: Any, settings: Settings, now: datetime) -> SourceRefusal | None:
    """Why an object does not count as published at `now`, or None."""
    if IWorkingCopy is not None and IWorkingCopy.providedBy(obj):
        return SourceRefusal.WORKING_COPY
    if not _in_published_state(obj, settings):
        return SourceRefusal.NOT_PUBLISHED
    effective, expires = _instant(obj, "effective_date"), _instant(obj, "expiration_date")
    if effective is not None and now.timestamp() < effective:
        return SourceRefusal.NOT_YET_EFFECTIVE
    if expires is not None and now.timestamp() >= expires:
        return SourceRefusal.EXPIRED_DOCUMENT
    return None


def state_holder(obj: Any) -> Any:
    """The object itself, or its nearest ancestor, whose workflow says what is published.

    None when there is no such object up to the site.
    """
    return _state_holder(obj, _workflow_tool())


def published_at(obj: Any) -> int | None:
    """The effective date in microseconds since the epoch."""
    seconds = _instant(obj, "effective_date")
    return None if seconds is None else int(seconds * 1_000_000)


def _workflow_tool() -> Any:
    # Where it lies: the general way to a tool takes as long as to ask this one.
    return acting_site()._getOb("portal_workflow")


def _state_holder(obj: Any, workflow: Any) -> Any:
    while obj is not None and not IPloneSiteRoot.providedBy(obj):
        if workflow.getChainFor(obj):
            return obj
        obj = aq_parent(aq_inner(obj))
    return None


def _in_published_state(obj: Any, settings: Settings) -> bool:
    workflow = _workflow_tool()
    holder = _state_holder(obj, workflow)
    if holder is None:
        return settings.share_without_workflow
    return workflow.getInfoFor(holder, "review_state", "") in settings.published_states


def _instant(obj: Any, name: str) -> float | None:
    date = getattr(obj, name, None)
    return None if date is None else date.timeTime()
