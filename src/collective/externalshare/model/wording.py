"""Words of a mail with placeholders, which are replaced once and literally, never evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

import re


_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


@dataclass(frozen=True)
class Wording:
    """What a mail says: the line of its subject, and its text in paragraphs."""

    subject: str
    text: str


def placeholders_in(text: str) -> list[str]:
    """Names in braces, in their order."""
    return _PLACEHOLDER.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; a name that is unknown stays as it is."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def pieces(text: str, parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Paragraphs of a text, and between them the parts that placeholders stand for.

    Each is (paragraph, "") or ("", name of the part). Nothing is replaced yet,
    so that no value can bring a part along.
    """
    marks = "|".join(map(re.escape, parts))
    for piece in re.split(rf"\{{({marks})\}}|\n\s*\n", text) if parts else [text]:
        if piece in parts:
            yield "", piece
        elif piece and piece.strip():
            yield piece.strip(), ""
