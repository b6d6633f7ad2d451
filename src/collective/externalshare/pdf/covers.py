"""What viewers draw above a page, and so above its stamp: notes, fields, wide borders.

When and how they do is theirs: on the screen or on paper, at a click, by a
layer.  So whatever can be drawn is shown here as if it were all drawn at once.
"""

from collections.abc import Iterator
from collective.externalshare.pdf import cargo
from collective.externalshare.pdf import geometry
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import pages
from collective.externalshare.pdf.geometry import Box
from collective.externalshare.pdf.geometry import Frame
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import pikepdf


MOST_LOOKS = 2_000
"""Appearances of one page that are shown; a guess at more is none."""

_PAGE, _FOOT = 0.1, 0.25
"""Share of the page, and of the foot of its stamp, from which it is looked at."""

_WIDE = 12.0
"""Units; a border of less covers nothing."""

_FILLED = b"0.5 g 0 0 1 1 re f"


class TooManyLooks(Exception):
    """Nobody can tell what lies above this page."""


def numbers_of_noted(pdf: pikepdf.Pdf, frames: list[Frame]) -> list[int]:
    """Numbers, from 0, of the pages whose stamp may be covered."""
    return [number for number, page in enumerate(pdf.pages) if _is_noted(page.obj, frames[number])]


def shown(target: str, numbers: list[int], dressed: str, bare: str) -> None:
    """Write pages of a copy with all above them drawn; and the same without their stamp.

    :raises TooManyLooks: when there is too much above one.
    """
    with pikepdf.Pdf.open(target, suppress_warnings=True) as pdf, pikepdf.new() as made:
        for number in numbers:
            page = pdf.pages[number].obj
            page[Name.Annots] = Array(_looks(pdf, page))
            made.pages.append(pikepdf.Page(page))
        made.save(dressed)
        for leaf in made.pages:
            # The last of its streams draws the stamp and nothing else.
            leaf.obj.Contents[-1] = made.make_stream(b"")
        made.save(bare)


def _is_noted(page: Object, frame: Frame) -> bool:
    left, low, right, high = overlay.FOOTER.box
    matrix = geometry.along_foot(frame, right - left, high - low)
    corners = [_moved(matrix, left, low), _moved(matrix, right, high)]
    foot = _sorted([*corners[0], *corners[1]])
    parts = ((frame.box, _PAGE), (foot, _FOOT))
    covered = [0.0, 0.0]
    for spot in _spots(page):
        for number, (part, share) in enumerate(parts):
            # A place that cannot be read may be anywhere.
            covered[number] += _area(part if spot is None else _common(spot, part))
            if covered[number] >= share * _area(part):
                return True
    return False


def _spots(page: Object) -> Iterator[Box | None]:
    for note, kind in cargo.notes(page):
        if any(True for _ in _appearances(note)) or _fills(note, kind):
            found = pages.numbers(note.get("/Rect"))
            yield _sorted(found) if found else None


def _fills(note: Object, kind: str) -> bool:
    """Whether a viewer makes up a look of a note that hides what is under it."""
    made = note.get("/MK")
    ground = made.get("/BG") if isinstance(made, Dictionary) else None
    if any(isinstance(one, Array) and len(one) for one in (note.get("/IC"), ground)):
        return True
    return kind in ("/FreeText", "/Stamp") or _border(note) > _WIDE


def _border(note: Object) -> float:
    style, border = note.get("/BS"), note.get("/Border")
    wide: object = style.get("/W") if isinstance(style, Dictionary) else None
    if wide is None and isinstance(border, Array) and len(border) > 2:
        wide = border[2]
    return pages.number(wide, 0)


def _looks(pdf: pikepdf.Pdf, page: Object) -> Iterator[Object]:
    """Notes that are always drawn, one for each appearance of each note."""
    count = 0
    for note, kind in cargo.notes(page):
        found = list(_appearances(note))
        if not found and _fills(note, kind):
            found = [pdf.make_stream(_FILLED, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))]
        for look in found:
            count += 1
            if count > MOST_LOOKS:
                raise TooManyLooks
            if "/OC" in look:
                del look["/OC"]
            rect = note.get("/Rect")
            if pages.numbers(rect) is None:
                rect = page.get("/MediaBox")
            yield pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Stamp, Rect=rect, F=4, AP=Dictionary(N=look)
                )
            )


def _appearances(note: Object) -> Iterator[Stream]:
    """All looks of a note: in each state, under the pointer, and pressed."""
    held = note.get("/AP")
    waiting = [one for _, one in held.items()] if isinstance(held, Dictionary) else []
    for one in waiting:
        if isinstance(one, Stream):
            yield one
        elif isinstance(one, Dictionary):
            yield from (state for _, state in one.items() if isinstance(state, Stream))


def _moved(matrix: geometry.Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _sorted(box: list[float]) -> Box:
    (x0, x1), (y0, y1) = sorted((box[0], box[2])), sorted((box[1], box[3]))
    return x0, y0, x1, y1


def _common(one: Box, other: Box) -> Box:
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    return x0, y0, max(x0, min(one[2], other[2])), max(y0, min(one[3], other[3]))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
