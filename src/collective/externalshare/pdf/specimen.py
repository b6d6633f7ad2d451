"""A stamp on nothing: what it must look like on a page of this size."""

from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import raster
from collective.externalshare.pdf.geometry import Frame
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from PIL import Image

import io
import pikepdf
import pypdfium2


Specimen = list[tuple[Image.Image, Image.Image]]
"""For the diagonal and for the footer: on white and on black."""


def specimen(artwork: overlay.Artwork, page: Frame, pixels: int) -> Specimen:
    """Render each drawing alone on a white and on a black page.

    :param page: a frame at 0,0 that is not turned: the page as it is seen.
    """
    pdf = pikepdf.new()
    drawn = overlay.add(pdf, artwork)
    nothing = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    wide, high = page.size
    black = f"q 0 g 0 0 {wide:.6f} {high:.6f} re f Q\n".encode("ascii")
    operators = overlay.operators(page, artwork, "/Diagonal", "/Footer")
    for forms in ((drawn.diagonal, nothing), (nothing, drawn.footer)):
        for background in (b"", black):
            pdf.add_blank_page(page_size=(wide, high))
            leaf = pdf.pages[-1].obj
            leaf[Name.UserUnit] = page.unit
            leaf[Name.Resources] = Dictionary(
                XObject=Dictionary(Diagonal=forms[0], Footer=forms[1])
            )
            leaf[Name.Contents] = pdf.make_stream(background + operators)
    stream = io.BytesIO()
    pdf.save(stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    images = [raster.page(document, number, pixels) for number in range(4)]
    return [(images[0], images[1]), (images[2], images[3])]
