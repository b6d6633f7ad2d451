"""Stamp every page of a document: the child's side of ``Stamper``.

Each page keeps its content between a saved and a restored state, and draws
the two shared forms behind it, by a matrix of its own.
"""

from collective.externalshare.pdf import artwork
from collective.externalshare.pdf import content
from collective.externalshare.pdf import geometry
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import pages
from collective.externalshare.pdf import proof
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf.outline import Outliner
from collective.externalshare.pdf.scrub import scrub
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream
from typing import Any

import pikepdf


class TooManyPages(Exception):
    """More pages than the bounds allow, or none."""


def stamp(job: dict[str, Any]) -> dict[str, Any]:
    """Write the stamped ``source`` over ``target``; answer ``pages``.

    Anything raised means that the target must not be used.
    """
    bounds = job["bounds"]
    outliner = Outliner(job["fonts"])
    drawings = overlay.Artwork(
        artwork.diagonal(outliner, job["diagonal"]),
        artwork.footer(outliner, job["footer"]),
    )
    with qpdf.opened(job["source"]) as pdf:
        count = len(pdf.pages)
        if not 1 <= count <= bounds["pages"]:
            raise TooManyPages
        scrub(pdf)
        press = Press(pdf, drawings, bounds["content"])
        covered = [number for number, page in enumerate(pdf.pages) if pages.noted(page.obj)]
        frames = [press.stamp(page.obj) for page in pdf.pages]
        save(pdf, job["target"])
    claim = proof.Claim(drawings, frames, press.repaired, covered)
    proof.demand(claim, job["source"], job["target"], bounds["pixels"])
    return {"pages": count}


class Press:
    """Puts one stamp on page after page of one document."""

    def __init__(self, pdf: pikepdf.Pdf, drawings: overlay.Artwork, most: int) -> None:
        self._pdf = pdf
        self._most = most
        self._overlay = overlay.add(pdf, drawings)
        self._streams: dict[bytes, Stream] = {}
        self._seen = 0
        self.repaired: list[int] = []
        """Numbers of pages whose content left something open, from 0."""

    def stamp(self, page: Object) -> geometry.Frame:
        """Stamp a page in place and return the frame it was stamped by."""
        parts = content.streams(page)
        ends = content.loose_ends(self._pdf, parts, self._most)
        frame = pages.settled(page)
        resources, named = pages.own_resources(page)
        if ends is None:
            form = content.enclosed(self._pdf, parts, resources, frame.media)
            page[Name.Resources] = Dictionary(XObject=Dictionary(Page=form))
            named = page[Name.Resources][Name.XObject]
            parts = [self._stream(b"/Page Do\n")]
        if ends != content.LooseEnds():
            self.repaired.append(self._seen)
        self._seen += 1
        ends = ends or content.LooseEnds()
        diagonal, footer = self._name(named)
        drawn = overlay.operators(frame, self._overlay.artwork, diagonal, footer)
        page[Name.Contents] = Array(
            [self._stream(ends.before), *parts, self._stream(ends.after + drawn)]
        )
        return frame

    def _name(self, named: Object) -> tuple[str, str]:
        names = []
        for wanted, form in (
            ("/Diagonal", self._overlay.diagonal),
            ("/Footer", self._overlay.footer),
        ):
            name = pages.unused(named, wanted)
            named[name] = form
            names.append(name)
        return names[0], names[1]

    def _stream(self, data: bytes) -> Stream:
        """Make a stream, one for all pages that need the same."""
        if data not in self._streams:
            self._streams[data] = self._pdf.make_stream(data)
        return self._streams[data]


def save(pdf: pikepdf.Pdf, target: str) -> None:
    """Write a document anew: never an increment, which cuts back to the clean one.

    The same document gives the same bytes.  A trailer that was recovered
    from a damaged file may lack its size, and qpdf would not add it.
    """
    if "/Size" not in pdf.trailer:
        pdf.trailer[Name.Size] = 1
    pdf.save(
        target,
        encryption=False,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
