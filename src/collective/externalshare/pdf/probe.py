"""Open a file, count its pages, render the first: the child's inspection."""

from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import raster
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw


_LOCKED = (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)


def probe(job: dict[str, Any]) -> dict[str, Any]:
    """Answer ``refusal`` and ``pages``; anything raised means damaged.

    Both libraries must accept the file and agree on the number of pages:
    PDFium renders what is read on the screen, pikepdf writes the copies.
    """
    most = job["bounds"]["pages"]
    try:
        document = raster.opened(job["source"])
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED:
            return {"refusal": "locked", "pages": 0}
        raise
    pages = len(document)
    if pages > most:
        return {"refusal": "too_many_pages", "pages": pages}
    raster.page(document, 0, job["bounds"]["pixels"])
    document.close()
    try:
        with qpdf.opened(job["source"]) as pdf:
            same = len(pdf.pages) == pages
    except pikepdf.PasswordError:
        return {"refusal": "locked", "pages": 0}
    return {"refusal": None if same else "damaged", "pages": pages}
