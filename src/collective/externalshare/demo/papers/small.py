"""The short documents: an attachment, a draft, a locked one, and one that is no PDF at all."""

from collective.externalshare.demo.papers import layout
from collective.externalshare.demo.papers.figures import flow_chart
from collective.externalshare.demo.papers.layout import bullets
from collective.externalshare.demo.papers.layout import grid
from pathlib import Path
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph
from reportlab.platypus import Spacer


LOCK_PASSWORD = "opensesame"  # noqa: S105 - it opens a sample file and is printed by the demo


def write_requirements(target: Path) -> None:
    """Write the PDF that is attached to a page: what suppliers have to do."""
    paper = layout.Paper(
        "Supplier requirements", "Supplier quality requirements", "SQ-02", "D", "2026-10-01"
    )
    chart = flow_chart(
        layout.WIDTH, ["Order", "First|samples", "Release", "Series", "Yearly|audit"]
    )
    story: list[Flowable] = [
        Paragraph("Supplier quality requirements", layout.TITLE),
        Paragraph("What we ask of everybody who delivers parts to us.", layout.LEAD),
        chart,
        Paragraph("Figure 1: from the order to the yearly audit.", layout.CAPTION),
        Paragraph("1  First samples", layout.HEADING),
        *bullets(
            "Five parts, numbered, each measured against every dimension of the drawing.",
            "Material certificates of the lot the samples were made from.",
            "No series delivery before our written release.",
        ),
        Paragraph("2  Changes", layout.HEADING),
        Paragraph(
            "Tell us before you change a material, a process, a place of manufacture or a"
            " supplier of your own. A change that we learn of from a measurement counts as a"
            " nonconforming delivery.",
            layout.BODY,
        ),
        Paragraph("3  Targets", layout.HEADING),
        grid(
            [
                ("Characteristic", "Target", "Measured"),
                ("Parts rejected", "below 50 in a million", "monthly"),
                ("Delivered on the agreed day", "above 97 %", "weekly"),
                ("Answer to a complaint", "one working day", "each time"),
            ],
            (4, 4, 3),
        ),
    ]
    layout.write(target, paper, story)


def write_draft(target: Path) -> None:
    """Write the draft that nobody outside may ever see."""
    paper = layout.Paper(
        "Work instruction", "Deburring by hand", "WI-31", "0.3", "2026-11-18", status="Draft"
    )
    story: list[Flowable] = [
        Paragraph("Deburring by hand", layout.TITLE),
        Paragraph("Draft for discussion in the team. Figures are still guesses.", layout.LEAD),
        Paragraph("1  Tools", layout.HEADING),
        *bullets("Scraper, ceramic blade", "File, cut 2", "Brush, brass", "Magnifier, threefold"),
        Paragraph("2  Open questions", layout.HEADING),
        Paragraph(
            "Which radius do we promise: 0.2 mm as on most drawings, or 0.1 mm as the assembly"
            " asks? Who signs the sample card?",
            layout.BODY,
        ),
    ]
    layout.write(target, paper, story)


def write_locked(target: Path) -> None:
    """Write a price list that asks for ``LOCK_PASSWORD`` before it opens."""
    paper = layout.Paper("Price list", "Spare parts 2027", "PL-27", "A", "2026-11-02")
    story: list[Flowable] = [
        Paragraph("Spare parts 2027", layout.TITLE),
        Paragraph("Prices in euro, without tax and transport.", layout.LEAD),
        Spacer(0, 4),
        grid(
            [
                ("Number", "Part", "Price"),
                ("400-01", "Wiper seal", "38.00"),
                ("400-02", "Spindle bearing, set", "1 260.00"),
                ("400-03", "Probe tip, ruby", "94.50"),
            ],
            (2, 6, 2),
        ),
    ]
    layout.write(target, paper, story, password=LOCK_PASSWORD)


def write_impostor(target: Path) -> None:
    """Write a web page under the name of a PDF."""
    target.write_text(
        "<!DOCTYPE html>\n<title>Calibration certificate</title>\n"
        "<h1>Calibration certificate</h1>\n<p>Saved from a browser by mistake.</p>\n",
        encoding="utf-8",
    )
