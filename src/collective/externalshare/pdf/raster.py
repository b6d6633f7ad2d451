"""Page images by PDFium, never larger than they may be."""

from PIL import Image
from pypdfium2 import PdfDocument
from typing import Any

import math


class NothingToSee(Exception):
    """The page has no area."""


def opened(source: Any) -> PdfDocument:
    """Open a document with its form fields, which readers draw above the page."""
    document = PdfDocument(source)
    document.init_forms()
    return document


def page(document: PdfDocument, index: int, pixels: int) -> Image.Image:
    """Render one page in grey, its longest side exactly ``pixels``.

    The size is clamped before rendering: a page may claim any.

    :raises NothingToSee: when a side is zero or not finite.
    """
    leaf = document[index]
    width, height = leaf.get_size()
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise NothingToSee
    scale = pixels / max(width, height)
    bitmap = leaf.render(scale=scale, grayscale=True)
    image: Image.Image = bitmap.to_pil().convert("L")
    image.load()
    leaf.close()
    return image
