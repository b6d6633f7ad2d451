"""No content keeps the stamp behind it from any reader, however much it forgives.

Many pages in one file, the odd ones where the engine itself does not look by
pixels: first, middle and last page are plain, and so are those it repairs first.
"""

from collective.externalshare.pdf import content
from collective.externalshare.pdf import strictness
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.proof import MOST_REPAIRED
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from PIL import Image
from tests.common.programs import program
from tests.unit.pdf import looking
from tests.unit.pdf import makers

import io
import pikepdf
import pytest
import subprocess
import zlib


SWALLOWING = {
    "image of fewer data than it says": b"BI /W 50 /H 90 /BPC 8 /CS /G ID xxxx EI",
    "image of data that run on": b"BI /F /RL /W 50 /H 50 /BPC 8 /CS /G ID \x7fabc\nEI",
    "image that ends within itself": (
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI \xff Q .01 0 0 .01 0 0 cm q\nEI"
    ),
    "data of no image": b"ID Q .01 0 0 .01 0 0 cm EI",
    "begin of an image alone": b"BI ID EI",
    "digits that are none": b"<~",
    "operator without operands": b"d0",
    "operator that nobody knows": b"i7 Tr",
    "reference": b"1 0 R n",
}
VEILS = {
    "page": b"/OC /L BDC 0 0 9 9 re f",
    "broken page": b"/OC /L BDC (open",
    "page that some readers leave": b"/OC /L BDC d0",
    "form": b"/F Do",
    "pattern": b"/Pattern cs /P scn 0 0 99 99 re f",
    "glyph": b"BT /T 20 Tf 50 50 Td (aaa) Tj ET",
    "mask": b"/M gs 0 0 9 9 re f",
}
OPEN = b"0 g 0 0 5 5 re f /OC /L BDC"
BOX = [0, 0, 595, 842]


@pytest.mark.parametrize("name", [*SWALLOWING, *VEILS])
@pytest.mark.parametrize("reader", ["pdfium", "poppler"])
def test_stamp_is_seen_by(reader, name, read, copies):
    source, copy = copies["layered" if name in VEILS else "flat"]
    number = _place(name)
    got = looking.marks(read[reader](source, number), read[reader](copy, number))
    plain = looking.marks(read[reader](source, 0), read[reader](copy, 0))
    assert looking.alike(got, plain) > 0.9


def test_form_whose_layers_nobody_can_tell_is_not_stamped(tmp_path, stamper, a_stamp, target):
    pdf, layer = _layered()
    _page(pdf, layer, b"/F Do", OPEN + b" (open")
    source = str(tmp_path / "a.pdf")
    pdf.save(source)
    with pytest.raises(StampFailed, match="Undrawable"):
        stamper.stamp(source, a_stamp, target)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"q 1 0 0 1 5 5 cm /F1 12 Tf (a\\)b) Tj [(a)-5(b)]TJ Q\n",
        b"BT/F1 9 Tf<41 42>Tj ET",
        b"/P <</MCID 0>>BDC EMC",
        b"/Cs1 cs 1 0 0 scn /P1 scn .5 g -.5 w\0",
    ],
)
def test_usual_content_is_plain(data):
    assert strictness.plain(data)


@pytest.mark.parametrize(
    "data",
    [b"1 m", b"x", b"0 0 m9 9 l", b"(a", b"(a(b)) Tj", b"BI ID EI", b"% x", b"1", b"q 1", b"qQ",
     b"{", b"<4z> Tj", b"--5 w", b"null n", b"0 0\vm", b"m\v"],
)  # fmt: skip
def test_other_content_is_not(data):
    assert not strictness.plain(data)


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 3 /H 2 /BPC 8 /CS /G ID abcabc EI",
        b"BI /W 9 /H 2 /IM true ID abcd\r\nEI",
        b"BI /W 1 /H 1 /BPC 8 /CS [/I /RGB 1 <000000ffffff>] ID a\nEI",
        b"BI /W 3 /H 1 /BPC 8 /CS /G /F /Fl ID " + zlib.compress(b"abc") + b"\nEI",
        b"BI /W 3 /H 1 /BPC 8 /CS /G /F [/AHx] ID 414141>\nEI",
        b"% a comment\nq (a (b)) Tj Q",
    ],
)
def test_content_that_is_sound_stays_as_it_is(data):
    pdf = pikepdf.new()
    assert content.loose_ends(pdf, [pdf.make_stream(data)], 1000) == content.LooseEnds()


