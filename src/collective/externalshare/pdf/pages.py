"""Reading and changing one page through pikepdf."""

from collections.abc import Iterable
from collective.externalshare.pdf.geometry import Frame
from collective.externalshare.pdf.geometry import frame
from contextlib import suppress
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object

import pikepdf


_DEEPEST = 64
"""Levels of the page tree that inheritance is followed through."""


def inherited(page: Object, key: str) -> Object | None:
    """Look an entry up on the page, then on its ancestors."""
    node: Object | None = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            break
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def settled(page: Object) -> Frame:
    """Return the page's frame, and write down what readers might read otherwise.

    A reversed, absurd or inherited box and an odd rotation mean different
    things to different readers; in the copy they mean what the stamp was
    placed by.
    """
    media = numbers(inherited(page, "/MediaBox"))
    crop = numbers(inherited(page, "/CropBox"))
    rotate = number(inherited(page, "/Rotate"), 0)
    unit = number(page.get("/UserUnit"), 1)
    found = frame(media, crop, rotate, unit)
    if media != list(found.media):
        page[Name.MediaBox] = Array(list(found.media))
    if crop != list(found.box) and (crop is not None or found.box != found.media):
        page[Name.CropBox] = Array(list(found.box))
    if rotate != found.rotate:
        page[Name.Rotate] = found.rotate
    if unit != found.unit:
        page[Name.UserUnit] = found.unit
    return found


def own_resources(page: Object) -> tuple[Dictionary, Object]:
    """Give the page resources, and XObjects in them, that no other page shares."""
    resources = _copied(inherited(page, "/Resources"))
    resources[Name.XObject] = _copied(resources.get("/XObject"))
    page[Name.Resources] = resources
    return resources, resources[Name.XObject]


def unused(names: Object, wanted: str) -> str:
    """Lengthen a name until the page does not use it yet."""
    while wanted in names:
        wanted += "_"
    return wanted


def _copied(shared: Object | None) -> Dictionary:
    return Dictionary(dict(shared.items()) if isinstance(shared, Dictionary) else {})


def numbers(value: Object | None) -> list[float] | None:
    """The four numbers of a rectangle, as they stand there; None where there are no four."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    with suppress(TypeError, ValueError, ArithmeticError):
        return [float(one) for one in _each(value)]
    return None


def _each(value: Array) -> Iterable[float]:
    return value  # type: ignore[return-value]


def number(value: object, otherwise: float) -> float:
    """A number that a document holds, or another one where it is none."""
    with suppress(TypeError, ValueError, ArithmeticError):
        return float(value)  # type: ignore[arg-type]
    return otherwise


def opened_forms(page: Object) -> dict[str, pikepdf.Stream]:
    """Return the XObjects a page can name."""
    resources = page.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary):
        return {}
    return {name: form for name, form in named.items() if isinstance(form, pikepdf.Stream)}
