"""The tab Recipients: everybody outside with whom something was shared, by address."""

from __future__ import annotations

from ... import _
from ...services.people import Listed
from ...services.people import People
from .alphabet import Alphabet
from .page import AdminPage
from .page import may_open
from .page import RECIPIENT
from .page import RECIPIENTS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized


class Recipients(Alphabet, AdminPage):
    """Nothing is written here."""

    tab = RECIPIENTS
    index = ViewPageTemplateFile("templates/recipients.pt")
    search_label = _("people_words", default="Words in name, address or organisation")
    empty = _(
        "people_empty",
        default="Nothing has been shared externally yet, so there are no recipients.",
    )

    def answer(self) -> str:
        """Render the page that was asked for."""
        if not may_open(RECIPIENTS, self.context):
            raise Unauthorized
        self.read_place(People(self.ports).page)
        return str(self.index())

    def lines(self) -> list[dict[str, Any]]:
        """The people of this page."""
        return [self._line(one) for one in self.page.entries]

    def _line(self, one: Listed) -> dict[str, Any]:
        person = one.recipient
        return {
            "url": self.url(f"{RECIPIENT}/{person.id}"),
            "person": person,
            "seen": self.speaker.moment(one.seen),
            "created": self.speaker.moment(person.created),
        }
