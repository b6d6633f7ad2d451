"""Filling: the words of a mail, its facts and its parts become a letter."""

from __future__ import annotations

from ..model.wording import filled
from ..model.wording import pieces
from ..model.wording import Wording
from .letter import Block
from .letter import Letter
from .letter import Paragraph
from .letterhead import Letterhead
from .words import Words
from collections.abc import Mapping
from collections.abc import Sequence


def fill(
    wording: Wording,
    values: Mapping[str, str],
    parts: Mapping[str, Sequence[Block]],
    footer: tuple[str, ...],
    head: Letterhead,
    words: Words,
) -> Letter:
    """The letter; `values` are put into its sentences, `parts` stand between paragraphs.

    What `values` bring is never looked through for placeholders.
    """
    blocks: list[Block] = []
    said: list[str] = []
    for paragraph, part in pieces(wording.text, tuple(parts)):
        if part:
            blocks.extend(parts[part])
        else:
            said.append(filled(paragraph, values))
            blocks.append(Paragraph(said[-1]))
    # Beside the subject a list of mails shows what comes after the greeting.
    preview = next((text for text in said if text != values.get("greeting")), "")
    subject = filled(wording.subject, values)
    return Letter(words.tag, head.site, subject, preview, tuple(blocks), footer)
