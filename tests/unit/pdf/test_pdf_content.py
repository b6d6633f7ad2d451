"""What content leaves open is counted, and closed behind it."""

from collective.externalshare.pdf import content
from collective.externalshare.pdf import pages
from pikepdf import Array
from pikepdf import Dictionary

import hashlib
import pikepdf
import pytest


pytestmark = pytest.mark.filterwarnings("ignore:Unexpected end of stream")


@pytest.mark.parametrize(
    ("data", "lead", "trail", "text", "marks"),
    [
        (b"", 0, 0, False, 0),
        (b"q Q BT ET /P BMC EMC", 0, 0, False, 0),
        (b"q q 1 0 0 1 0 0 cm", 0, 2, False, 0),
        (b"Q Q q", 2, 1, False, 0),
        (b"q Q Q 2 w q q", 1, 2, False, 0),
        (b"BT (a) Tj", 0, 0, True, 0),
        (b"BT ET BT", 0, 0, True, 0),
        (b"/OC /L BDC /P BMC EMC", 0, 0, False, 1),
        (b"EMC EMC /P BMC", 0, 0, False, 1),
        (b"0 0 9 9 re W", 0, 0, False, 0),
        (b"(q q q) Tj % q q", 0, 0, False, 0),
    ],
)
def test_loose_ends_are_counted(pdf, data, lead, trail, text, marks):
    found = content.loose_ends(pdf, [pdf.make_stream(data)], 1000)
    assert found == content.LooseEnds(lead, trail, text, marks)


@pytest.mark.parametrize(
    "data",
    [b"(open", b"<4142", b"BI /W 1 /H 1 ID x", b"q " * 70, b"Q " * 70, b" " * 1001],
    ids=["string", "hexadecimal", "image", "too deep", "too shallow", "too long"],
)
def test_content_that_cannot_be_trusted_is_not_counted(pdf, data):
    assert content.loose_ends(pdf, [pdf.make_stream(data)], 1000) is None


def test_sentinel_cannot_be_forged(pdf):
    """Content that holds the sentinel of other content does not pass with it."""
    known = hashlib.sha256(b"q ").hexdigest().encode()
    data = b"/S" + known + b" gs (open"
    assert content.loose_ends(pdf, [pdf.make_stream(data)], 1000) is None


def test_ends_meet_on_both_sides():
    ends = content.LooseEnds(lead=1, trail=2, text=True, marks=2)
    assert ends.before.split() == [b"q"] * 2
    assert ends.after.split() == [b"ET", b"EMC", b"EMC", b"n", b"Q", b"Q", b"Q"]


def test_closing_starts_on_a_line_of_its_own():
    """Content may end in a comment."""
    assert content.LooseEnds().after.startswith(b"\n")


def test_streams_are_counted_as_one(pdf):
    parts = [pdf.make_stream(data) for data in (b"q (a", b"b) Tj Q")]
    assert content.loose_ends(pdf, parts, 1000) == content.LooseEnds()


def test_entries_are_inherited_through_the_page_tree(pdf):
    top = Dictionary(MediaBox=Array([0, 0, 300, 400]), Rotate=90)
    page = pdf.make_indirect(Dictionary(Parent=Dictionary(Parent=top)))
    frame = pages.settled(page)
    assert (frame.size, frame.rotate) == ((400, 300), 90)


def test_circle_in_the_page_tree_ends(pdf):
    page = pdf.make_indirect(Dictionary())
    page.Parent = page
    assert pages.inherited(page, "/MediaBox") is None


@pytest.fixture
def pdf():
    return pikepdf.new()
