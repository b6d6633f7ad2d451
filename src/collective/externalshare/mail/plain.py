"""Plain text: a letter as its first, and for some readers only, part."""

from __future__ import annotations

from .letter import Block
from .letter import bracketed
from .letter import Code
from .letter import Facts
from .letter import Heading
from .letter import Items
from .letter import Letter
from .letter import Link
from .letter import Paragraph
from .letter import Quote

import textwrap


WIDTH = 74
FLOWING = 1_000_000


def write_plain(letter: Letter, width: int = WIDTH) -> str:
    """The whole letter; says what the HTML part says, in the same order.

    Only the hint below a button is missing where there is no button.

    :param width: of a line in characters; `FLOWING` breaks none, for a page that does.
    """
    parts = [_block(block, width) for block in letter.blocks]
    if letter.footer:
        parts.append("-- \n" + "\n\n".join(_wrap(line, width) for line in letter.footer))
    return "\n\n".join(parts) + "\n"


def _block(block: Block, width: int) -> str:
    match block:
        case Paragraph(text):
            return _wrap(text, width)
        case Heading(text):
            return f"{text}\n{'-' * min(len(text), WIDTH)}"
        case Quote(intro, text):
            quoted = "\n".join(f"> {line}".rstrip() for line in _wrap(text, width).split("\n"))
            return f"{_wrap(intro, width)}\n\n{quoted}"
        case Items(rows):
            return "\n".join(_wrap(_item(*row), width, "* ", "  ") for row in rows)
        case Facts(rows):
            return "\n".join(_wrap(f"{name}: {value}", width) for name, value in rows)
        case Link(label, _hint, address):
            return f"{_wrap(label, width)}:\n\n{address}"
        case Code(text):
            return f"    {text}"


def _item(title: str, remark: str) -> str:
    return f"{title}{bracketed(remark)}"


def _wrap(text: str, width: int, first: str = "", then: str = "") -> str:
    # A word is never broken: it may be an address.
    wrapped = [
        textwrap.fill(
            line,
            width,
            initial_indent=first if not number else then,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(text.split("\n"))
    ]
    return "\n".join(wrapped)
