"""The proof that a copy is stamped, demanded before it is given away.

By structure on every page: the last thing it draws are the two forms.  By
pixels on a few: PDFium shows the source page with the stamp over it, where
the stamp belongs and upright, and the page's own content as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from collective.externalshare.pdf import content
from collective.externalshare.pdf import covers
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import pages
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import raster
from collective.externalshare.pdf import sameness
from collective.externalshare.pdf.geometry import Frame
from collective.externalshare.pdf.specimen import Specimen
from collective.externalshare.pdf.specimen import specimen
from dataclasses import dataclass
from pikepdf import Object
from pikepdf import Stream
from PIL import Image
from PIL import ImageChops

import os
import tempfile


PROBE_PIXELS = 640
"""Longest side of the page images that are compared."""

MOST_REPAIRED = 5
"""Repaired pages that are looked at beside first, middle and last."""

MOST_NOTED = 300
"""Pages with large notes; looking at more would take too long, and a guess is none."""

SHARE = 0.5
"""Of the pixels a drawing must change, so many must be changed so.

The rest may lie under the looks of a form field or a comment.
"""

VISIBLE = 10
"""Grey levels of 255 that count as a change."""


class NotStamped(Exception):
    """The copy does not show its stamp."""


@dataclass(frozen=True)
class Claim:
    """What was done to a document, to be proved on the file."""

    artwork: overlay.Artwork
    frames: list[Frame]
    repaired: list[int]
    noted: Sequence[int] = ()
    angle: float | None = None
    flawed: bool = False
    """Whether the source was put right while it was read."""

    @property
    def probed(self) -> list[int]:
        """Numbers of the pages that are looked at, from 0.

        All with notes, which viewers draw above the stamp.
        """
        if len(self.noted) > MOST_NOTED:
            raise NotStamped("notes")
        return sorted({*self.sampled, *self.noted})

    @property
    def sampled(self) -> list[int]:
        """Numbers of the pages that are compared with their sources in all they draw."""
        last = len(self.frames) - 1
        return sorted({0, last // 2, last, *self.repaired[:MOST_REPAIRED]})


def demand(claim: Claim, source: str, target: str, pixels: int) -> None:
    """Raise ``NotStamped``, or whatever a library raises, unless all is there."""
    with qpdf.opened(target) as pdf:
        if len(pdf.pages) != len(claim.frames):
            raise NotStamped("pages")
        wanted = [overlay.letters_form(drawing).data for _, drawing, _ in claim.artwork.parts()]
        known: dict[tuple[int, int], bytes] = {}
        for page in pdf.pages:
            drawn = [_letters(panel, known) for panel in panels(page.obj)]
            if drawn != wanted:
                raise NotStamped("forms")
    _seen(claim, source, target, min(pixels, PROBE_PIXELS))


def panels(page: Object) -> tuple[Stream, Stream]:
    """The forms that a page draws last: across it, and at its foot.

    :raises NotStamped: when a page ends in any other way.
    """
    parts = content.streams(page)
    last = parts[-1].read_bytes() if parts else b""
    drawn = [line.split() for line in last.splitlines() if line.endswith(b" Do Q")]
    forms = pages.opened_forms(page)
    found = [forms.get(words[-3].decode("latin-1")) for words in drawn[-2:]]
    if len(found) != 2 or found[0] is None or found[1] is None:
        raise NotStamped("forms")
    return found[0], found[1]


def _letters(panel: Stream, known: dict[tuple[int, int], bytes]) -> bytes:
    """What a panel writes in the end; it must draw nothing else on the way."""
    if panel.objgen not in known:
        stamp = pages.opened_forms(panel).get("/Stamp")
        letters = pages.opened_forms(stamp).get("/Letters") if stamp is not None else None
        if letters is None or panel.read_bytes() != overlay.DRAW_STAMP:
            raise NotStamped("forms")
        known[panel.objgen] = letters.read_bytes()
    return known[panel.objgen]


def _seen(claim: Claim, source: str, target: str, pixels: int) -> None:
    before = raster.opened(source)
    after = raster.opened(target)
    if len(after) != len(claim.frames):
        raise NotStamped("pages")
    specimens = _Specimens(claim, pixels)
    for number in claim.probed:
        wanted = specimens.of(claim.frames[number])
        bare = raster.page(before, number, pixels)
        copy = raster.page(after, number, pixels)
        compare(wanted, bare, copy)
        if number in claim.sampled:
            sameness.pictured(before, after, number, wanted)
    sameness.worded(before, after, claim.sampled, everywhere=claim.flawed)
    if claim.noted:
        _uncovered(claim, target, pixels, specimens)


def _uncovered(claim: Claim, target: str, pixels: int, specimens: _Specimens) -> None:
    """The stamp must be seen whatever a viewer draws above it, and whenever."""
    with tempfile.TemporaryDirectory(prefix="shown-", dir=os.path.dirname(target)) as folder:
        dressed, bare = os.path.join(folder, "dressed.pdf"), os.path.join(folder, "bare.pdf")
        covers.shown(target, list(claim.noted), dressed, bare)
        before, after = raster.opened(bare), raster.opened(dressed)
        for place, number in enumerate(claim.noted):
            pictures = (raster.page(one, place, pixels) for one in (before, after))
            compare(specimens.of(claim.frames[number]), *pictures)


class _Specimens:
    """Stamps on pages of each size, each made once."""

    def __init__(self, claim: Claim, pixels: int) -> None:
        self._claim = claim
        self._pixels = pixels
        self._made: dict[Frame, Specimen] = {}

    def of(self, frame: Frame) -> Specimen:
        """The stamp as it must be seen on a page of this frame."""
        key = Frame((0, 0, 0, 0), (0, 0, *frame.size), 0, frame.unit)
        if key not in self._made:
            claim = self._claim
            self._made[key] = specimen(claim.artwork, key, self._pixels, claim.angle)
        return self._made[key]


def compare(wanted: Specimen, bare: Image.Image, copy: Image.Image) -> None:
    """Check by pixels that a copy is the bare page with both drawings on it.

    :raises NotStamped: when sizes differ, or a drawing is not on the copy.
    """
    for on_white, on_black in wanted:
        if not on_white.size == bare.size == copy.size:
            raise NotStamped("size")
        # Opacity is linear: what a drawing makes of white and of black tells
        # what it makes of every grey between.
        expected = Image.composite(on_white, on_black, bare)
        must = _mask(ImageChops.difference(expected, bare), VISIBLE)
        nearer = ImageChops.subtract(
            ImageChops.difference(copy, bare), ImageChops.difference(copy, expected)
        )
        done = ImageChops.multiply(_mask(nearer, 1), must)
        area = must.histogram()[255]
        if not area or done.histogram()[255] < SHARE * area:
            raise NotStamped("pixels")


def _mask(image: Image.Image, least: int) -> Image.Image:
    return image.point([255 if level >= least else 0 for level in range(256)])
