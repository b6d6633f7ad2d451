"""Copy numbers in a file, however it was changed: the child's side of a search.

A copy names itself in the identifier of its trailer, in its properties, in the
dictionaries of the forms of its stamp and in what they draw.  Programs that
write a file anew keep some of that; what is only drawn as letters is not read.
"""

from collections.abc import Iterator
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import qpdf
from contextlib import suppress
from typing import Any

import mmap
import pikepdf
import re


Found = tuple[str, str]
"""A copy number and where it stands (`model.traces.Place`)."""

MOST = 200
"""Different finds; whoever joins more copies than that into one file is told of these."""

MARK = f"/{overlay.MARK.decode()}"

_GROUP = rb"[0-9A-HJKMNP-TV-Z]{4}"
_NUMBER = rb"(%s-%s-%s)" % (_GROUP, _GROUP, _GROUP)
_NAMED = re.compile(rb"%s(?:[\s(-]{1,8})%s" % (overlay.MARK, _NUMBER))
_WRITTEN_WIDE = re.compile(rb"%s\s{0,8}<feff((?:00[0-9a-f]{2}){14})>" % overlay.MARK, re.I)
_HALVES = re.compile(rb"/ID\s{0,8}\[\s{0,8}<([0-9a-f]{32})>\s{0,8}(?:<([0-9a-f]{32})>)?", re.I)


def trace(job: dict[str, Any]) -> dict[str, Any]:
    """Answer ``marks`` and ``trouble``.

    ``whole``: also read the objects of the file, not only its bytes.
    """
    with (
        open(job["source"], "rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        found = _some(in_clear(data), set())
    trouble = ""
    try:
        if job["whole"]:
            with qpdf.opened(job["source"]) as pdf:
                found = _some(in_objects(pdf), found)
        else:
            trouble = "damaged"
    except pikepdf.PasswordError:
        trouble = "locked"
    except pikepdf.PdfError:
        trouble = "damaged"
    return {"marks": sorted(found), "trouble": trouble}


def in_clear(data: Any) -> Iterator[Found]:
    """What the bytes of a file say, readable as a PDF or not."""
    for match in _NAMED.finditer(data):
        yield match[1].decode(), "stamp"
    for match in _WRITTEN_WIDE.finditer(data):
        yield _said(bytes.fromhex(match[1].decode()).decode("utf-16-be", "replace")), "properties"
    for match in _HALVES.finditer(data):
        for half in filter(None, match.groups()):
            yield copy_number(half.decode().lower()), "identifier"


def in_objects(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """What the objects of a document say; one that cannot be read says nothing."""
    with suppress(*_UNREADABLE):
        for half in pdf.trailer.get("/ID", ()):
            if len(bytes(half)) == 16:
                yield copy_number(bytes(half).hex()), "identifier"
    with suppress(*_UNREADABLE):
        if MARK in pdf.docinfo:
            yield _said(str(pdf.docinfo[MARK])), "properties"
    for held in pdf.objects:
        with suppress(*_UNREADABLE):
            yield from _in_object(held)


def _in_object(held: pikepdf.Object) -> Iterator[Found]:
    of_a_form = isinstance(held, pikepdf.Stream)
    if MARK in held:
        yield _said(str(held[MARK])), "stamp" if of_a_form else "properties"
    if of_a_form and held.get("/Subtype") != pikepdf.Name.Image:
        for match in _NAMED.finditer(held.read_bytes()):
            yield match[1].decode(), "stamp"


def _said(text: str) -> str:
    """A number out of a value that may be anything."""
    return text[:20] if re.fullmatch(_NUMBER.decode(), text[:20]) else ""


def _some(finds: Iterator[Found], found: set[Found]) -> set[Found]:
    """The finds and those before, no more than are of use."""
    for one in finds:
        if one[0]:
            found.add(one)
        if len(found) >= MOST:
            break
    return found


# What pikepdf raises of broken and odd documents; NotImplementedError is its word for
# objects that have no such operation, nothing of ours is open here.
_UNREADABLE = (pikepdf.PdfError, ValueError, TypeError, LookupError, NotImplementedError)
