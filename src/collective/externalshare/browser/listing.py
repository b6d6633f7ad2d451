"""What tables of shares have in common: a filter, pages, and the sentences where nothing is."""

from __future__ import annotations

from .. import _
from ..model.verdict import Refused
from ..sentences import sentence
from ..services.overview import Overview
from ..services.overview import Row
from ..vocabularies import STATUSES
from ..vocabularies import VIEWS
from .place import Place
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message


PAGE_SIZE = 25
ALL = _("view_all", default="All")


class Listing:
    """Mix-in: reads one page of shares at the `place` that the address names."""

    listing = ViewPageTemplateFile("listing.pt")
    refusal: Message | None = None
    request: Any
    ports: Any
    # Of the page that is mixed into: address of the whole table, from its beginning.
    all_url: str

    def narrow(self, place: Place) -> Any:
        """The filters of a place; a table of some shares only adds its own."""
        return place.filters

    def read_place(self) -> None:
        """Read one page; a filter or cursor that is none leads to the first page, and says so."""
        overview = Overview(self.ports)
        self.place = Place.read(self.request.form)
        found = overview.page(self.narrow(self.place), PAGE_SIZE, self.place.cursor)
        if isinstance(found, Refused):
            self.refusal = sentence(found)
            self.place = Place(query=self.place.query)
            found = overview.page(self.narrow(self.place), PAGE_SIZE)
        self.page: Any = found

    @property
    def filterable(self) -> bool:
        """Whether there is anything to narrow."""
        return bool(self.page.rows or self.place.narrowed or self.place.cursor)

    def statuses(self) -> list[dict[str, Any]]:
        """The choices of the filter."""
        return [
            {"value": str(status), "title": title, "selected": str(status) == self.place.status}
            for status, title in STATUSES.items()
        ]

    def views(self) -> list[dict[str, Any]]:
        """The saved views, and first of all the table without any."""
        named = (("", ALL), *((str(view), title) for view, title in VIEWS.items()))
        return [
            {"title": title, "url": self.at(Place(view=view)), "current": view == self.place.view}
            for view, title in named
        ]

    def at(self, place: Place) -> str:
        """Address of another place in the table."""
        pairs = place.pairs()
        return f"{self.all_url}?{urlencode(pairs)}" if pairs else self.all_url

    def first_url(self) -> str:
        """The first page, unless this is it."""
        return self.at(self.place.first()) if self.place.cursor else ""

    def previous_url(self) -> str:
        """The page before this one, unless this is the first."""
        return self.at(self.place.previous()) if self.place.cursor else ""

    def next_url(self) -> str:
        """The next page, unless this is the last."""
        return self.at(self.place.next(self.page.cursor)) if self.page.cursor else ""


def document_url(site: Any, row: Row) -> str:
    """Where the document can be seen; empty when it was deleted. Wakes no document."""
    if row.share.gate.refusal == "deleted":
        return ""
    return f"{site.absolute_url()}/resolveuid/{row.share.document_uid}/view"
