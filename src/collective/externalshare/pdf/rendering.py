"""A page of a virtual file as a picture or as its words: the child's side of ``Renderer``."""

from collective.externalshare.pdf import raster
from collective.externalshare.pdf.virtual import Joined
from pypdfium2 import PdfDocument
from pypdfium2 import PdfPage
from typing import Any

import io
import unicodedata


QUALITY = 80
"""Of the JPEG: a fifth of the processor time of WebP, for a third more bytes."""

MOST_TEXT = 100_000
"""Characters of one page's text; a dense page of print has a tenth of it."""

_WARMING = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R
  /Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
4 0 obj <</Length 28>> stream
BT /F 9 Tf 9 9 Td (Aa) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
"""

_HYPHEN = "\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""


def render(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Draw ``page`` (from 1) at ``dpi`` as a JPEG in colour, stamp and all."""
    return {}, _drawn(_page(job), job["dpi"], job["bounds"]["image"])


def text(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Read the text layer of ``page`` as UTF-8, as far as it lies on the visible page."""
    found = _page(job).get_textpage().get_text_bounded()[:MOST_TEXT]
    lines = found.replace(_HYPHEN, "-").splitlines()
    plain = "\n".join("".join(filter(_readable, line)) for line in lines)
    return {}, plain.encode("utf-8", "replace")


def warm() -> None:
    """Have PDFium look up the system's fonts, and Pillow load its JPEG encoder.

    Done once in the helper, with a page of our own, this is a fifth of what
    each child had to do for a plain page.
    """
    _drawn(PdfDocument(_WARMING)[0], 72, 99 * 99 * 2)


def _drawn(page: PdfPage, dpi: int, most: int) -> bytes:
    written = io.BytesIO()
    raster.coloured(page, dpi, most).save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _page(job: dict[str, Any]) -> PdfPage:
    (body,) = job["files"]
    document = raster.opened(Joined(body, job["payload"]))
    if not 1 <= job["page"] <= len(document):
        raise IndexError
    return document[job["page"] - 1]


def _readable(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in ("Cc", "Cs")
