"""Where links and outlines of a document lead, as far as that is in an excerpt of it."""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import suppress
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import NameTree
from pikepdf import String

import pikepdf


MOST_ENTRIES = 5_000
"""Entries of an outline that are looked at; a damaged one may have no end."""


class Destinations:
    """Knows the places of pages in an excerpt.

    :param numbers: of its pages in the document, from 0.
    """

    def __init__(self, pdf: pikepdf.Pdf, numbers: list[int]) -> None:
        self._pdf = pdf
        self._places = {pdf.pages[number].obj.objgen: place for place, number in enumerate(numbers)}
        self._names = _tree(pdf)

    def place_of(self, target: object) -> int | None:
        """The place of a destination in the excerpt, from 0; None where it leads elsewhere."""
        if isinstance(target, Name | String):
            target = self._named(target)
        if isinstance(target, Dictionary):
            target = target.get("/D")
        page = target[0] if isinstance(target, Array) and len(target) else None
        return self._places.get(page.objgen) if isinstance(page, Dictionary) else None

    def outline(self) -> Iterator[tuple[str, int]]:
        """Title and place of the entries that lead into the excerpt, in their order, all flat."""
        outlines = self._pdf.Root.get("/Outlines")
        waiting = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
        for _entry in range(MOST_ENTRIES):
            entry = waiting.pop() if waiting else None
            if not isinstance(entry, Dictionary):
                if waiting:
                    continue
                return
            waiting += [entry.get("/Next"), entry.get("/First")]
            action, target = entry.get("/A"), entry.get("/Dest")
            if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
                target = action.get("/D")
            place, title = self.place_of(target), entry.get("/Title")
            if place is not None and isinstance(title, String):
                yield str(title), place

    def _named(self, name: Name | String) -> object:
        old = self._pdf.Root.get("/Dests")
        if isinstance(name, Name):
            return old.get(str(name)) if isinstance(old, Dictionary) else None
        with suppress(KeyError, ValueError, pikepdf.PdfError):
            return self._names[str(name)]
        return None


def _tree(pdf: pikepdf.Pdf) -> Mapping[str, object]:
    names = pdf.Root.get("/Names")
    found = names.get("/Dests") if isinstance(names, Dictionary) else None
    if not isinstance(found, Dictionary):
        return {}
    shared = found if found.is_indirect else pdf.make_indirect(found)
    return NameTree(shared)  # type: ignore[return-value]
