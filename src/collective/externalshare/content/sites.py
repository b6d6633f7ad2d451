"""The Plone site that is acted in, and what is read of it."""

from __future__ import annotations

from ..interfaces import IShareStore
from ..interfaces import ISiteSettings
from ..model.settings import Settings
from Acquisition import aq_chain
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from typing import TYPE_CHECKING
from zope.component import getAdapter
from zope.component import queryAdapter
from zope.component.hooks import getSite


if TYPE_CHECKING:
    from ..storage.store import ShareStore


def acting_site() -> Any:
    """The Plone site, also where a folder in it is a site of its own; None outside of any."""
    chain = aq_chain(getSite())
    return next((obj for obj in chain if IPloneSiteRoot.providedBy(obj)), None)


class Surroundings:
    """What is asked of the site to judge a document, each read once, however many are judged."""

    def __init__(self, site: Any) -> None:
        self.site = site

    @cached_property
    def store(self) -> ShareStore | None:
        """The store; None outside of any site, and where the add-on is not installed."""
        found: ShareStore | None = queryAdapter(self.site, IShareStore)
        return found

    @cached_property
    def settings(self) -> Settings:
        """The settings of the first moment that somebody asked."""
        settings: Settings = getAdapter(self.site, ISiteSettings).read()
        return settings
