"""A booklet as a PDF: calm pages, and the machine-readable files attached inside.

reportlab is Python throughout and opens no PDF, so this may run in the server.
"""

from collective.externalshare.pdf.booklet import Booklet
from collective.externalshare.pdf.booklet import Table
from collective.externalshare.pdf.writing import Writing
from io import BytesIO
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate
from reportlab.platypus import CondPageBreak
from reportlab.platypus import Flowable
from reportlab.platypus import Frame
from reportlab.platypus import LongTable
from reportlab.platypus import PageBreak
from reportlab.platypus import PageTemplate
from reportlab.platypus import Paragraph
from reportlab.platypus import Spacer
from reportlab.platypus import TableStyle
from typing import Any

import threading


INK = HexColor("#1c2430")
SOFT = HexColor("#55606e")
LINE = HexColor("#d5dce4")
ACCENT = HexColor("#00567f")
GOOD = HexColor("#1b6e3c")
BAD = HexColor("#a11b2b")
MARGIN = 22 * mm
WIDTH = A4[0] - 2 * MARGIN
_ONE = threading.Lock()
"""reportlab keeps fonts and styles in places that all threads share."""


def report(booklet: Booklet) -> bytes:
    """The whole file; a PDF 1.7 with its attachments."""
    out = BytesIO()
    with _ONE:
        Pages(booklet, out).build()
    return out.getvalue()


class Pages:
    """Sets one booklet."""

    def __init__(self, booklet: Booklet, out: BytesIO) -> None:
        self.booklet = booklet
        self.writing = Writing(booklet.fonts)
        self.out = out

    def build(self) -> None:
        """Write the file."""
        booklet = self.booklet
        document = BaseDocTemplate(
            self.out,
            pagesize=A4,
            pdfVersion=(1, 7),
            title=f"{booklet.title}: {booklet.subject}",
            author=booklet.site,
            lang=booklet.language,
        )
        frame = Frame(MARGIN, 24 * mm, WIDTH, A4[1] - 48 * mm, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate(frames=[frame])])
        story = [*self._cover(), PageBreak(), *self._body()]
        document.build(story, canvasmaker=self._canvas)

    def _canvas(self, *args: Any, **kwargs: Any) -> Canvas:
        canvas = _Numbered(*args, **kwargs)
        canvas.booklet, canvas.writing = self.booklet, self.writing
        attach(canvas, self.booklet.files)
        return canvas

    def _cover(self) -> list[Flowable]:
        booklet = self.booklet
        facts = LongTable(
            [[self._say(name, 9, SOFT), self._say(value, 10)] for name, value in booklet.facts],
            colWidths=[WIDTH * 0.3, WIDTH * 0.7],
            style=_lines(),
        )
        return [
            Spacer(0, 40 * mm),
            self._say(booklet.site, 10, SOFT),
            Spacer(0, 4 * mm),
            self._say(booklet.title, 28, ACCENT),
            Spacer(0, 3 * mm),
            self._say(booklet.subject, 15),
            Spacer(0, 14 * mm),
            facts,
            Spacer(0, 10 * mm),
            self._state(),
        ]

    def _state(self) -> Flowable:
        colour = GOOD if self.booklet.sound else BAD
        box = LongTable([[self._say(self.booklet.state, 10.5, colour)]], colWidths=[WIDTH])
        box.setStyle(
            TableStyle(
                [
                    ("LINEBEFORE", (0, 0), (0, -1), 2.5, colour),
                    ("LEFTPADDING", (0, 0), (-1, -1), 10),
                    ("TOPPADDING", (0, 0), (-1, -1), 4),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
                ]
            )
        )
        return box

    def _body(self) -> list[Flowable]:
        story: list[Flowable] = []
        for table in self.booklet.tables:
            story += self._table(table)
        heading, notes = self.booklet.notes
        story.append(self._heading(heading))
        story += [self._say(note, 9, after=5) for note in notes]
        return story

    def _table(self, table: Table) -> list[Flowable]:
        # A heading that kept with its table would take the whole of it to the next page.
        story: list[Flowable] = [CondPageBreak(40 * mm), self._heading(table.heading)]
        if table.said:
            story.append(self._say(table.said, 9, SOFT, after=6))
        if not table.lines:
            return [*story, self._say(table.empty, 9.5)]
        total = sum(table.widths)
        rows = [[self._say(name, 8, SOFT) for name in table.columns]]
        for line in table.lines:
            rows.append(
                [
                    self._say(text, 7 if place in table.narrow else 8.6)
                    for place, text in enumerate(line)
                ]
            )
        widths = [WIDTH * width / total for width in table.widths]
        story.append(LongTable(rows, colWidths=widths, repeatRows=1, style=_lines()))
        return story

    def _heading(self, text: str) -> Flowable:
        return self._say(text, 14, ACCENT, before=16, after=6)

    def _say(self, text: str, size: float, colour: Any = INK, **space: float) -> Paragraph:
        style = ParagraphStyle(
            f"{size}",
            fontName=self.writing.plain,
            fontSize=size,
            leading=size * (1.2 if size > 20 else 1.45),
            textColor=colour,
            spaceBefore=space.get("before", 0),
            spaceAfter=space.get("after", 0),
            shaping=1,
            # Addresses and digests have no blanks to break at.
            splitLongWords=1,
        )
        return Paragraph(self.writing.markup(text), style)


class _Numbered(Canvas):
    """Knows how many pages there are when it writes the foot of each."""

    booklet: Booklet
    writing: Writing

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the name is reportlab's
        """Keep the page until the last one is known."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the feet, then the file."""
        kept = self._kept
        for number, page in enumerate(kept, 1):
            self.__dict__.update(page)
            self._foot(self.booklet.page.format(number=number, total=len(kept)))
            super().showPage()
        super().save()

    def _foot(self, text: str) -> None:
        self.setStrokeColor(ACCENT)
        self.setLineWidth(1.2)
        self.line(MARGIN, A4[1] - 15 * mm, MARGIN + 18 * mm, A4[1] - 15 * mm)
        self.setFillColor(SOFT)
        self.setFont(self.writing.plain, 7.5)
        self.drawRightString(A4[0] - MARGIN, 13 * mm, text)
        self.drawString(MARGIN, 13 * mm, self.booklet.title)


def attach(canvas: Any, files: dict[str, tuple[bytes, str]]) -> None:
    """Put files inside the PDF, as its viewers list them (ISO 32000-2, 7.11.4)."""
    document, names = canvas._doc, []
    for name, (data, about) in sorted(files.items()):
        parameters = pdfdoc.PDFDictionary({"Size": len(data)})
        kind = {"Type": pdfdoc.PDFName("EmbeddedFile"), "Params": parameters}
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(kind), data, [pdfdoc.PDFZCompress])
        held = document.Reference(stream)
        entry = {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(name),
            "UF": pdfdoc.PDFString(name),
            "Desc": pdfdoc.PDFString(about),
            "AFRelationship": pdfdoc.PDFName("Data"),
            "EF": pdfdoc.PDFDictionary({"F": held, "UF": held}),
        }
        names += [pdfdoc.PDFString(name), document.Reference(pdfdoc.PDFDictionary(entry))]
    if names:
        tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
        document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})


def _lines() -> TableStyle:
    return TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
