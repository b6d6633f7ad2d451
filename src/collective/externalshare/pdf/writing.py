"""Text for reportlab in any script that has a font: marked up, shaped, in visual order.

Limits, against those of the stamp: words that run from right to left are put in
order line by line only as long as the text keeps to one line, and a letter that
no font has is a box. The attached records hold every text as it is.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf.typeface import Typeface
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import groupby
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError
from reportlab.pdfbase.ttfonts import TTFont

import unicodedata


RIGHT_TO_LEFT = ("R", "AL")


class Writing:
    """Writes with the bundled fonts, then with those that the site names."""

    def __init__(self, named: Sequence[str]) -> None:
        usable = [path for path in fonts.paths(named) if _registered(path)]
        self._names = [_registered(path) for path in usable]
        self._typeface = Typeface(usable)

    @property
    def plain(self) -> str:
        """The name of the first font, for text that is ours."""
        return self._names[0]

    def markup(self, text: str) -> str:
        """A paragraph for reportlab; nothing in the text is taken for its markup."""
        return "<br/>".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        composed = unicodedata.normalize("NFC", line)
        ordered = " ".join(_in_order(composed.split()))
        marked = []
        for piece in self._typeface.pieces(ordered):
            name = self._names[max(0, piece.font)]
            marked.append(f'<font name="{name}">{escape(piece.text, quote=False)}</font>')
        return "".join(marked)


def _in_order(words: list[str]) -> Iterator[str]:
    for backwards, run in groupby(words, _runs_backwards):
        together = list(run)
        yield from reversed(together) if backwards else together


def _runs_backwards(word: str) -> bool:
    strong = (unicodedata.bidirectional(letter) for letter in word)
    return next((kind for kind in strong if kind in ("L", *RIGHT_TO_LEFT)), "L") != "L"


@lru_cache(maxsize=64)
def _registered(path: str) -> str:
    """The name under which reportlab knows a font file; empty for one that it cannot embed."""
    name = f"externalshare-{sha256(path.encode()).hexdigest()[:16]}"
    # Shaped words have ligatures, by which nobody searches: Latin does without.
    shaped = path != fonts.bundled()[0]
    try:
        pdfmetrics.registerFont(TTFont(name, path, shapable=shaped))
    except (TTFError, OSError):
        return ""
    return name
