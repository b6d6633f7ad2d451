"""Opening documents with pikepdf, its own limits set first."""

from collective.externalshare.pdf.values import MEBIBYTE
from pikepdf import settings

import pikepdf


def opened(path: str) -> pikepdf.Pdf:
    """Open a file without a password.

    qpdf has no memory limit for most filters unless it is given one, and a
    limit refuses a bomb in milliseconds where the address space of the child
    would take half a second to fill.
    """
    settings.set_qpdf_limits(
        flate_max_memory=64 * MEBIBYTE,
        run_length_max_memory=64 * MEBIBYTE,
        png_max_memory=64 * MEBIBYTE,
        tiff_max_memory=64 * MEBIBYTE,
        dct_max_memory=256 * MEBIBYTE,
        max_stream_filters=6,
        parser_max_container_size=1_000_000,
        doc_max_warnings=500,
    )
    return pikepdf.Pdf.open(path, suppress_warnings=True)
