"""Everything that somebody shared, of whatever document, newest first."""

from __future__ import annotations

from ... import _
from ...content.people import current_actor
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.progress import Progress
from ...services.progress import progress_of
from ..listing import document_url
from ..listing import Listing
from ..personal import begin
from ..place import Place
from ..status import ShareWords
from ..status import speaker
from ..title import ITitled
from .acts import Act
from .acts import acts_of
from .acts import details_url
from .my_lists import MY_LISTS
from .row import MINE
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.interface import implementer


@implementer(ITitled)
class MyShares(Listing, BrowserView):
    """For whoever is logged in: a sender may see and change what they sent, wherever it is."""

    index = ViewPageTemplateFile("mine.pt")
    page_titles = (_("my_shares_title", default="My external shares"),)

    def __call__(self) -> str:
        """Render the page that was asked for."""
        if not begin(self.request):
            return ""
        if api.user.is_anonymous():
            raise Unauthorized
        self.read_place()
        return self.index()

    @cached_property
    def ports(self) -> Ports:
        """The services' collaborators."""
        found = ports_for(self.context)
        if found is None:
            raise NotFound
        return found

    def narrow(self, place: Place) -> Any:
        """What this user sent, and no more."""
        return replace(place.filters, sender=current_actor().id)

    @property
    def all_url(self) -> str:
        """The table."""
        return f"{self.context.absolute_url()}/{MINE}"

    @property
    def lists_url(self) -> str:
        """Where this user keeps lists of recipients."""
        return f"{self.context.absolute_url()}/{MY_LISTS}"

    @property
    def hand_over_url(self) -> str:
        """Where they hand over what they have."""
        return f"{self.all_url}-hand-over"

    @property
    def progress(self) -> Progress | None:
        """How far the mails are, where one sending is shown."""
        return progress_of(self.ports, self.place.distribution, current_actor().id)

    @property
    def here(self) -> str:
        """This page once more."""
        return self.at(self.place)

    @cached_property
    def rows(self) -> list[ShareWords]:
        """The page's shares in words, as their documents' gates have them."""
        said = speaker()
        return [ShareWords(row, said) for row in self.page.rows]

    def acts(self, words: ShareWords) -> list[Act]:
        """What their sender can do with a share: everything."""
        return acts_of(words, back="mine")

    def details(self, words: ShareWords) -> str:
        """The page of one share."""
        return details_url(words.id, back="mine")

    def document_url(self, words: ShareWords) -> str:
        """Where the document can be seen; empty when it was deleted."""
        return document_url(self.context, words.row)
