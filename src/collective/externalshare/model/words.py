"""Search words: how texts are cut and folded, the same for what is kept and what is asked."""

from __future__ import annotations

import re
import unicodedata


WORD = re.compile(r"[\w.@+'-]+")
BORDER = ".-'@"
MOST_ASKED = 8


def words_of(*texts: str) -> set[str]:
    """Search words of titles, names and addresses: folded, and an address's parts too."""
    words: set[str] = set()
    for text in texts:
        for whole in WORD.findall(_folded(text)):
            words.update(part.strip(BORDER) for part in (whole, *whole.split("@")))
            words.update(re.findall(r"\w+", whole))
    return words - {""}


def words_asked(query: str) -> list[str]:
    """What somebody searches for; each is the beginning of a word. At most eight."""
    found = (whole.strip(BORDER) for whole in WORD.findall(_folded(query)))
    return [word for word in found if word][:MOST_ASKED]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))
