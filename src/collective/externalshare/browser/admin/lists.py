"""The tab Lists: named lists of recipients, everybody's and those of senders."""

from __future__ import annotations

from ...model.recipient_list import RecipientList
from ...services.recipient_lists import EVERYBODY
from ...services.recipient_lists import RecipientLists
from ..list_desk import ListDesk
from .page import AdminPage
from .page import LISTS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class ListsPage(ListDesk, AdminPage):
    """Whoever manages keeps all of them; what they make is for everybody who shares."""

    tab = LISTS
    owner = EVERYBODY
    with_owners = True
    index = ViewPageTemplateFile("templates/lists.pt")

    def answer(self) -> str:
        """The table, or one list."""
        return self.desk()

    @property
    def desk_url(self) -> str:
        """This tab."""
        return self.url(LISTS)

    def kept(self) -> list[RecipientList]:
        """Every list."""
        return RecipientLists(self.ports).all()

    @property
    def page_name(self) -> Any:
        """Which list, on its page."""
        return self.list_title if self.path else None
