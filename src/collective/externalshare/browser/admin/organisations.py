"""The tab Organisations: those with which something was shared, by name."""

from __future__ import annotations

from ... import _
from ...services.organisations import Organisation
from ...services.organisations import Organisations
from .alphabet import Alphabet
from .page import AdminPage
from .page import may_open
from .page import ORGANISATION
from .page import ORGANISATIONS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized


class OrganisationsPage(Alphabet, AdminPage):
    """Nothing is written here."""

    tab = ORGANISATIONS
    index = ViewPageTemplateFile("templates/organisations.pt")
    search_label = _("organisations_words", default="Words in the name")
    empty = _(
        "organisations_empty", default="Nothing has been shared with people of an organisation yet."
    )

    def answer(self) -> str:
        """Render the page that was asked for."""
        if not may_open(ORGANISATIONS, self.context):
            raise Unauthorized
        self.read_place(Organisations(self.ports).page)
        return str(self.index())

    def lines(self) -> list[dict[str, Any]]:
        """The organisations of this page."""
        return [self._line(one) for one in self.page.entries]

    def _line(self, one: Organisation) -> dict[str, Any]:
        return {
            "url": self.url(ORGANISATION, [("name", one.key)]),
            "name": one.name,
            "last": self.speaker.moment(one.last),
        }
