"""Reports as files: any script, any text, long tables, attachments as they are."""

from collective.externalshare.pdf.booklet import Booklet
from collective.externalshare.pdf.booklet import Table
from collective.externalshare.pdf.report import report
from collective.externalshare.pdf.writing import Writing
from io import BytesIO
from pypdf import PdfReader

import pikepdf
import pytest


DANA, COHEN = "\u05d3\u05e0\u05d4", "\u05db\u05d4\u05df"
DIGEST = "0123456789abcdef" * 4


def a_booklet(*lines, **values):
    table = Table("Timeline", ("When", "Who"), (1, 1), lines, empty="Nothing.")
    return Booklet(
        site="Example Works",
        title="Evidence report",
        subject="SOP-014 & <b>more</b>",
        facts=(("Made", "today"),),
        state="It holds.",
        sound=True,
        tables=(table,),
        notes=("How to verify", ("So.",)),
        page="Page {number} of {total}",
        language="en",
        **values,
    )


def words(made):
    pages = PdfReader(BytesIO(made), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_text_is_text_whatever_it_looks_like():
    made = report(a_booklet(("<font size=99>", "{number} %s ]]> &amp; \0\ud83d")))
    said = words(made)
    assert "SOP-014 & <b>more</b>" in said
    assert "<font size=99>" in said
    assert "{number} %s ]]> &amp;" in said
    assert "It holds." in said


def test_a_table_without_lines_says_so():
    assert "Nothing." in words(report(a_booklet()))


def test_long_tables_go_on_with_their_heads_and_long_words_stay_on_the_page():
    made = report(a_booklet(*((f"{number}", DIGEST * 3) for number in range(100))))
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) > 3
    assert all("When" in page.extract_text() for page in list(pages)[1:-1])
    assert DIGEST in words(made).replace(" ", "")


def test_attachments_are_there_byte_by_byte_and_the_file_is_sound():
    files = {"rows.jsonl": (b"{}\n" * 1000, "rows"), "seals.jsonl": (bytes(range(256)), "s")}
    with pikepdf.open(BytesIO(report(a_booklet(files=files)))) as read:
        found = {name: spec.get_file().read_bytes() for name, spec in read.attachments.items()}
        assert found == {name: data for name, (data, _) in files.items()}
        assert read.check_pdf_syntax() == []
        assert str(read.Root.Lang) == "en"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (f"{DANA} {COHEN}", f"{COHEN} {DANA}"),
        (
            "Jo \u05d3\u05e0\u05d4 \u05db\u05d4\u05df Kim",
            "Jo \u05db\u05d4\u05df \u05d3\u05e0\u05d4 Kim",
        ),
        ("Jo Kim", "Jo Kim"),
    ],
)
def test_words_that_run_from_right_to_left_are_put_in_visual_order(text, order):
    marked = Writing(()).markup(text)
    plain = "".join(part.partition(">")[2] for part in marked.split("<"))
    assert " ".join(plain.split()) == order
    assert marked.count("<font") == 1 + ("Jo" in text and text != "Jo Kim") * 2


def test_a_font_file_that_cannot_be_embedded_keeps_nobody_from_a_report():
    assert words(report(a_booklet(("\u7530\u4e2d", "x"), fonts=("/usr/share/fonts/none.otf",))))
