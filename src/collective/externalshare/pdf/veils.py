"""Optional sections that forms, patterns and glyphs leave open.

Some readers carry such a section over into the page that drew the form.  Where
its layer is switched off, or can be, it would take the stamp along.
"""

from collections.abc import Iterator
from collective.externalshare.pdf import cargo
from collective.externalshare.pdf import content
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Stream

import pikepdf
import re


MOST_MARKS = 5_000
"""Sections of a page that are closed on suspicion."""

_BEGINS = re.compile(rb"B[DM]C\b")


def layered(pdf: pikepdf.Pdf) -> bool:
    """Whether anything in a document can be switched on and off."""
    return "/OCProperties" in pdf.Root


def close_all(pdf: pikepdf.Pdf, most: int) -> None:
    """Close in place what everything but the pages' own content leaves open.

    :param most: bytes of decoded content that are read token by token.
    :raises content.Undrawable: when nobody can tell what is open.
    """
    if not layered(pdf):
        return
    own = {part.objgen for page in pdf.pages for part in content.streams(page.obj)}
    for stream in list(_drawn(pdf)):
        if stream.objgen not in own:
            _close(pdf, stream, most)


def closing(parts: list[Stream]) -> bytes:
    """Close as many sections as content may have opened that cannot be counted.

    One that is not open is closed in vain, which readers pass over.

    :raises content.Undrawable: when nobody can tell.
    """
    try:
        count = sum(len(_BEGINS.findall(part.read_bytes())) for part in parts)
    except pikepdf.PdfError as error:
        raise content.Undrawable from error
    if count > MOST_MARKS:
        raise content.Undrawable
    return b"EMC\n" * count


def _drawn(pdf: pikepdf.Pdf) -> Iterator[Stream]:
    """Streams that can be drawn by others: forms, patterns, glyphs; some perhaps twice."""
    for holder in pdf.objects:
        if isinstance(holder, Stream):
            if holder.get("/Subtype") == Name.Form or "/PatternType" in holder:
                yield holder
        elif isinstance(holder, Dictionary | Array):
            for part in cargo.inside(holder):
                glyphs = part.get("/CharProcs") if part.get("/Subtype") == Name.Type3 else None
                if isinstance(glyphs, Dictionary):
                    yield from (one for _, one in glyphs.items() if isinstance(one, Stream))


def _close(pdf: pikepdf.Pdf, stream: Stream, most: int) -> None:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError as error:
        raise content.Undrawable from error
    if b"BDC" not in data:
        return
    ends = content.loose_ends(pdf, [stream], most)
    if ends is None:
        raise content.Undrawable
    if ends.marks:
        stream.write(data + b"\n" + b"EMC\n" * ends.marks)