def test_bomb_in_an_inline_image_is_not_inflated():
    pdf = pikepdf.new()
    bomb = b"BI /W 1 /H 1 /BPC 8 /CS /G /F /Fl ID " + makers.bomb(64 << 20) + b"\nEI"
    assert content.loose_ends(pdf, [pdf.make_stream(bomb)], 1 << 20) is None


def test_content_of_which_too_many_tokens_would_be_held_is_enclosed():
    pdf = pikepdf.new()
    data = b"n % x\n" * 400_000
    assert content.loose_ends(pdf, [pdf.make_stream(data)], 1 << 25) is None
    plain = data.replace(b"% x", b"n")
    assert content.loose_ends(pdf, [pdf.make_stream(plain)], 1 << 25) == content.LooseEnds()


@pytest.fixture(scope="module")
def copies(tmp_path_factory, stamper, a_stamp):
    """Source and copy, without layers and with them."""
    folder = tmp_path_factory.mktemp("unforgiving")
    made = {}
    for kind, pages in (("flat", SWALLOWING), ("layered", VEILS)):
        pdf, layer = _layered() if kind == "layered" else (pikepdf.new(), None)
        plain = [b"n", *[b"Q n"] * MOST_REPAIRED]
        for data in (*plain, *pages.values(), *[b"n"] * (len(plain) + len(pages))):
            _page(pdf, layer, data, OPEN)
        source, copy = str(folder / f"{kind}.pdf"), str(folder / f"{kind}-copy.pdf")
        pdf.save(source)
        stamper.stamp(source, a_stamp, copy)
        made[kind] = source, copy
    return made


@pytest.fixture
def read():
    return {"pdfium": looking.picture, "poppler": _poppler}


def _place(name):
    pages = list(VEILS if name in VEILS else SWALLOWING)
    return 1 + MOST_REPAIRED + pages.index(name)


def _poppler(path, number):
    command = [program("pdftoppm"), "-gray", "-scale-to", "700", "-f", str(number + 1)]
    done = subprocess.run([*command, "-singlefile", path], capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def _layered():
    pdf = pikepdf.new()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return pdf, layer


def _page(pdf, layer, data, drawn):
    """A page, and all that can draw something on it without being the page."""
    page = makers.leaf(pdf, data)
    if layer is None:
        return
    page.Resources.Properties = named = Dictionary(L=layer)
    own = Dictionary(Properties=named)
    form = {"Subtype": Name.Form, "BBox": Array(BOX), "Resources": own}
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    page.Resources.XObject = Dictionary(F=pdf.make_stream(drawn, **form))
    page.Resources.Pattern = Dictionary(
        P=pdf.make_stream(drawn, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]),
                          XStep=9, YStep=9, Resources=own)
    )  # fmt: skip
    mask = Dictionary(S=Name.Luminosity, G=pdf.make_stream(drawn, Group=group, **form))
    page.Resources.ExtGState = Dictionary(M=Dictionary(SMask=mask))
    page.Resources.Font.T = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]), FirstChar=97, LastChar=97, Widths=Array([9]),
        Encoding=Dictionary(Differences=Array([97, Name.a])), Resources=own,
        CharProcs=Dictionary(a=pdf.make_stream(b"9 0 d0 " + drawn)),
    )  # fmt: skip
