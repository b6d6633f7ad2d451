"""The look of every document of Example Works: page frame, styles, tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from reportlab.lib.colors import Color
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate
from reportlab.platypus import Flowable
from reportlab.platypus import Frame
from reportlab.platypus import PageTemplate
from reportlab.platypus import Paragraph
from reportlab.platypus import Table
from reportlab.platypus import TableStyle
from typing import Any


COMPANY = "Example Works"
INK = HexColor("#1c2430")
SOFT = HexColor("#55606e")
LINE = HexColor("#c3ccd6")
TINT = HexColor("#e8f1f6")
ACCENT = HexColor("#00567f")
WARM = HexColor("#d9822b")

MARGIN = 20 * mm
TOP = 44 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - TOP - 24 * mm


@dataclass(frozen=True)
class Paper:
    """What stands in the frame of every page."""

    kind: str
    title: str
    number: str
    revision: str
    date: str
    status: str = "Released"


def _style(name: str, **values: Any) -> ParagraphStyle:
    defaults = {"fontName": "Helvetica", "fontSize": 9.6, "leading": 14, "textColor": INK}
    return ParagraphStyle(name, **{**defaults, **values})


BODY = _style("body", alignment=TA_JUSTIFY, spaceAfter=7)
LEAD = _style("lead", fontSize=10.5, leading=15.5, textColor=SOFT, spaceAfter=8)
CELL = _style("cell", fontSize=8.6, leading=11.5)
CAPTION = _style("caption", fontSize=8, leading=11, textColor=SOFT, spaceBefore=3, spaceAfter=10)
BULLET = _style("bullet", leftIndent=12, bulletIndent=2, spaceAfter=3)
TITLE = _style(
    "title", fontName="Helvetica-Bold", fontSize=21, leading=25, textColor=ACCENT, spaceAfter=4
)
HEADING = _style(
    "heading",
    fontName="Helvetica-Bold",
    fontSize=13,
    leading=17,
    textColor=ACCENT,
    spaceBefore=12,
    spaceAfter=5,
    keepWithNext=1,
)
SUBHEADING = _style(
    "subheading",
    fontName="Helvetica-Bold",
    fontSize=10.4,
    leading=14,
    spaceBefore=6,
    spaceAfter=3,
    keepWithNext=1,
)


def bullets(*sentences: str) -> list[Flowable]:
    """Return a bulleted list."""
    return [Paragraph(sentence, BULLET, bulletText="\u2022") for sentence in sentences]


def grid(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Return a table with a head row; ``widths`` are shares of the text width."""
    total = sum(widths)
    head = [Paragraph(f'<b><font color="white">{cell}</font></b>', CELL) for cell in rows[0]]
    body = [[Paragraph(cell, CELL) for cell in row] for row in rows[1:]]
    table = Table(
        [head, *body], colWidths=[WIDTH * width / total for width in widths], repeatRows=1
    )
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), ACCENT),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), (HexColor("#ffffff"), TINT)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ]
        )
    )
    table.spaceBefore, table.spaceAfter = 4, 10
    return table


class _NumberedCanvas(Canvas):
    """A canvas that knows the number of pages when it draws the frame of each."""

    paper: Paper

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the name is reportlab's
        """Keep the page until the last one is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the frames and write the file."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            _draw_frame(self, self.paper, number, len(self._pages))
            super().showPage()
        super().save()


def _draw_frame(canvas: Canvas, paper: Paper, number: int, total: int) -> None:
    top, left, right = A4[1] - 14 * mm, MARGIN, A4[0] - MARGIN
    bottom, side = top - 22 * mm, right - 52 * mm
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(left, bottom, right - left, top - bottom)
    for x in (left + 38 * mm, side):
        canvas.line(x, bottom, x, top)
    _draw_logo(canvas, left + 5 * mm, bottom + 7 * mm)
    _text(canvas, left + 42 * mm, top - 8.2 * mm, paper.kind.upper(), 7, SOFT)
    _text(canvas, left + 42 * mm, top - 14.2 * mm, paper.title, 11, INK, bold=True)
    facts = (
        ("Document", paper.number),
        ("Revision", f"{paper.revision} \u00b7 {paper.date}"),
        ("Status", paper.status),
        ("Page", f"{number} of {total}"),
    )
    for row, (label, value) in enumerate(facts):
        y = top - (row + 1) * 5.5 * mm
        if row < len(facts) - 1:
            canvas.line(side, y, right, y)
        _text(canvas, side + 2.5 * mm, y + 1.8 * mm, label, 7, SOFT)
        _text(canvas, side + 17 * mm, y + 1.8 * mm, value, 8, INK, bold=True)
    _draw_foot(canvas, left, right)


def _draw_foot(canvas: Canvas, left: float, right: float) -> None:
    canvas.line(left, 15 * mm, right, 15 * mm)
    _text(canvas, left, 10.8 * mm, f"{COMPANY} \u00b7 quality@example.org", 7.5, SOFT)
    canvas.drawRightString(right, 10.8 * mm, "Printed copies are not controlled.")


def _draw_logo(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(ACCENT)
    canvas.rect(x, y, 3 * mm, 8 * mm, stroke=0, fill=1)
    canvas.rect(x + 4 * mm, y, 3 * mm, 5 * mm, stroke=0, fill=1)
    canvas.setFillColor(WARM)
    canvas.circle(x + 5.5 * mm, y + 6.7 * mm, 1.4 * mm, stroke=0, fill=1)
    _text(canvas, x + 9 * mm, y + 4.6 * mm, "EXAMPLE", 9.5, ACCENT, bold=True)
    _text(canvas, x + 9 * mm, y + 0.6 * mm, "WORKS", 9.5, INK, bold=True)


def _text(
    canvas: Canvas, x: float, y: float, text: str, size: float, color: Color, bold: bool = False
) -> None:
    canvas.setFillColor(color)
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, y, text)


def write(target: Path, paper: Paper, story: list[Flowable], password: str = "") -> None:
    """Write ``story`` in the company's frame to ``target``; ``password`` locks the file."""
    encryption = StandardEncryption(password, canPrint=1) if password else None
    document = BaseDocTemplate(
        str(target),
        pagesize=A4,
        title=paper.title,
        author=COMPANY,
        subject=f"{paper.number}, revision {paper.revision}",
        encrypt=encryption,
    )
    frame = Frame(MARGIN, 20 * mm, WIDTH, A4[1] - TOP - 20 * mm, 0, 0, 0, 0, id="text")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    maker = type("Canvas", (_NumberedCanvas,), {"paper": paper})
    document.build(story, canvasmaker=maker)
