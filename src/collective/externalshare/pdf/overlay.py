"""The stamp as objects of a PDF, written down once for every way a copy is made.

A page draws two *panels*, fixed boxes that all pages of a document share.  A
panel draws a *stamp*, which fits one reader's drawing into the box and sets
its opacity, and a stamp draws *letters*, the drawing itself as one group::

    page content → /Diagonal, /Footer (panels) → /Stamp → /Letters

Pages and panels are the same for every reader, so they can be prepared once;
stamps and letters are what a reader's copy adds.  Nothing here needs a PDF
library, so the server may use all of it.
"""

from collective.externalshare.pdf import geometry
from collective.externalshare.pdf.artwork import Drawing
from collective.externalshare.pdf.geometry import Frame
from collective.externalshare.pdf.geometry import Matrix
from dataclasses import dataclass

import zlib


FOOTER_OPACITY = 0.8
"""A line at the foot that cannot be read proves nothing, so it is no setting."""

LEVEL = 4
"""Of deflation: a twentieth larger than the usual one, in less than half the time."""

DRAW_STAMP = b"/Stamp Do\n"

MARK = b"ExternalShareCopy"
"""Names the copy number in a copy: a key of properties and forms, and a tag of their content."""

_BEGIN = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"
_END = b"EMC\n"


@dataclass(frozen=True)
class Panel:
    """A fixed box in thousandths of an em, and how a drawing sits in it."""

    box: tuple[int, int, int, int]
    centred: bool
    """In the middle of the box and as large as it holds; else on its floor,
    never larger than drawn."""

    def fit(self, drawing: Drawing) -> Matrix:
        """Move and scale a drawing into the box."""
        left, low, right, high = self.box
        scale = min((right - left) / drawing.width, (high - low) / drawing.height)
        if not self.centred:
            scale = min(scale, 1.0)
        x0, y0, x1, y1 = drawing.box
        across = (left + right - (x0 + x1) * scale) / 2
        up = (low + high - (y0 + y1) * scale) / 2 if self.centred else low - y0 * scale
        return (scale, 0, 0, scale, across, up)


DIAGONAL = Panel((-13000, -2300, 13000, 2300), centred=True)
FOOTER = Panel((-37500, 0, 37500, 2700), centred=False)


@dataclass(frozen=True)
class Artwork:
    """Both drawings of one stamp; None is left out, but never both."""

    diagonal: Drawing | None
    footer: Drawing | None
    opacity: float = 0.3
    """Of the drawing across the page, from 0 to 1."""

    def parts(self) -> tuple[tuple[Panel, Drawing | None, float], ...]:
        """Panel, drawing and opacity, first across the page, then at its foot."""
        return (
            (DIAGONAL, self.diagonal, self.opacity),
            (FOOTER, self.footer, FOOTER_OPACITY),
        )


@dataclass(frozen=True)
class Form:
    """A form XObject: the entries of its dictionary, and its data undeflated."""

    entries: bytes
    data: bytes


def operators(page: Frame, diagonal: str, footer: str, angle: float | None = None) -> bytes:
    """Draw both panels, by these names, where they belong on this page.

    An artifact, so that a screen reader does not read it on every page.
    """
    across = geometry.across(page, *_size(DIAGONAL), angle)
    foot = geometry.along_foot(page, *_size(FOOTER))
    return _BEGIN + _place(across, diagonal) + _place(foot, footer) + _END


def panel_form(panel: Panel, stamp: bytes) -> Form:
    """What pages draw; `stamp` refers to the form that it draws in turn."""
    return _form(panel.box, b"/Resources<</XObject<</Stamp %s>>>>" % stamp, DRAW_STAMP)


def stamp_form(panel: Panel, drawing: Drawing | None, opacity: float, letters: bytes) -> Form:
    """Fit a drawing into its panel; `letters` refers to the form of the drawing.

    Opacity counts for the group as a whole; otherwise letters that overlap
    would be darker there, and their edges would shine through.
    """
    state = (
        b"/ExtGState<</Opacity<</Type/ExtGState/ca %.2f/CA %.2f/BM/Normal/SMask/None/AIS false>>>>"
        % (opacity, opacity)
    )
    resources = b"/Resources<<%s/XObject<</Letters %s>>>>" % (state, letters)
    if drawing is None:
        return _form(panel.box, resources, b"")
    data = b"q %s cm /Opacity gs /Letters Do Q\n" % _numbers(panel.fit(drawing))
    return _form(panel.box, resources, data)


def letters_form(drawing: Drawing | None) -> Form:
    """The drawing as one transparency group."""
    group = b"/Group<</S/Transparency/I false/K false>>/Resources<<>>"
    if drawing is None:
        return _form((0, 0, 1, 1), group, b"")
    return _form(drawing.box, group, drawing.operators)


def marked(form: Form, number: str) -> Form:
    """The form with the number of the copy, for programs; nothing of it is drawn.

    Twice, since some tools keep the dictionaries of forms as they are, and
    others take apart what a form draws. A copy for nobody has no number.
    """
    if not number:
        return form
    said = number.encode("ascii")
    entries = form.entries + b"/%s(%s)" % (MARK, said)
    return Form(entries, b"/%s-%s BMC\n%sEMC\n" % (MARK, said, form.data))


def deflated(form: Form) -> bytes:
    """A form as the bytes of a stream object, between ``obj`` and ``endobj``."""
    data = zlib.compress(form.data, LEVEL)
    head = b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (form.entries, len(data))
    return head + data + b"\nendstream"


def _form(box: tuple[int, int, int, int], entries: bytes, data: bytes) -> Form:
    head = b"/Type/XObject/Subtype/Form/BBox[%d %d %d %d]" % box
    return Form(head + entries, data)


def _size(panel: Panel) -> tuple[int, int]:
    left, low, right, high = panel.box
    return right - left, high - low


def _place(matrix: Matrix, name: str) -> bytes:
    return b"q %s cm %s Do Q\n" % (_numbers(matrix), name.encode("ascii"))


def _numbers(matrix: Matrix) -> bytes:
    return " ".join(f"{number:.6f}" for number in matrix).encode("ascii")
