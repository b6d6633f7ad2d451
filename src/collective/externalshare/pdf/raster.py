"""Page images by PDFium, never larger than they may be."""

from PIL import Image
from pypdfium2 import PdfDocument
from pypdfium2 import PdfPage
from typing import Any

import math


LONGEST_SIDE = 16_000
"""Pixels; a JPEG ends at 65,535, and no page of that shape has anything to read."""


class NothingToSee(Exception):
    """The page has no area."""


def opened(source: Any) -> PdfDocument:
    """Open a document with its form fields, which readers draw above the page."""
    document = PdfDocument(source)
    document.init_forms()
    return document


def page(document: PdfDocument, index: int, pixels: int, notes: bool = True) -> Image.Image:
    """Render one page in grey, its longest side exactly ``pixels``.

    The size is clamped before rendering: a page may claim any.

    :param notes: whether to draw what lies above the page, too.

    :raises NothingToSee: when a side is zero or not finite.
    """
    leaf = document[index]
    scale = pixels / max(_size(leaf))
    bitmap = leaf.render(scale=scale, grayscale=True, may_draw_forms=notes, draw_annots=notes)
    image: Image.Image = bitmap.to_pil().convert("L")
    image.load()
    leaf.close()
    return image


def coloured(leaf: PdfPage, dpi: int, most: int) -> Image.Image:
    """Render one page in colour, with no more than ``most`` pixels in all.

    :raises NothingToSee: when a side is zero or not finite.
    """
    width, height = _size(leaf)
    # Both sides are rounded up, so this solves (width·s + 1)·(height·s + 1) = most.
    area, sides = width * height, width + height
    fitting = (math.sqrt(sides**2 + 4 * area * (most - 1)) - sides) / (2 * area)
    scale = min(dpi / 72, LONGEST_SIDE / max(width, height), fitting)
    bitmap = leaf.render(scale=scale, prefer_bgrx=True)
    # A copy, because the order of the colours differs: the bitmap's memory ends here.
    image: Image.Image = bitmap.to_pil()
    return image


def _size(leaf: PdfPage) -> tuple[float, float]:
    width, height = leaf.get_size()
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise NothingToSee
    return width, height
