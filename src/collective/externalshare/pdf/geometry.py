"""Where a stamp goes on a page, whatever the page's boxes say.

Pure arithmetic.  Lengths are in the page's user units unless a name says
points; a matrix is the six numbers ``a b c d e f`` of the ``cm`` operator.
Blocks of lettering are measured in thousandths of an em.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import math


Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

LETTER: Box = (0, 0, 612, 792)
"""What readers assume when a page has no usable size."""

EM = 1000
FARTHEST = 1e7
"""User units.  A coordinate beyond it is nonsense, not a big page."""

FOOTER_POINTS = 7.5
FOOTER_PAGE = 595.0
"""The footer's size in points on a page of this width, in points."""


@dataclass(frozen=True)
class Frame:
    """The part of a page that a reader sees, and how it is turned."""

    media: Box
    box: Box
    rotate: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen, in user units."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height, width) if self.rotate in (90, 270) else (width, height)

    @property
    def view(self) -> Matrix:
        """From the page as seen (origin at its lower left) to user space."""
        x0, y0, x1, y1 = self.box
        turned: dict[int, Matrix] = {
            0: (1, 0, 0, 1, x0, y0),
            90: (0, 1, -1, 0, x1, y0),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, -1, 1, 0, x0, y1),
        }
        return turned[self.rotate]


def frame(
    media: Sequence[float] | None,
    crop: Sequence[float] | None,
    rotate: float = 0,
    unit: float = 1,
) -> Frame:
    """Settle what a page's entries mean, as PDFium reads them.

    Boxes may be reversed, missing or absurd; a crop box counts as far as it
    lies in the media box; a rotation counts in whole quarter turns, negative
    and above 360 too; a unit that is not a positive number is 1.
    """
    outer = _usable(media) or LETTER
    inner = _usable(crop)
    seen = _common(inner, outer) if inner else outer
    turn = int(rotate / 90) % 4 * 90 if math.isfinite(rotate) else 0
    scale = unit if math.isfinite(unit) and unit > 0 else 1
    return Frame(outer, seen or outer, turn, scale)


def across(page: Frame, width: float, height: float, angle: float | None = None) -> Matrix:
    """Put a block centred at 0,0 across the middle of the page.

    As large as nine tenths of the page hold, but no letter higher than an
    eighth of the shorter side.

    :param angle: degrees it rises by, counter-clockwise; None follows the
        diagonal of the page.
    """
    wide, high = page.size
    turn = math.atan2(high, wide) if angle is None else math.radians(angle)
    sine, cosine = math.sin(turn), math.cos(turn)
    scale = min(
        0.9 * wide / (width * abs(cosine) + height * abs(sine)),
        0.9 * high / (width * abs(sine) + height * abs(cosine)),
        0.125 * min(wide, high) / EM,
    )
    a, b = cosine * scale, sine * scale
    return product((a, b, -b, a, wide / 2, high / 2), page.view)


def along_foot(page: Frame, width: float, height: float) -> Matrix:
    """Put a block with the middle of its lower side at 0,0 into the middle of the page's foot.

    Its size is in points, so that print stays legible at any user unit, and
    grows with the square root of the page.
    """
    wide, high = page.size
    growth = math.sqrt(max(1.0, min(wide, high) * page.unit / FOOTER_PAGE))
    scale = min(
        FOOTER_POINTS * growth / page.unit / EM,
        0.94 * wide / width,
        0.3 * high / height,
    )
    base = min(max(5 / page.unit, 0.008 * high), 0.1 * high)
    return product((scale, 0, 0, scale, wide / 2, base), page.view)


def product(first: Matrix, then: Matrix) -> Matrix:
    """Combine two matrices: ``first`` is applied first."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + q,
        e * m + f * p + r,
    )


def _usable(values: Sequence[float] | None) -> Box | None:
    """Sort the corners of a box; None when it is absurd or has no area."""
    if values is None or len(values) != 4:
        return None
    if not all(abs(value) < FARTHEST for value in values):
        return None
    x0, x1 = sorted((values[0], values[2]))
    y0, y1 = sorted((values[1], values[3]))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _common(one: Box, other: Box) -> Box | None:
    return _usable_order(
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _usable_order(x0: float, y0: float, x1: float, y1: float) -> Box | None:
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
