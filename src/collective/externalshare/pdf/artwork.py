"""The two drawings of a stamp: across the page, and along its foot.

Lettering is dark with a thin white edge, so that it shows on paper, on a
black scan, and on every grey between.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from collective.externalshare.pdf import bidi
from collective.externalshare.pdf.geometry import EM
from collective.externalshare.pdf.outline import Glyph
from collective.externalshare.pdf.outline import Outliner
from collective.externalshare.pdf.typeface import clusters
from dataclasses import dataclass
from itertools import groupby

import re


LINE = 1350
"""From one baseline to the next, in thousandths of an em."""

DESCENT = 300
ASCENT = 950
"""What a line needs below and above its baseline."""

DIAGONAL_EMS = 30
"""An em count at which a line across the page is broken."""

FOOTER_EMS = 74
"""What fits into an A4 page's width at the footer's size."""

MOST_LINES = 8
"""More lines than this are made longer instead, hence smaller."""

_BREAKS = re.compile(r"(?<=[\s@/,;·—–-])")


@dataclass(frozen=True)
class Drawing:
    """Outlines in a box, thousandths of an em, with a margin for the edge."""

    operators: bytes
    box: tuple[int, int, int, int]

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see: invisible characters have no shape."""
        return b"\nf" not in self.operators

    @property
    def width(self) -> int:
        """From the left to the right side of the box."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """From the lower to the upper side of the box."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True)
class Ink:
    """How dark lettering is and how wide its white edge, on each side."""

    grey: float
    edge: int


def diagonal(outliner: Outliner, texts: Sequence[str]) -> Drawing:
    """Set lines one below the other, centred at 0,0."""
    lines = _fitted(outliner, texts, DIAGONAL_EMS)
    return _set(outliner, lines, Ink(0.4, 22), centred=True)


def footer(outliner: Outliner, text: str) -> Drawing:
    """Set one line, or as many as it needs, with the lower left at 0,0."""
    lines = _fitted(outliner, [text], FOOTER_EMS)
    return _set(outliner, lines, Ink(0.25, 70), centred=False)


def wrapped(text: str, most: int, width: Callable[[str], int]) -> list[str]:
    """Break text into lines no wider than ``most``.

    After a space, or after the signs that end a part of an address; inside a
    word only where a part alone is too wide.
    """
    if width(text) <= most:
        return [text.strip()] if text.strip() else []
    lines = [""]
    for part in _parts(text, most, width):
        if lines[-1] and width((lines[-1] + part).rstrip()) > most:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


def _parts(text: str, most: int, width: Callable[[str], int]) -> list[str]:
    parts = []
    for part in _BREAKS.split(text):
        if width(part.rstrip()) <= most:
            parts.append(part)
        else:
            parts += clusters(part)
    return parts


def _fitted(outliner: Outliner, texts: Sequence[str], ems: int) -> list[tuple[str, int]]:
    """Lines, each with the direction of the text it is a part of."""
    while True:
        lines = [
            (line, bidi.direction(text))
            for text in texts
            for line in wrapped(text, ems * EM, outliner.width)
        ]
        if len(lines) <= max(MOST_LINES, len(texts)):
            return lines
        ems *= 2


def _set(outliner: Outliner, lines: Sequence[tuple[str, int]], ink: Ink, centred: bool) -> Drawing:
    set_lines = [outliner.line(line, base) for line, base in lines]
    widest = max((width for _, width in set_lines), default=0) or EM
    high = (len(lines) - 1) * LINE + ASCENT + DESCENT
    left, low = (-(widest // 2), -(high // 2)) if centred else (0, 0)
    out = ["1 j", f"{2 * ink.edge} w", "1 G", f"{ink.grey} g"]
    baseline = low + high - ASCENT
    for glyphs, width in set_lines:
        start = (left + (widest - width) // 2, baseline)
        # First the edges of a word, then its letters over the inner half of
        # them: so near that the second time deflates to nearly nothing.
        for part in _words(glyphs):
            out += [*_painted(part, start, "S"), *_painted(part, start, "f")]
        baseline -= LINE
    margin = 2 * ink.edge
    box = (left - margin, low - margin, left + widest + margin, low + high + margin)
    return Drawing("\n".join(out).encode("ascii"), box)


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    for visible, part in groupby(glyphs, lambda glyph: bool(glyph.path)):
        if visible:
            yield list(part)


def _painted(glyphs: Sequence[Glyph], start: tuple[int, int], operator: str) -> Iterator[str]:
    """Go from glyph to glyph, so that each shape repeats and deflates well."""
    yield "q"
    x, y = 0, 0
    for glyph in glyphs:
        at = glyph.x + start[0], glyph.y + start[1]
        yield f"1 0 0 1 {at[0] - x} {at[1] - y} cm"
        yield glyph.path
        yield operator
        x, y = at
    yield "Q"
