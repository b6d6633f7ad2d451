"""The stamp as two forms that all pages of a document share."""

from collective.externalshare.pdf import geometry
from collective.externalshare.pdf.artwork import Drawing
from collective.externalshare.pdf.geometry import Frame
from collective.externalshare.pdf.geometry import Matrix
from dataclasses import dataclass
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Stream

import pikepdf


DIAGONAL_OPACITY = 0.3
FOOTER_OPACITY = 0.8

_BEGIN = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"
_END = b"EMC\n"


@dataclass(frozen=True)
class Artwork:
    """Both drawings of one stamp."""

    diagonal: Drawing
    footer: Drawing


@dataclass(frozen=True)
class Overlay:
    """The drawings as objects of one document."""

    artwork: Artwork
    diagonal: Stream
    footer: Stream


def add(pdf: pikepdf.Pdf, artwork: Artwork) -> Overlay:
    """Put the drawings into a document, each once."""
    return Overlay(
        artwork,
        _form(pdf, artwork.diagonal, DIAGONAL_OPACITY),
        _form(pdf, artwork.footer, FOOTER_OPACITY),
    )


def operators(page: Frame, artwork: Artwork, diagonal: str, footer: str) -> bytes:
    """Draw both forms, by these names, where they belong on this page.

    An artifact, so that a screen reader does not read it on every page.
    """
    slanted, low = artwork.diagonal, artwork.footer
    across = geometry.across(page, slanted.width, slanted.height)
    foot = geometry.along_foot(page, low.width, low.height)
    drawn = _place(across, diagonal) + _place(foot, footer)
    return _BEGIN + drawn + _END


def _place(matrix: Matrix, name: str) -> bytes:
    numbers = " ".join(f"{number:.6f}" for number in matrix)
    return f"q {numbers} cm {name} Do Q\n".encode("ascii")


def _form(pdf: pikepdf.Pdf, drawing: Drawing, opacity: float) -> Stream:
    """Build a form that draws the letters as one group.

    Opacity counts for the group as a whole; otherwise letters that overlap
    would be darker there, and their edges would shine through.
    """
    letters = _xobject(pdf, drawing.operators, drawing)
    letters[Name.Group] = Dictionary(S=Name.Transparency, I=False, K=False)
    letters[Name.Resources] = Dictionary()
    form = _xobject(pdf, b"/Opacity gs /Letters Do", drawing)
    state = Dictionary(
        Type=Name.ExtGState,
        ca=opacity,
        CA=opacity,
        BM=Name.Normal,
        SMask=Name("/None"),
        AIS=False,
    )
    form[Name.Resources] = Dictionary(
        ExtGState=Dictionary(Opacity=state), XObject=Dictionary(Letters=letters)
    )
    return form


def _xobject(pdf: pikepdf.Pdf, data: bytes, drawing: Drawing) -> Stream:
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(drawing.box))
    )
