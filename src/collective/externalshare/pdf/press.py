"""Putting the panels of a stamp on page after page of one document."""

from collective.externalshare.pdf import content
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import pages
from collective.externalshare.pdf import veils
from collective.externalshare.pdf.geometry import Frame
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import pikepdf


MOST_SLOWLY = 8 * 1024 * 1024
"""Bytes of a document's content that is not of the plain kind; a page beyond is enclosed."""


class TooManyPages(Exception):
    """More pages than the bounds allow, or none."""


class Press:
    """Draws both panels last on every page, whatever the page left open.

    :param most: bytes of one page's content that are read token by token.
    :param angle: as for `geometry.across`.
    """

    def __init__(self, pdf: pikepdf.Pdf, most: int, angle: float | None = None) -> None:
        self._pdf = pdf
        self._most = most
        self._slowly = MOST_SLOWLY
        self._layered = veils.layered(pdf)
        self._angle = angle
        self._streams: dict[bytes, Stream] = {}
        self.diagonal = form(pdf, overlay.panel_form(overlay.DIAGONAL, b"null"))
        self.footer = form(pdf, overlay.panel_form(overlay.FOOTER, b"null"))
        self.frames: list[Frame] = []
        self.repaired: list[int] = []
        """Numbers of pages whose content left something open, from 0."""
        self.enclosed = 0
        """Pages whose content had to be put into a form: they lose their tags."""

    def stamp_all(self, most: int) -> None:
        """Stamp every page in place.

        :raises TooManyPages: before any page is touched.
        """
        if not 1 <= len(self._pdf.pages) <= most:
            raise TooManyPages
        for page in self._pdf.pages:
            self.stamp(page.obj)

    def stamp(self, page: Object) -> None:
        """Stamp a page in place, and note the frame it was stamped by."""
        parts = content.streams(page)
        self._pdf.get_warnings()  # of what came before
        slowly = min(content.MOST_SLOWLY, self._slowly)
        ends = content.loose_ends(self._pdf, parts, self._most, slowly)
        self._slowly -= ends.size if ends else 0
        frame = pages.settled(page)
        resources, named = pages.own_resources(page)
        closing = b""
        if ends is None:
            closing = veils.closing(parts) if self._layered else b""
            inner = content.enclosed(self._pdf, parts, resources, frame.media)
            page[Name.Resources] = Dictionary(XObject=Dictionary(Page=inner))
            named = page[Name.Resources][Name.XObject]
            parts = [self._stream(b"/Page Do\n")]
            self.enclosed += 1
        elif self._pdf.get_warnings() or len(parts) > content.MOST_PARTS:
            # A reader that is less forgiving stops at a fault, before the stamp.
            parts = [content.in_one(self._pdf, parts)]
        if ends != content.LooseEnds():
            self.repaired.append(len(self.frames))
        self.frames.append(frame)
        ends = ends or content.LooseEnds()
        drawn = overlay.operators(frame, *self._name(named), self._angle)
        page[Name.Contents] = Array(
            [self._stream(ends.before), *parts, self._stream(closing + ends.after + drawn)]
        )

    def fill(self, artwork: overlay.Artwork, number: str = "") -> None:
        """Let the panels draw a stamp of this very document, for a copy written whole."""
        for into, (panel, drawing, opacity) in zip(
            (self.diagonal, self.footer), artwork.parts(), strict=True
        ):
            drawn = overlay.stamp_form(panel, drawing, opacity, b"null")
            stamp = form(self._pdf, overlay.marked(drawn, number))
            stamp.Resources.XObject.Letters = form(self._pdf, overlay.letters_form(drawing))
            into.Resources.XObject.Stamp = stamp

    def _name(self, named: Object) -> tuple[str, str]:
        names = []
        for wanted, panel in (("/Diagonal", self.diagonal), ("/Footer", self.footer)):
            name = pages.unused(named, wanted)
            named[name] = panel
            names.append(name)
        return names[0], names[1]

    def _stream(self, data: bytes) -> Stream:
        """Make a stream, one for all pages that need the same."""
        if data not in self._streams:
            self._streams[data] = self._pdf.make_stream(data)
        return self._streams[data]


def form(pdf: pikepdf.Pdf, written: overlay.Form) -> Stream:
    """Make a form of a document from its bytes; references in it are set later."""
    entries = pikepdf.Object.parse(b"<<%s>>" % written.entries)
    return pdf.make_stream(written.data, dict(entries.items()))


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
        min_version="1.5",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
