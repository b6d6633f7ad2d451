"""A page of a virtual file as a picture or as its words: the child's side of ``Renderer``."""

from collective.externalshare.pdf import raster
from collective.externalshare.pdf.virtual import Joined
from PIL import JpegImagePlugin  # noqa: F401 (loaded in the helper, not in each child)
from pypdfium2 import PdfDocument
from pypdfium2 import PdfPage
from typing import Any

import io
import unicodedata


QUALITY = 80
"""Of the JPEG: a fifth of the processor time of WebP, for a third more bytes."""

MOST_TEXT = 100_000
"""Characters of one page's text; a dense page of print has a tenth of it."""

_HYPHEN = "\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""


def render(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Draw ``page`` (from 1) at ``dpi`` as a JPEG in colour, stamp and all."""
    image = raster.coloured(_page(job), job["dpi"], job["bounds"]["image"])
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return {"width": image.width, "height": image.height}, written.getvalue()


def text(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Read the text layer of ``page`` as UTF-8, as far as it lies on the visible page."""
    found = _page(job).get_textpage().get_text_bounded()[:MOST_TEXT]
    lines = found.replace(_HYPHEN, "-").splitlines()
    plain = "\n".join("".join(filter(_readable, line)) for line in lines)
    return {}, plain.encode("utf-8", "replace")


def _page(job: dict[str, Any]) -> PdfPage:
    (body,) = job["files"]
    document = PdfDocument(Joined(body, job["payload"]))
    if not 1 <= job["page"] <= len(document):
        raise IndexError
    return document[job["page"] - 1]


def _readable(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in ("Cc", "Cs")
