"""Which font draws which character, and what no font draws."""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.externalshare.pdf.fonts import NotAFont
from collective.externalshare.pdf.fonts import read
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import uharfbuzz as harfbuzz
import unicodedata


MISSING = -1
"""In place of a font: nobody covers this character."""


@dataclass(frozen=True)
class Piece:
    """Neighbouring characters that one font shapes in one script."""

    font: int
    text: str


class Typeface:
    """Several fonts that stand in for one another, in order of preference."""

    def __init__(self, paths: Sequence[str]) -> None:
        faces = [harfbuzz.Face(read(path)) for path in paths]
        self.fonts = [harfbuzz.Font(face) for face in faces]
        self._covers = [frozenset(face.unicodes) for face in faces]
        if not all(self._covers):
            # HarfBuzz takes any file and draws nothing with it.
            raise NotAFont(paths[[bool(c) for c in self._covers].index(False)])

    def pieces(self, text: str) -> Iterator[Piece]:
        """Cut text of one direction where the font or the script changes.

        A mark stays with its letter.  Spaces, digits and punctuation stay
        with the letters before them where that font has them.
        """
        chosen: list[tuple[tuple[int, str], str]] = []
        font, script = MISSING, ""
        for cluster in clusters(text):
            own = writing(cluster[0])
            if own or font == MISSING or not self._draws(font, cluster):
                font = self._font(cluster)
            script = own or script
            chosen.append(((font, script), cluster))
        for (font, _), group in groupby(chosen, lambda item: item[0]):
            yield Piece(font, "".join(cluster for _, cluster in group))

    def _font(self, cluster: str) -> int:
        for wanted in (cluster, cluster[0]):
            for font in range(len(self.fonts)):
                if self._draws(font, wanted):
                    return font
        return MISSING

    def _draws(self, font: int, cluster: str) -> bool:
        covered = self._covers[font]
        return all(ord(letter) in covered or unseen(letter) for letter in cluster)


def clusters(text: str) -> list[str]:
    """Cut text into letters with the marks and joiners that belong to them."""
    out: list[str] = []
    joined = False
    for letter in text:
        if out and (joined or unseen(letter) or unicodedata.category(letter)[0] == "M"):
            out[-1] += letter
        else:
            out.append(letter)
        joined = letter == "\u200d"
    return out


def unseen(letter: str) -> bool:
    """Whether a character has no shape of its own: joiners, selectors."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


@cache
def writing(letter: str) -> str:
    """Name the script of a letter; empty for what all scripts share.

    The standard library has no script property, but the names of letters
    begin with it.
    """
    if unicodedata.category(letter)[0] not in "LM":
        return ""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return "" if first in ("COMBINING", "MODIFIER") else first
