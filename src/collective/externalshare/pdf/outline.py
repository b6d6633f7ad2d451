"""A line of text as outlines: any script, no font embedded.

Everything is in thousandths of an em, whole numbers, the line starting at
0,0 on its baseline.
"""

from collections.abc import Sequence
from collective.externalshare.pdf import bidi
from collective.externalshare.pdf.geometry import EM
from collective.externalshare.pdf.typeface import clusters
from collective.externalshare.pdf.typeface import MISSING
from collective.externalshare.pdf.typeface import Piece
from collective.externalshare.pdf.typeface import Typeface
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import uharfbuzz as harfbuzz
import unicodedata


MOST_LINES = 500
"""Lines that are kept set; glyphs are kept for good, fonts have no end of neither."""

WORD_SPACE = 150
"""The least advance of a glyph without a shape that parts words."""

BOX_ADVANCE = 700
"""The width of the box that stands for a character no font covers."""

# The inner frame runs backwards, so that it stays empty.
BOX = """60 0 m 640 0 l 640 720 l 60 720 l h
120 60 m 120 660 l 580 660 l 580 60 l h"""


@dataclass(frozen=True)
class Glyph:
    """One shape, and where on the line it starts."""

    x: int
    y: int
    path: str
    """Operators that build it from 0,0; the same shape has the same text.

    Empty between words.
    """


class Outliner:
    """Sets lines of text with HarfBuzz and gives them as glyphs with paths."""

    def __init__(self, fonts: Sequence[str]) -> None:
        self._typeface = Typeface(fonts)
        self._pen = _pen()
        self._paths: dict[tuple[int, int], str] = {}
        self._lines: dict[tuple[str, int | None], tuple[list[Glyph], int]] = {}

    def width(self, text: str) -> int:
        """Measure a line."""
        return self.line(text)[1]

    def draws(self, text: str) -> bool:
        """Whether a font covers every character of a line."""
        return all(glyph.path != BOX for glyph in self.line(text)[0])

    def line(self, text: str, base: int | None = None) -> tuple[list[Glyph], int]:
        """Set a line: its glyphs from left to right, and its width.

        Lines are kept for a while, since the same words come on every copy.

        :param base: as for `bidi.levels`.
        """
        if (text, base) not in self._lines:
            if len(self._lines) >= MOST_LINES:
                self._lines.clear()
            self._lines[text, base] = self._line(text, base)
        return self._lines[text, base]

    def _line(self, text: str, base: int | None) -> tuple[list[Glyph], int]:
        glyphs: list[Glyph] = []
        x = 0.0
        for level, piece in self._runs(cleaned(text), base):
            if piece.font == MISSING:
                for _ in clusters(piece.text):
                    glyphs.append(Glyph(round(x), 0, BOX))
                    x += BOX_ADVANCE
            else:
                x = self._shape(piece, level, x, glyphs)
        return glyphs, round(x)

    def _runs(self, text: str, base: int | None) -> list[tuple[int, Piece]]:
        runs: list[tuple[int, Piece]] = []
        pairs = zip(text, bidi.levels(text, base), strict=True)
        for level, group in groupby(pairs, lambda pair: pair[1]):
            stretch = "".join(letter for letter, _ in group)
            runs += [(level, piece) for piece in self._typeface.pieces(stretch)]
        return bidi.visual(runs)

    def _shape(self, piece: Piece, level: int, x: float, glyphs: list[Glyph]) -> float:
        font = self._typeface.fonts[piece.font]
        ratio = EM / font.face.upem
        buffer = harfbuzz.Buffer()
        buffer.add_str(piece.text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        harfbuzz.shape(font, buffer)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            path = self._path(piece.font, info.codepoint)
            advance = position.x_advance * ratio
            blank = not path and advance >= WORD_SPACE
            if info.codepoint == 0 or (blank and not piece.text[info.cluster].isspace()):
                # The font promised the character but not in this place, or has
                # no outline of it, as fonts of coloured pictures.
                glyphs.append(Glyph(round(x), 0, BOX))
                x += BOX_ADVANCE
                continue
            if path or blank:
                at = (x + position.x_offset * ratio, position.y_offset * ratio)
                glyphs.append(Glyph(round(at[0]), round(at[1]), path))
            x += advance
        return x

    def _path(self, font: int, glyph: int) -> str:
        if (font, glyph) not in self._paths:
            face = self._typeface.fonts[font]
            ink = _Ink(EM / face.face.upem)
            face.draw_glyph(glyph, self._pen, ink)
            self._paths[font, glyph] = "\n".join(ink.path)
        return self._paths[font, glyph]


def cleaned(text: str) -> str:
    """Compose letters; a control becomes a space, half a character a whole."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"}.get(unicodedata.category(c), c)
        for c in composed
    )


class _Ink:
    """Collects one glyph's path while HarfBuzz walks along its outline."""

    def __init__(self, ratio: float) -> None:
        self.path: list[str] = []
        self._ratio = ratio
        self._here = (0.0, 0.0)

    def add(self, operator: str, *numbers: float) -> None:
        """Write an operator with its points."""
        self._here = (numbers[-2], numbers[-1])
        words = [str(round(number * self._ratio)) for number in numbers]
        self.path.append(" ".join([*words, operator]))

    def quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        """Write a quadratic curve as the cubic one that PDF knows."""
        x0, y0 = self._here
        third = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        self.add("c", *third, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y)


def _pen() -> Any:
    pen = harfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, ink: ink.add("m", x, y))
    pen.set_line_to_func(lambda x, y, ink: ink.add("l", x, y))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, ink: ink.add("c", a, b, c, d, x, y))
    pen.set_quadratic_to_func(lambda a, b, x, y, ink: ink.quadratic(a, b, x, y))
    pen.set_close_path_func(lambda ink: ink.path.append("h"))
    return pen
