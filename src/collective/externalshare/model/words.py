"""Search words: how texts are cut and folded, the same for what is kept and what is asked."""

from __future__ import annotations

import re
import unicodedata


WORD = re.compile(r"[\w.+'-]+")
BORDER = ".-'"
MOST_ASKED = 8


def words_of(*texts: str) -> set[str]:
    """Search words of titles, names and addresses: folded, and an address's parts too."""
    words: set[str] = set()
    for text in texts:
        plain = _folded(text)
        for chunk in plain.replace("@", " @ ").split():
            words.update(word.strip(BORDER) for word in WORD.findall(chunk))
            words.update(re.findall(r"\w+", chunk))
        words.update(word for word in plain.split() if "@" in word)
    return {word for word in words if word}


def words_asked(query: str) -> list[str]:
    """What somebody searches for; each is the beginning of a word. At most eight."""
    found = re.split(r"[^\w.@+'-]+", _folded(query))
    return [word for word in (one.strip(BORDER) for one in found) if word][:MOST_ASKED]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))
