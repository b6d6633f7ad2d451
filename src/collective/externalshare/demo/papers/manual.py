"""The manual: two hundred pages with pictures, to see how large documents behave."""

from collective.externalshare.demo.papers import layout
from collective.externalshare.demo.papers.figures import bar_chart
from collective.externalshare.demo.papers.figures import part_picture
from collective.externalshare.demo.papers.layout import bullets
from collective.externalshare.demo.papers.layout import grid
from pathlib import Path
from reportlab.platypus import Flowable
from reportlab.platypus import Image
from reportlab.platypus import PageBreak
from reportlab.platypus import Paragraph
from reportlab.platypus import Spacer

import io


PAGES = 200
_PICTURES = 24
_CHAPTERS = (
    "Safety",
    "Transport and installation",
    "First start",
    "Spindle and drive",
    "Tool changer",
    "Coolant and chips",
    "Measuring on the machine",
    "Control panel",
    "Programs and backups",
    "Cleaning",
    "Lubrication",
    "Inspection plan",
    "Faults and remedies",
    "Spare parts",
    "Taking out of service",
)
_TASKS = (
    "Check the axial play",
    "Replace the wiper seal",
    "Set the clamping force",
    "Measure the run-out",
    "Read the temperature log",
    "Clean the chip tray",
    "Tighten the cover screws",
    "Align the probe",
)
_REASONS = (
    "Play above the limit shows itself first as a pattern on the finished surface, long before"
    " a measurement on the part fails.",
    "A worn seal lets coolant reach the bearing; the bearing then lasts weeks instead of years.",
    "Too little force lets the workpiece creep, too much bends thin walls. The value in the"
    " table holds for a clean, dry fixture.",
    "Heat moves every dimension. Let the machine run warm for twenty minutes before you"
    " believe any figure.",
)


def write_manual(target: Path) -> None:
    """Write the manual of exactly ``PAGES`` pages; takes a few seconds."""
    paper = layout.Paper("Operating manual", "Milling centre EW 400", "OM-400", "C", "2026-09-15")
    pictures = [part_picture(seed) for seed in range(_PICTURES)]
    story: list[Flowable] = [*_cover(pictures[1]), PageBreak(), *_contents()]
    for page in range(PAGES - 2):
        story.append(PageBreak())
        story += _page(page, pictures[page % _PICTURES])
    layout.write(target, paper, story)


def _place(page: int) -> tuple[int, int]:
    """Return chapter and section of a page after the contents, both from zero."""
    size = -(-(PAGES - 2) // len(_CHAPTERS))
    return divmod(page, size)


def _cover(picture: bytes) -> list[Flowable]:
    return [
        Spacer(0, 24),
        Paragraph("Milling centre EW 400", layout.TITLE),
        Paragraph(
            "Operating and maintenance manual. Keep it with the machine and read chapter 1"
            " before you switch anything on.",
            layout.LEAD,
        ),
        Spacer(0, 12),
        _picture(picture),
        Paragraph("The drive wheel of the main spindle, seen from the front.", layout.CAPTION),
        grid(
            [
                ("Machine", "Serial numbers", "Control", "Language"),
                ("EW 400, EW 400 L", "from 400-1200", "EWC 9", "English (original)"),
            ],
            (3, 3, 2, 3),
        ),
    ]


def _contents() -> list[Flowable]:
    rows = [("Chapter", "Title", "Page")]
    first: dict[int, int] = {}
    for page in range(PAGES - 2):
        first.setdefault(_place(page)[0], page + 3)
    rows += [(str(index + 1), _CHAPTERS[index], str(page)) for index, page in sorted(first.items())]
    return [Paragraph("Contents", layout.TITLE), Spacer(0, 6), grid(rows, (1, 7, 1))]


def _page(page: int, picture: bytes) -> list[Flowable]:
    chapter, section = _place(page)
    task = _TASKS[(page * 3 + chapter) % len(_TASKS)]
    story: list[Flowable] = []
    if section == 0:
        story.append(Paragraph(f"{chapter + 1}  {_CHAPTERS[chapter]}", layout.TITLE))
    label = f"{chapter + 1}.{section + 1}"
    story += [
        Paragraph(f"{label}  {task}", layout.HEADING),
        Paragraph(_REASONS[page % len(_REASONS)], layout.BODY),
        _picture(picture) if page % 5 else bar_chart(layout.WIDTH, page),
        Paragraph(
            f"Figure {label}: "
            + ("the part and its six fixing holes." if page % 5 else "hours of use a month."),
            layout.CAPTION,
        ),
        *_work(page),
    ]
    return story


def _work(page: int) -> list[Flowable]:
    torque = 18 + page % 9 * 4
    return [
        Paragraph("What to do", layout.SUBHEADING),
        *bullets(
            "Switch the main switch off and lock it. Wait until the display is dark.",
            f"Loosen the six screws crosswise; tighten them later to {torque} Nm.",
            "Measure at four places, a quarter turn apart, and write down the largest value.",
            "Switch on, let the spindle run warm, and measure again.",
        ),
        grid(
            [
                ("Characteristic", "Nominal", "Limit", "Every"),
                ("Axial play", "0.004 mm", f"0.0{10 + page % 7} mm", "500 hours"),
                ("Run-out at the nose", "0.002 mm", "0.006 mm", "1000 hours"),
                ("Screw torque", f"{torque} Nm", f"\u00b1 {2 + page % 3} Nm", "each time"),
            ],
            (4, 3, 3, 3),
        ),
    ]


def _picture(data: bytes) -> Image:
    return Image(io.BytesIO(data), width=layout.WIDTH, height=layout.WIDTH * 0.56)
