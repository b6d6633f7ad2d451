"""A page's own content, made safe to draw after.

Content may leave saved states, texts and marked sections open, or close more
than it opened; whatever is drawn behind it would be shrunk, clipped or hidden
with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from collective.externalshare.pdf import strictness
from dataclasses import dataclass
from dataclasses import field
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import hashlib
import pikepdf


MOST_OPEN = 64
"""States left open beyond this are not closed one by one."""

MOST_JOINED = 128 * 1024 * 1024
"""Bytes of decoded streams that may be joined into one."""

MOST_PARTS = 1000
"""Streams of one page; some readers stop at a page of very many, or take for ever."""

MOST_SLOWLY = 2 * 1024 * 1024
"""Bytes of content of which each token is looked at; the tokens of more could fill the memory."""

_WATCHED = "q Q BT ET BMC BDC EMC gs"

_BROKEN = (pikepdf.PdfError, IndexError, NotImplementedError, TypeError, ValueError)
"""What pikepdf raises at content that it cannot read."""


class Undrawable(Exception):
    """Nothing can be drawn safely behind this content."""


@dataclass(frozen=True)
class LooseEnds:
    """What must stand around content so that it leaves nothing behind."""

    lead: int = 0
    """States to save before, because the content restores too many."""

    trail: int = 0
    """States to restore behind."""

    text: bool = False
    """Whether a text object is left open."""

    marks: int = 0
    """Marked sections left open; an optional one would hide what follows."""

    size: int = field(default=0, compare=False)
    """Bytes of content that had to be read token by token for this."""

    @property
    def before(self) -> bytes:
        """Operators in front of the content."""
        return b"q " * (self.lead + 1) + b"\n"

    @property
    def after(self) -> bytes:
        """Operators behind it: on a new line, for it may end in a comment.

        ``n`` drops a path, and with it a clip, that was begun and not used.
        """
        closing = b"ET\n" * self.text + b"EMC\n" * self.marks
        return b"\n" + closing + b"n\n" + b"Q " * (self.trail + 1) + b"\n"


def streams(page: Object) -> list[Stream]:
    """List the content streams of a page; anything else in there is dropped."""
    contents = page.get(Name.Contents)
    if isinstance(contents, Stream):
        return [contents]
    if isinstance(contents, Array):
        return [part for part in contents if isinstance(part, Stream)]
    return []


def loose_ends(
    pdf: pikepdf.Pdf, parts: list[Stream], most: int, slowly: int = MOST_SLOWLY
) -> LooseEnds | None:
    """Count what content leaves open; None when that cannot be trusted.

    A sentinel is appended that the content cannot contain.  If it is not the
    last thing understood, an unfinished string, image or a broken stream has
    swallowed it, and would swallow the stamp as well.  So it may where not all
    is plain (see ``strictness``).

    :param most: bytes of decoded content that are read at all.
    :param slowly: bytes of content that is not of the plain kind.
    """
    try:
        data = _joined(parts, most)
        if data is None:
            return None
        sentinel = "/S" + hashlib.sha256(data).hexdigest()
        stream = pdf.make_stream(data + f"\n{sentinel} gs\n".encode("ascii"))
        plain = strictness.plain(data)
        if not plain and len(data) > slowly:
            return None
        count = _counted(stream, _WATCHED if plain else "")
    except _BROKEN:
        return None
    if (
        count is None
        or count.last != sentinel
        or max(-count.lowest, count.depth - count.lowest) > MOST_OPEN
    ):
        return None
    trail = count.depth - count.lowest
    return LooseEnds(-count.lowest, trail, count.text, count.marks, 0 if plain else len(data))


def _counted(stream: Stream, operators: str) -> _Count | None:
    count = _Count()
    for instruction in pikepdf.parse_content_stream(stream, operators):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            if not strictness.ends_clearly(instruction):
                return None
            continue
        operator, operands = str(instruction.operator), list(instruction.operands)
        if not strictness.understood(operator, operands):
            return None
        count.see(operator, operands)
    return count


class _Count:
    """Runs along content and keeps count of what is open."""

    def __init__(self) -> None:
        self.depth = self.lowest = self.marks = 0
        self.text = False
        self.last = ""

    def see(self, operator: str, operands: Sequence[Object]) -> None:
        self.last = ""
        if operator == "q":
            self.depth += 1
        elif operator == "Q":
            self.depth -= 1
            self.lowest = min(self.lowest, self.depth)
        elif operator in ("BT", "ET"):
            self.text = operator == "BT"
        elif operator in ("BMC", "BDC"):
            self.marks += 1
        elif operator == "EMC":
            self.marks = max(0, self.marks - 1)
        elif operator == "gs":
            self.last = str(operands[-1])


def in_one(pdf: pikepdf.Pdf, parts: list[Stream]) -> Stream:
    """Write streams whose `loose_ends` are known anew as one."""
    return pdf.make_stream(b"\n".join(part.read_bytes() for part in parts))


def enclosed(
    pdf: pikepdf.Pdf, parts: list[Stream], resources: Dictionary, box: tuple[float, ...]
) -> Stream:
    """Put a page's content into a form, whose end nothing inside can swallow.

    The price is that structure tags lose their content, so this is for
    broken pages only.

    :raises Undrawable: when there are several streams and not all decode.
    """
    if len(parts) == 1:
        form = pdf.make_stream(parts[0].read_raw_bytes())
        for key in (Name.Filter, Name.DecodeParms):
            if key in parts[0]:
                form[key] = parts[0][key]
    else:
        try:
            data = _joined(parts, MOST_JOINED)
        except pikepdf.PdfError as error:
            raise Undrawable from error
        if data is None:
            raise Undrawable
        form = pdf.make_stream(data)
    form[Name.Type] = Name.XObject
    form[Name.Subtype] = Name.Form
    form[Name.BBox] = Array(list(box))
    form[Name.Resources] = resources
    return form


def _joined(parts: list[Stream], most: int) -> bytes | None:
    """Decode and join streams as a reader does; None when there is too much."""
    data = []
    left = most
    for part in parts:
        data.append(part.read_bytes())
        left -= len(data[-1])
        if left < 0:
            return None
    return b"\n".join(data)
