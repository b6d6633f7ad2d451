"""A page whose content only a forgiving reader understands is written anew."""

from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked
from tests.unit.pdf.checking import complaints

import pikepdf
import pypdf
import pypdfium2
import zlib


LETTER = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def test_content_that_breaks_off_is_mended(tmp_path, stamper, a_stamp, target):
    """Readers that stop at the fault would not draw the stamp behind it."""
    whole = zlib.compress(makers.TEXT + b"\n%" + bytes(range(256)) * 40, 0)
    broken = makers.stream(whole[: len(whole) - 3000])
    source = makers.written(tmp_path / "a.pdf", makers.raw(makers.one_page(broken, LETTER)))
    assert complaints(source)
    stamper.stamp(source, a_stamp, target)
    checked(target)
    assert "Pump station" in pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()


def test_content_of_very_many_parts_becomes_one(tmp_path, stamper, a_stamp, target):
    parts = b"/Contents[%s]" % (b"4 0 R " * 1001)
    objects = makers.one_page(makers.stream(zlib.compress(makers.TEXT)), LETTER + parts)
    source = makers.written(tmp_path / "a.pdf", makers.raw(objects))
    stamper.stamp(source, a_stamp, target)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages[0].Contents) == 3
        assert pdf.pages[0].Contents[1].read_bytes().count(b"Pump station") == 1001


def test_content_of_some_parts_stays_as_it_is(tmp_path, stamper, a_stamp, target):
    parts = b"/Contents[4 0 R 4 0 R]"
    objects = makers.one_page(makers.stream(zlib.compress(makers.TEXT)), LETTER + parts)
    source = makers.written(tmp_path / "a.pdf", makers.raw(objects))
    stamper.stamp(source, a_stamp, target)
    assert len(pypdf.PdfReader(target).pages[0]["/Contents"]) == 4
