"""What lists of people and organisations have in common: words to search by, and pages."""

from __future__ import annotations

from ...model.verdict import Refused
from ...sentences import sentence
from ..place import Place
from collections.abc import Callable
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


PAGE_SIZE = 25


class Alphabet:
    """Mix-in of a page: reads one page of a list at the `place` that the address names."""

    alphabet = ViewPageTemplateFile("templates/alphabet.pt")
    refusal: Message | None = None
    request: Any
    tab: str
    url: Any

    def read_place(self, page: Callable[[str, int, str], Any]) -> None:
        """Read; a cursor that is none leads to the first page, and says so."""
        self.place = Place.read(self.request.form)
        found = page(self.place.query, PAGE_SIZE, self.place.cursor)
        if isinstance(found, Refused):
            self.refusal = sentence(found)
            self.place = self.place.first()
            found = page(self.place.query, PAGE_SIZE, "")
        self.page: Any = found

    @property
    def filterable(self) -> bool:
        """Whether there is anything to search in."""
        return bool(self.page.entries or self.place.narrowed or self.place.cursor)

    def at(self, place: Place) -> str:
        """Address of another place in the list."""
        return str(self.url(self.tab, place.pairs()))

    def first_url(self) -> str:
        """The first page, unless this is it."""
        return self.at(self.place.first()) if self.place.cursor else ""

    def previous_url(self) -> str:
        """The page before this one, unless this is the first."""
        return self.at(self.place.previous()) if self.place.cursor else ""

    def next_url(self) -> str:
        """The next page, unless this is the last."""
        return self.at(self.place.next(self.page.cursor)) if self.page.cursor else ""
