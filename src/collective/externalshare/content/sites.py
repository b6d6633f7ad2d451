"""The Plone site that is acted in."""

from __future__ import annotations

from Acquisition import aq_chain
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from zope.component.hooks import getSite


def acting_site() -> Any:
    """The Plone site, also where a folder in it is a site of its own; None outside of any."""
    chain = aq_chain(getSite())
    return next((obj for obj in chain if IPloneSiteRoot.providedBy(obj)), None)
