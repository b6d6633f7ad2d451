"""The tab Distributions: every share of the site on one table, newest first."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.share import Status
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Overview
from ...services.overview import Row
from ...vocabularies import STATUSES
from ..sender.acts import details_url
from ..status import ShareWords
from .page import AdminPage
from .page import may_open
from .page import PANEL
from .page import REVOKE
from .place import Place
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


PAGE_SIZE = 25
# What a screen reader says of a row's links and checkbox, each of which stands there many times.
SPOKEN = {
    "select": _("admin_select_share", default="Select the share of ${document} with ${address}"),
    "details": _("admin_details_of", default="Details: ${document}, ${address}"),
    "revoke": _("admin_revoke_of", default="Revoke: ${document}, ${address}"),
}


class Distributions(AdminPage):
    """The table, its filter and its pages; nothing is written here.

    Those who may only view the access log see no deed on it.
    """

    index = ViewPageTemplateFile("templates/distributions.pt")
    parts = ViewPageTemplateFile("templates/distributions_parts.pt")
    refusal: Message | None = None

    def answer(self) -> str:
        """Read one page; a filter or cursor that is none leads to the first page, and says so."""
        if not may_open(PANEL, self.context):
            raise Unauthorized
        overview = Overview(self.ports)
        self.manages = allowed(MANAGE, self.context)
        self.place = Place.read(self.request.form)
        found = overview.page(self.place.filters, PAGE_SIZE, self.place.cursor)
        if isinstance(found, Refused):
            self.refusal = sentence(found)
            self.place = Place(query=self.place.query)
            found = overview.page(self.place.filters, PAGE_SIZE)
        self.page: Any = found
        return self.index()

    def lines(self) -> list[dict[str, Any]]:
        """The rows of this page in words, with their links."""
        return [self._line(row) for row in self.page.rows]

    def statuses(self) -> list[dict[str, Any]]:
        """The choices of the filter."""
        return [
            {"value": str(status), "title": title, "selected": str(status) == self.place.status}
            for status, title in STATUSES.items()
        ]

    def at(self, place: Place) -> str:
        """Address of another place in the table."""
        return self.url(PANEL, place.pairs())

    def first_url(self) -> str:
        """The first page, unless this is it."""
        return self.at(self.place.first()) if self.place.cursor else ""

    def previous_url(self) -> str:
        """The page before this one, unless this is the first."""
        return self.at(self.place.previous()) if self.place.cursor else ""

    def next_url(self) -> str:
        """The next page, unless this is the last."""
        return self.at(self.place.next(self.page.cursor)) if self.page.cursor else ""

    def _may_end(self, row: Row) -> bool:
        return self.manages and row.status is not Status.REVOKED

    def _line(self, row: Row) -> dict[str, Any]:
        share = row.share
        revoke = [*self.place.pairs(), ("ids", share.id)]
        words = ShareWords(row, self.speaker)
        about = {"document": words.title, "address": words.address}
        return {
            "words": words,
            "spoken": {name: Message(text, mapping=about) for name, text in SPOKEN.items()},
            "document": document_url(self.context, row),
            "details": details_url(share.id, back="table"),
            "revoke": self.url(REVOKE, revoke) if self._may_end(row) else "",
        }


def document_url(site: Any, row: Row) -> str:
    """Where the document can be seen; empty when it was deleted. Wakes no document."""
    if row.share.gate.refusal == "deleted":
        return ""
    return f"{site.absolute_url()}/resolveuid/{row.share.document_uid}/view"
