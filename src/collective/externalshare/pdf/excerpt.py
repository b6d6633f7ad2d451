"""The child's way to an excerpt: some pages of a document, and nothing of the others.

A new document is made, and the pages are copied into it, so that whatever only
other pages need stays behind.  What would bring some of it along (shared
resources, form fields, links, tags) is cut off before.
"""

from collections.abc import Iterator
from collective.externalshare.pdf import cargo
from collective.externalshare.pdf import pages
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import raster
from collective.externalshare.pdf import sameness
from collective.externalshare.pdf.destinations import Destinations
from collective.externalshare.pdf.flatten import flatten
from collective.externalshare.pdf.layers import keep_colours
from collective.externalshare.pdf.layers import keep_layers
from collective.externalshare.pdf.press import save
from collective.externalshare.pdf.prune import prune
from collective.externalshare.pdf.scrub import scrub
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import OutlineItem
from pikepdf import String
from PIL import ImageChops
from typing import Any

import pikepdf


PROBED = 12
"""Pages that are compared with their sources, evenly through all of them."""

PIXELS = 640

_OF_A_PAGE = {
    "/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
    "/ArtBox", "/Rotate", "/UserUnit", "/Group", "/Parent",
}  # fmt: skip
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OF_A_LINK = ("/Rect", "/Border", "/C", "/H", "/QuadPoints")


class NoSuchPage(Exception):
    """The document ends before."""


def excerpt(job: dict[str, Any]) -> dict[str, Any]:
    """Write the ``pages`` (numbers from 1) of ``source`` over ``target``.

    Anything raised means that the target must not be used.
    """
    numbers = [number - 1 for number in job["pages"]]
    with qpdf.opened(job["source"]) as pdf:
        if not numbers or numbers[-1] >= len(pdf.pages):
            raise NoSuchPage
        scrub(pdf, job["comments"])
        plain = [place for place, number in enumerate(numbers) if _is_plain(pdf, number)]
        _extract(pdf, numbers, job["target"])
    _compare(job["source"], job["target"], numbers, plain)
    return {"pages": len(numbers)}


def _extract(pdf: pikepdf.Pdf, numbers: list[int], target: str) -> None:
    labels = [str(pdf.pages[number].label) for number in numbers]
    destinations = Destinations(pdf, numbers)
    entries = list(destinations.outline())
    # Fields and comments become what they look like: as objects they hang together
    # with those of other pages.
    flatten(pdf, numbers)
    made = pikepdf.new()
    for number in numbers:
        page = pdf.pages[number].obj
        links = list(_links(page, destinations))
        _bare(page)
        made.pages.append(pikepdf.Page(page))
        if links:
            made.pages[-1].obj[Name.Annots] = Array([made.make_indirect(one) for one in links])
    _link(made)
    keep_layers(pdf, made)
    keep_colours(pdf, made)
    language = pdf.Root.get("/Lang")
    if isinstance(language, String):
        made.Root.Lang = String(bytes(language))
    made.Root.PageLabels = Dictionary(Nums=_labelled(labels))
    if entries:
        with made.open_outline() as outline:
            outline.root.extend(OutlineItem(title, place) for title, place in entries)
    save(made, target)


def _is_plain(pdf: pikepdf.Pdf, number: int) -> bool:
    """Whether nothing but links lies above a page, so that it looks the same in an excerpt."""
    return all(kind == "/Link" for _note, kind in cargo.notes(pdf.pages[number].obj))


def _bare(page: Object) -> None:
    """Take from a page whatever does not make what is seen on it."""
    for key in _INHERITED:
        value = pages.inherited(page, key)
        if value is not None:
            page[key] = value
    for key in list(page.keys()):
        if key not in _OF_A_PAGE:
            del page[key]
    prune(page)


def _links(page: Object, destinations: Destinations) -> Iterator[Dictionary]:
    """The links of a page to the web, and to pages that are in the excerpt too.

    Each is written anew from plain values, so that it brings nothing along; the
    place in the excerpt stands as a number where the page will be put.
    """
    for note, kind in cargo.notes(page):
        action = note.get("/A") if kind == "/Link" else None
        if kind != "/Link":
            continue
        made = Dictionary(Type=Name.Annot, Subtype=Name.Link)
        for key in _OF_A_LINK:
            if (value := note.get(key)) is not None and _is_flat(value):
                made[key] = Object.parse(value.unparse())
        place = destinations.place_of(note.get("/Dest"))
        if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
            place = destinations.place_of(action.get("/D"))
        elif isinstance(action, Dictionary) and isinstance(action.get("/URI"), String):
            uri = String(bytes(action["/URI"]))
            made[Name.A] = Dictionary(S=Name.URI, URI=uri)
        if place is not None:
            made[Name.Dest] = Array([place, Name.Fit])
        if "/A" in made or "/Dest" in made:
            yield made


def _is_flat(value: object) -> bool:
    """Whether a value is made of numbers and names, or of arrays of them, in this very place."""
    if isinstance(value, Array):
        return not value.is_indirect and all(_is_flat(one) for one in value)
    return not isinstance(value, Object) or isinstance(value, Name)


def _link(made: pikepdf.Pdf) -> None:
    """Put pages where the links have numbers."""
    for page in made.pages:
        for note, _kind in cargo.notes(page.obj):
            target = note.get("/Dest")
            if isinstance(target, Array):
                note[Name.Dest] = Array([made.pages[int(target[0])].obj, Name.Fit])


def _labelled(labels: list[str]) -> Array:
    """The numbers that the pages have in their document."""
    nums = Array()
    for place, label in enumerate(labels):
        nums.append(place)
        nums.append(Dictionary(P=String(label)))
    return nums


def _compare(source: str, target: str, numbers: list[int], plain: list[int]) -> None:
    """Raise unless the excerpt shows what its source does, where nothing lies above the pages."""
    before, after = raster.opened(source), raster.opened(target)
    if len(after) != len(numbers):
        raise sameness.NotTheSame("pages")
    step = max(1, -(-len(plain) // PROBED))
    for place in plain[::step]:
        one = raster.page(before, numbers[place], PIXELS, notes=False)
        other = raster.page(after, place, PIXELS, notes=False)
        if one.size != other.size:
            raise sameness.NotTheSame("size")
        changed = ImageChops.difference(one, other).histogram()[sameness.VISIBLE :]
        if sum(changed) > sameness.SHARE * one.width * one.height:
            raise sameness.NotTheSame("picture")
        if sameness.words(before, numbers[place]) != sameness.words(after, place):
            raise sameness.NotTheSame("words")
