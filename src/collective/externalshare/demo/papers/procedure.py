"""The controlled procedure, whose second revision the site shows."""

from collective.externalshare.demo.papers import layout
from collective.externalshare.demo.papers.figures import bar_chart
from collective.externalshare.demo.papers.figures import flow_chart
from collective.externalshare.demo.papers.layout import bullets
from collective.externalshare.demo.papers.layout import grid
from pathlib import Path
from reportlab.platypus import Flowable
from reportlab.platypus import KeepTogether
from reportlab.platypus import Paragraph
from reportlab.platypus import Spacer


_HISTORY = (
    ("A", "12 March 2026", "First issue.", "E. Berg"),
    (
        "B",
        "4 November 2026",
        "Section 6 added: parts found at the customer. Response time shortened.",
        "E. Berg",
    ),
)
_DUTIES = (
    ("Step", "Operator", "Shift lead", "Quality", "Buyer"),
    ("Mark and separate the part", "does", "checks", "", ""),
    ("Open the report", "does", "", "is told", ""),
    ("Decide: use, rework or scrap", "", "advises", "decides", "is told"),
    ("Tell the supplier", "", "", "checks", "does"),
    ("Close the report", "", "", "does", "is told"),
)


def write_procedure(target: Path, revision: str) -> None:
    """Write the procedure at revision ``A`` or ``B``."""
    date = "2026-03-12" if revision == "A" else "2026-11-04"
    paper = layout.Paper(
        "Quality procedure", "Control of nonconforming parts", "QP-07", revision, date
    )
    story: list[Flowable] = [*_opening(revision), *_purpose(), *_steps(revision), *_duties()]
    if revision != "A":
        story += _customer()
    story += _records()
    layout.write(target, paper, story)


def _p(text: str) -> Paragraph:
    return Paragraph(text, layout.BODY)


def _h(text: str) -> Paragraph:
    return Paragraph(text, layout.HEADING)


def _opening(revision: str) -> list[Flowable]:
    history = [row for row in _HISTORY if row[0] <= revision]
    return [
        Paragraph("Control of nonconforming parts", layout.TITLE),
        Paragraph(
            "How a part that does not meet its drawing is kept from being used, delivered"
            " or forgotten, from the first doubt to the closed report.",
            layout.LEAD,
        ),
        grid([("Revision", "Date", "What changed", "Author"), *history], (1.4, 2.2, 6, 1.6)),
        grid(
            [
                ("Prepared", "Checked", "Released"),
                (
                    "Emma Berg<br/>Quality engineering",
                    "Ravi Anand<br/>Production",
                    "Mira Holt<br/>Head of quality",
                ),
            ],
            (1, 1, 1),
        ),
    ]


def _purpose() -> list[Flowable]:
    return [
        _h("1  Purpose"),
        _p(
            "This procedure makes sure that a part which does not meet its specification is"
            " recognised, marked, separated and decided upon by somebody who may decide. It"
            " protects the customer from receiving such a part, and the company from making the"
            " same mistake twice."
        ),
        _h("2  Where it applies"),
        _p(
            "It applies to purchased parts from the moment of their arrival, to parts in work,"
            " to finished products in store and to tools whose calibration has expired. It"
            " applies to every site of Example Works and to suppliers who were sent this"
            " document as part of an order."
        ),
        *bullets(
            "A <b>nonconforming part</b> differs from its drawing, specification or sample.",
            "A <b>concession</b> is the written permission to use it all the same.",
            "The <b>report</b> is form QF-07-1, one for each lot and kind of fault.",
        ),
    ]


def _steps(revision: str) -> list[Flowable]:
    days = "five working days" if revision == "A" else "two working days"
    chart = flow_chart(
        layout.WIDTH, ["Find", "Mark and|separate", "Report", "Decide", "Act", "Close"]
    )
    return [
        _h("3  The way of a report"),
        KeepTogether(
            [chart, Paragraph("Figure 1: the six steps of every report.", layout.CAPTION)]
        ),
        Paragraph("3.1  Find, mark, separate", layout.SUBHEADING),
        _p(
            "Whoever doubts that a part is good stops using it, puts a red label on it and"
            " brings it to the locked cage. A whole lot is marked on every container. Nobody"
            " needs permission to stop; only quality engineering may release."
        ),
        Paragraph("3.2  Report and decide", layout.SUBHEADING),
        _p(
            f"The report is opened on the same shift. Quality engineering decides within {days}:"
            " use with a concession, rework to the drawing, return to the supplier, or scrap."
            " Reworked parts are inspected again against the full drawing, not only against the"
            " characteristic that was wrong."
        ),
        Paragraph("3.3  Act and close", layout.SUBHEADING),
        _p(
            "The cause is sought with the people who do the work. A report is closed when the"
            " action has been seen to work on three lots in a row."
        ),
    ]


def _duties() -> list[Flowable]:
    return [
        _h("4  Who does what"),
        grid(_DUTIES, (4, 2, 2, 2, 2)),
        _h("5  How we know that it works"),
        _p(
            "Quality engineering counts open reports and their age each month. Above the limit"
            " line the head of production and the head of quality meet within a week."
        ),
        KeepTogether(
            [
                bar_chart(layout.WIDTH, seed=7),
                Paragraph(
                    "Figure 2: open reports a month and the limit of 84, last year.",
                    layout.CAPTION,
                ),
            ]
        ),
    ]


def _customer() -> list[Flowable]:
    return [
        _h("6  Parts found at the customer"),
        _p(
            "When a customer finds a nonconforming part, the report is opened on the day of the"
            " message. The customer receives a first answer within one working day: what was"
            " found, which deliveries may be concerned, and what protects the customer until"
            " the cause is known."
        ),
        *bullets(
            "Stock at the customer, on the way and in our stores is checked first.",
            "The contact is one named person until the report is closed.",
            "The closed report is sent to the customer with the evidence of the action.",
        ),
    ]


def _records() -> list[Flowable]:
    return [
        Spacer(0, 4),
        KeepTogether(
            [
                _h("Records"),
                grid(
                    [
                        ("Record", "Kept by", "For"),
                        ("QF-07-1 Report", "Quality engineering", "10 years"),
                        ("QF-07-2 Concession", "Quality engineering", "Life of the product"),
                        ("QF-07-3 Rework instruction", "Production", "3 years"),
                    ],
                    (4, 4, 3),
                ),
            ]
        ),
    ]
