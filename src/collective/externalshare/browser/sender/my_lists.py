"""A sender's own lists of recipients."""

from __future__ import annotations

from ... import _
from ...content.people import current_actor
from ...model.recipient_list import RecipientList
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.recipient_lists import RecipientLists
from ..list_desk import ListDesk
from ..personal import begin
from ..title import ITitled
from .row import MINE
from functools import cached_property
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.interface import implementer


MY_LISTS = "@@my-external-lists"
TITLE = _("my_lists_title", default="My lists of recipients")


@implementer(ITitled)
class MyLists(ListDesk, BrowserView):
    """For whoever is logged in; shows their own lists and no others."""

    index = ViewPageTemplateFile("my_lists.pt")

    def __call__(self) -> str:
        """The table, or one list."""
        if not begin(self.request):
            return ""
        if api.user.is_anonymous():
            raise Unauthorized
        return self.desk()

    @cached_property
    def ports(self) -> Ports:  # type: ignore[override]
        """The services' collaborators."""
        found = ports_for(self.context)
        if found is None:
            raise NotFound
        return found

    @property
    def owner(self) -> str:  # type: ignore[override]
        """Whose lists these are."""
        return current_actor().id

    @property
    def desk_url(self) -> str:
        """The table."""
        return f"{self.context.absolute_url()}/{MY_LISTS}"

    @property
    def mine_url(self) -> str:
        """Where somebody comes from."""
        return f"{self.context.absolute_url()}/{MINE}"

    def kept(self) -> list[RecipientList]:
        """Their own."""
        return RecipientLists(self.ports).of(self.owner)

    @property
    def page_titles(self) -> tuple[Any, ...]:
        """Which list, and that it is theirs."""
        return (self.list_title, TITLE) if self.path else (TITLE,)
