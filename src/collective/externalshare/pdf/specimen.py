"""A stamp on nothing: what it must look like on a page of this size."""

from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import raster
from collective.externalshare.pdf.geometry import Frame
from collective.externalshare.pdf.press import Press
from dataclasses import replace
from pikepdf import Name
from PIL import Image

import io
import pikepdf
import pypdfium2


Specimen = list[tuple[Image.Image, Image.Image]]
"""For each drawing of a stamp: on white and on black."""

_MOST = 4096


def specimen(
    artwork: overlay.Artwork, page: Frame, pixels: int, angle: float | None = None
) -> Specimen:
    """Render each drawing alone on a white and on a black page.

    :param page: a frame at 0,0 that is not turned: the page as it is seen.
    """
    alone = (replace(artwork, footer=None), replace(artwork, diagonal=None))
    return [
        _pair(one, page, pixels, angle) for one in alone if (one.diagonal or one.footer) is not None
    ]


def _pair(
    artwork: overlay.Artwork, page: Frame, pixels: int, angle: float | None
) -> tuple[Image.Image, Image.Image]:
    pdf = pikepdf.new()
    wide, high = page.size
    black = f"q 0 g 0 0 {wide:.6f} {high:.6f} re f Q\n".encode("ascii")
    for background in (b"", black):
        pdf.add_blank_page(page_size=(wide, high))
        leaf = pdf.pages[-1].obj
        leaf[Name.UserUnit] = page.unit
        leaf[Name.Contents] = pdf.make_stream(background)
    press = Press(pdf, _MOST, angle)
    press.stamp_all(len(pdf.pages))
    press.fill(artwork)
    stream = io.BytesIO()
    pdf.save(stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    return raster.page(document, 0, pixels), raster.page(document, 1, pixels)
