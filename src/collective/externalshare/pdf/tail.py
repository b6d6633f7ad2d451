"""A reader's tail: what turns a prepared body into that reader's copy.

Written directly, object by object: the body is not opened, so the cost does
not depend on its size.  It is no incremental update either: the body alone
has no cross-reference table, so nothing can be cut back to an older state.
"""

from __future__ import annotations

from ..model.grant import Identity
from ..model.grant import Tail
from ..model.template import Layout
from . import overlay

import struct
import zlib


PRODUCER = "collective.externalshare"
ROW = 8
"""Bytes of a row of the table: kind, five of an offset, two of a generation."""

PREDICTED = b"\x02"
"""Says that a row is kept as its difference from the one above (PNG, "up")."""

MORE_OBJECTS = 6
"""Two stamps, two drawings, the properties, the table itself."""


def build(layout: Layout, artwork: overlay.Artwork, identity: Identity) -> Tail:
    """Write the tail of one copy; the same arguments give the same bytes."""
    first = layout.objects
    objects = [*_drawings(artwork, identity.copy_number, first), properties(identity)]
    written, offsets, at = [], [], layout.length
    for number, body in enumerate(objects, first):
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        written.append(data)
        offsets.append(at)
        at += len(data)
    offsets.append(at)
    last = _last_block(layout, offsets)
    table = first + MORE_OBJECTS - 1
    head = (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
        b"/Filter/FlateDecode/DecodeParms<</Columns %d/Predictor 12>>/Length %d>>stream\n"
    ) % (
        table,
        table + 1,
        layout.root,
        table - 1,
        identity.copy_id.encode("ascii"),
        identity.copy_id.encode("ascii"),
        ROW,
        len(layout.rows) + len(last),
    )
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    return Tail(b"".join([*written, head]), last + end)


def panels(objects: int) -> tuple[bytes, bytes]:
    """References to the stamps that a body of so many objects must draw."""
    return b"%d 0 R" % objects, b"%d 0 R" % (objects + 2)


def _drawings(artwork: overlay.Artwork, number: str, first: int) -> list[bytes]:
    """The stamp and the letters of both panels, as numbered by `panels`."""
    out = []
    for place, (panel, drawing, opacity) in enumerate(artwork.parts()):
        letters = b"%d 0 R" % (first + 2 * place + 1)
        stamp = overlay.stamp_form(panel, drawing, opacity, letters)
        out.append(overlay.deflated(overlay.marked(stamp, number)))
        out.append(overlay.deflated(overlay.letters_form(drawing)))
    return out


def properties(identity: Identity) -> bytes:
    """The dictionary of properties (ISO 32000-1, 14.3.3) of a copy."""
    entries = {
        "Title": identity.title,
        "Producer": PRODUCER,
        overlay.MARK.decode(): identity.copy_number,
        "ExternalShareRecipient": identity.recipient,
    }
    text = b"".join(b"/%s %s" % (k.encode(), _string(v)) for k, v in entries.items() if v)
    return b"<<%s>>" % text


def _string(text: str) -> bytes:
    """A text string of PDF; in hexadecimal, so that nothing in it can end it."""
    return b"<feff%s>" % text.encode("utf-16-be", "replace").hex().encode("ascii")


def _last_block(layout: Layout, offsets: list[int]) -> bytes:
    """The tail's own rows, behind the deflated ones of the body.

    The body's part ends at a byte without ending the deflated stream, so a
    last stored block and the checksum of the whole complete it (RFC 1950,
    RFC 1951).
    """
    rows = predicted(layout.last_row, [row(1, offset, 0) for offset in offsets])
    length = len(rows)
    block = b"\x01" + struct.pack("<HH", length, length ^ 0xFFFF) + rows
    return block + struct.pack(">I", zlib.adler32(rows, layout.adler))


def row(kind: int, second: int, third: int) -> bytes:
    """A row of the table (ISO 32000-1, table 18), in the widths 1, 5 and 2."""
    return bytes((kind,)) + second.to_bytes(5, "big") + third.to_bytes(2, "big")


def predicted(above: bytes, rows: list[bytes]) -> bytes:
    """Write rows as differences, each from the one above."""
    out = []
    for current in rows:
        out.append(PREDICTED)
        out.append(bytes((now - before) & 0xFF for now, before in zip(current, above, strict=True)))
        above = current
    return b"".join(out)
