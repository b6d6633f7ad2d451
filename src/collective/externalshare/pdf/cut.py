"""Make a body of a file that qpdf has just written.

Its cross-reference stream is cut off and kept as rows, and the panels are
written again at its end, now drawing what only a tail will bring.  Nothing
else moves, so a body of any size is cut in the same moment.
"""

from __future__ import annotations

from ..model.template import Layout
from . import overlay
from . import tail
from typing import BinaryIO

import os
import re
import zlib


_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_HEAD = re.compile(rb"(\d+) 0 obj\s*(<<.*?>>)\s*stream\r?\n", re.DOTALL)


class NotCut(Exception):
    """The file is not written as it was expected: no body can be made of it."""


def cut(stream: BinaryIO, diagonal: int, footer: int) -> Layout:
    """Turn an open file into a body, in place.

    :param diagonal: number of the object that is the panel across the page.
    :param footer: number of the panel at the foot.
    :raises NotCut: when anything is not as expected; the file is of no use then.
    """
    start, data = _table(stream)
    found = _HEAD.match(data)
    if found is None:
        raise NotCut("head")
    number, head = int(found.group(1)), found.group(2)
    length, root = _integer(head, rb"/Length (\d+)"), _integer(head, rb"/Root (\d+) 0 R")
    rows = _rows(head, data[found.end() : found.end() + length])
    if len(rows) != _integer(head, rb"/Size (\d+)") or not _in_file(rows, diagonal, footer):
        raise NotCut("rows")
    stream.truncate(start)
    stream.seek(start)
    for panel, where, stamp in zip(
        (overlay.DIAGONAL, overlay.FOOTER), (diagonal, footer), tail.panels(len(rows)), strict=True
    ):
        rows[where] = tail.row(1, stream.tell(), 0)
        body = overlay.deflated(overlay.panel_form(panel, stamp))
        stream.write(b"%d 0 obj\n%s\nendobj\n" % (where, body))
    # The table's own number is free from now on; the list of free ones names it.
    rows[0], rows[number] = tail.row(0, number, 0xFFFF), tail.row(0, 0, 1)
    return _layout(stream.tell(), root, rows)


def _layout(length: int, root: int, rows: list[bytes]) -> Layout:
    plain = tail.predicted(bytes(tail.ROW), rows)
    squeeze = zlib.compressobj(9)
    deflated = squeeze.compress(plain) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return Layout(length, len(rows), root, deflated, rows[-1], zlib.adler32(plain))


def _table(stream: BinaryIO) -> tuple[int, bytes]:
    """Where the table begins, and everything from there."""
    end = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, end - 64))
    found = _START.search(stream.read())
    if found is None:
        raise NotCut("startxref")
    start = int(found.group(1))
    stream.seek(start)
    return start, stream.read()


def _rows(head: bytes, deflated: bytes) -> list[bytes]:
    """The rows of a table in our own widths."""
    found = re.search(rb"/W \[\s*(\d+) (\d+) (\d+)\s*\]", head)
    if found is None or b"/Index" in head:
        raise NotCut("widths")
    widths = [int(width) for width in found.groups()]
    data = zlib.decompress(deflated) if b"/FlateDecode" in head else deflated
    if b"/Predictor 12" in head:
        data = _unpredicted(data, sum(widths))
    elif b"/Predictor" in head:
        raise NotCut("predictor")
    return [
        tail.row(*_fields(data[at : at + sum(widths)], widths))
        for at in range(0, len(data), sum(widths))
    ]


def _fields(data: bytes, widths: list[int]) -> list[int]:
    out, at = [], 0
    for width in widths:
        out.append(int.from_bytes(data[at : at + width], "big"))
        at += width
    return out


def _unpredicted(data: bytes, columns: int) -> bytes:
    out = bytearray()
    above = bytes(columns)
    for at in range(0, len(data), columns + 1):
        if data[at : at + 1] != tail.PREDICTED:
            raise NotCut("predictor")
        line = data[at + 1 : at + 1 + columns]
        above = bytes((now + before) & 0xFF for now, before in zip(line, above, strict=True))
        out += above
    return bytes(out)


def _in_file(rows: list[bytes], *numbers: int) -> bool:
    """Whether these objects stand in the file themselves, not packed with others."""
    return all(0 < number < len(rows) and rows[number][0] == 1 for number in numbers)


def _integer(head: bytes, pattern: bytes) -> int:
    found = re.search(pattern, head)
    if found is None:
        raise NotCut(pattern.decode())
    return int(found.group(1))
