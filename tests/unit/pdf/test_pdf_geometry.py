"""Wherever a page's boxes lie, the stamp is where a reader looks for it."""

from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from tests.unit.pdf import looking
from tests.unit.pdf import makers

import pikepdf
import pytest


PORTRAIT = (595, 842)
LANDSCAPE = (842, 595)
BOX = (0, 0, 595, 842)
CUT = {"CropBox": (100, 200, 400, 700)}
A0 = (0, 0, 2384, 3370)
PAGES = {
    "plain": (PORTRAIT, {}),
    "turned 90": (LANDSCAPE, {"Rotate": 90}),
    "turned 180": (PORTRAIT, {"Rotate": 180}),
    "turned 270": (LANDSCAPE, {"Rotate": 270}),
    "turned -90": (LANDSCAPE, {"Rotate": -90}),
    "turned 450": (LANDSCAPE, {"Rotate": 450}),
    "landscape": (LANDSCAPE, {"media": (0, 0, 842, 595)}),
    "landscape turned 90": (PORTRAIT, {"media": (0, 0, 842, 595), "Rotate": 90}),
    "cut": ((300, 500), CUT),
    "cut, turned 90": ((500, 300), {**CUT, "Rotate": 90}),
    "cut, turned 180": ((300, 500), {**CUT, "Rotate": 180}),
    "cut, turned 270": ((500, 300), {**CUT, "Rotate": 270}),
    "cut outside": (PORTRAIT, {"CropBox": (-50, -50, 700, 900)}),
    "origin below": (PORTRAIT, {"media": (-300, -400, 295, 442)}),
    "origin below, turned 90": (LANDSCAPE, {"media": (-300, -400, 295, 442), "Rotate": 90}),
    "reversed": (PORTRAIT, {"media": (595, 842, 0, 0)}),
    "reversed, turned 270": (LANDSCAPE, {"media": (595, 0, 0, 842), "Rotate": 270}),
    "user unit": ((300, 400), {"media": (0, 0, 300, 400), "UserUnit": 2}),
    "user unit, turned 90": (
        (400, 300),
        {"media": (0, 0, 300, 400), "UserUnit": 2, "Rotate": 90},
    ),
    "no size": ((612, 792), {"media": None}),
    "tiny": ((72, 72), {"media": (0, 0, 72, 72)}),
    "A0": ((2384, 3370), {"media": A0}),
    "A0, turned 90": ((3370, 2384), {"media": A0, "Rotate": 90}),
    "receipt": ((200, 2000), {"media": (0, 0, 200, 2000)}),
    "state left open": (PORTRAIT, {"content": makers.TEXT + b" q 0.5 0 0 0.5 100 100 cm q"}),
    "state closed too often": (
        PORTRAIT,
        {"content": makers.TEXT + b" Q Q Q 0.5 0 0 0.5 0 0 cm"},
    ),
    "text left open": (PORTRAIT, {"content": b"BT /F1 24 Tf 3 Tr 60 600 Td (open) Tj"}),
    "clip left on": (PORTRAIT, {"content": makers.TEXT + b" 0 0 50 50 re W n"}),
    "clip begun": (PORTRAIT, {"content": makers.TEXT + b" 0 0 50 50 re W"}),
    "ends in a comment": (PORTRAIT, {"content": makers.TEXT + b" % the end"}),
    "ends in a string": (PORTRAIT, {"content": makers.TEXT + b" (no end"}),
    "ends in an image": (PORTRAIT, {"content": makers.TEXT + b" BI /W 9 /H 9 ID xyz"}),
    "empty": (PORTRAIT, {"content": b""}),
    "no content": (PORTRAIT, {"content": None}),
    "no content, turned 90": (LANDSCAPE, {"content": None, "Rotate": 90}),
    "white paper": (PORTRAIT, {"content": b"1 g 0 0 600 850 re f 0 g " + makers.TEXT}),
}


def test_plain_page_carries_the_footer_upright_at_its_foot(plain):
    wide, high = plain.size
    foot = plain.crop((0, int(high * 0.93), wide, high))
    left, top, right, bottom = foot.getbbox()
    assert abs((left + right) / 2 - wide / 2) < 3
    assert wide * 0.3 < right - left < wide * 0.95
    assert bottom - top < high * 0.03


def test_plain_page_carries_the_diagonal_rising_through_its_middle(plain):
    wide, high = plain.size
    body = plain.crop((0, 0, wide, int(high * 0.93)))
    left, top, right, bottom = body.getbbox()
    assert abs((left + right) / 2 - wide / 2) < wide * 0.03
    assert abs((top + bottom) / 2 - high / 2) < high * 0.03
    half = (wide // 2, high // 2)
    upper_right = looking.ink(body.crop((half[0], 0, wide, half[1])))
    lower_left = looking.ink(body.crop((0, half[1], half[0], high)))
    assert upper_right + lower_left > 0.85 * looking.ink(body)


def test_letters_stand_upright(tmp_path, stamper, a_stamp):
    """An L is heavy at its foot and on its left."""
    stamp = type(a_stamp)(("L",), "L")
    source = makers.single(tmp_path / "l.pdf", b"", Rotate=90)
    copy = str(tmp_path / "l-copy.pdf")
    stamper.stamp(source, stamp, copy)
    mask = looking.marks(looking.picture(source, pixels=2400), looking.picture(copy, pixels=2400))
    wide, high = mask.size
    foot = mask.crop((0, int(high * 0.96), wide, high))
    letter = foot.crop(foot.getbbox())
    across, up = letter.size
    lower = looking.ink(letter.crop((0, up // 2, across, up)))
    left = looking.ink(letter.crop((0, 0, across // 2, up)))
    assert up > across
    assert lower > 0.55 * looking.ink(letter)
    assert left > 0.55 * looking.ink(letter)


@pytest.mark.parametrize("number", range(len(PAGES)), ids=list(PAGES))
def test_stamp_is_where_it_is_on_a_plain_page_of_that_size(number, stamped_pages):
    source, copy, plain_source, plain_copy = stamped_pages
    got = _marks(source, copy, number)
    wanted = _marks(plain_source, plain_copy, number)
    assert looking.ink(got) > 500
    assert looking.alike(got, wanted) > 0.9


def test_repaired_pages_keep_their_looks(stamped_pages):
    """What the stamp did not touch is as it was."""
    source, copy, _, _ = stamped_pages
    for number in range(len(PAGES)):
        bare, stamped = looking.picture(source, number), looking.picture(copy, number)
        dark = bare.point([255 if level < 60 else 0 for level in range(256)])
        still = stamped.point([255 if level < 140 else 0 for level in range(256)])
        kept = looking.ink(looking.ImageChops.multiply(dark, still))
        assert kept >= 0.98 * looking.ink(dark)


def test_shared_contents_and_resources_are_stamped_once_a_page(tmp_path, stamper, a_stamp):
    pdf = pikepdf.new()
    first = makers.leaf(pdf)
    resources = first.Resources = pdf.make_indirect(first.Resources)
    second = makers.leaf(pdf, first.Contents, Rotate=90)
    second.Resources = resources
    source, copy = str(tmp_path / "shared.pdf"), str(tmp_path / "copy.pdf")
    pdf.save(source)
    stamper.stamp(source, a_stamp, copy)
    with pikepdf.open(copy) as pdf:
        for page in pdf.pages:
            content = b"".join(part.read_bytes() for part in page.obj.Contents)
            assert content.count(b"/Diagonal Do") == 1
    for number, size in enumerate((PORTRAIT, LANDSCAPE)):
        plain = _plain(tmp_path, stamper, a_stamp, size)
        assert looking.alike(_marks(source, copy, number), _marks(*plain, 0)) > 0.9


def test_inherited_size_and_rotation_count(tmp_path, stamper, a_stamp):
    objects = makers.one_page(b"<</Length 1>>stream\nn\nendstream")
    objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 500 700]/Rotate 90>>"
    objects[3] = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"
    source = makers.written(tmp_path / "inherited.pdf", makers.raw(objects))
    copy = str(tmp_path / "copy.pdf")
    stamper.stamp(source, a_stamp, copy)
    plain = _plain(tmp_path, stamper, a_stamp, (700, 500))
    assert looking.alike(_marks(source, copy, 0), _marks(*plain, 0)) > 0.9


def test_page_cut_to_nothing_is_shown_whole_in_the_copy(tmp_path, stamper, a_stamp):
    """Readers disagree on such a page; in the copy there is nothing to disagree on."""
    pdf = pikepdf.new()
    for crop in (BOX, (2000, 2000, 2100, 2100), BOX, BOX, BOX):
        makers.leaf(pdf, b"", CropBox=crop)
    source, copy = str(tmp_path / "cut.pdf"), str(tmp_path / "copy.pdf")
    pdf.save(source)
    stamper.stamp(source, a_stamp, copy)
    got = looking.marks(looking.picture(source, 0), looking.picture(copy, 1))
    assert looking.alike(got, _marks(source, copy, 0)) > 0.99


def test_hidden_layer_left_open_hides_no_stamp(tmp_path, stamper, a_stamp):
    pdf = pikepdf.new()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), BaseState=Name.ON)
    )
    page = makers.leaf(pdf, b"/OC /Hidden BDC")
    page.Resources.Properties = Dictionary(Hidden=layer)
    source, copy = str(tmp_path / "layer.pdf"), str(tmp_path / "copy.pdf")
    pdf.save(source)
    stamper.stamp(source, a_stamp, copy)
    plain = _plain(tmp_path, stamper, a_stamp, PORTRAIT)
    assert looking.alike(_marks(source, copy, 0), _marks(*plain, 0)) > 0.9


def test_names_a_page_uses_already_are_left_alone(tmp_path, stamper, a_stamp):
    """A stamped copy may be stamped again, and shows both."""
    source = makers.single(tmp_path / "a.pdf")
    once, twice = str(tmp_path / "once.pdf"), str(tmp_path / "twice.pdf")
    stamper.stamp(source, a_stamp, once)
    stamper.stamp(once, type(a_stamp)(("Second reader",), "Second"), twice)
    with pikepdf.open(twice) as pdf:
        names = pdf.pages[0].obj.Resources.XObject.keys()
        assert names == {"/Diagonal", "/Diagonal_", "/Footer", "/Footer_"}
    assert looking.ink(looking.marks(looking.picture(once), looking.picture(twice))) > 500


@pytest.fixture(scope="module")
def stamped_pages(tmp_path_factory, stamper, a_stamp):
    """All odd pages in one file, and plain pages of their sizes in another."""
    folder = tmp_path_factory.mktemp("pages")
    odd, plain = pikepdf.new(), pikepdf.new()
    for size, page in PAGES.values():
        makers.leaf(odd, **page)
        kept = {"UserUnit": page["UserUnit"]} if "UserUnit" in page else {}
        makers.leaf(plain, b"", media=(0, 0, *size), **kept)
    paths = []
    for name, pdf in (("odd", odd), ("plain", plain)):
        source, copy = str(folder / f"{name}.pdf"), str(folder / f"{name}-copy.pdf")
        pdf.save(source)
        stamper.stamp(source, a_stamp, copy)
        paths += [source, copy]
    return paths


@pytest.fixture(scope="module")
def plain(stamped_pages):
    _, _, source, copy = stamped_pages
    return _marks(source, copy, 0)


def _marks(source, copy, number):
    return looking.marks(looking.picture(source, number), looking.picture(copy, number))


def _plain(folder, stamper, stamp, size):
    name = "x".join(str(side) for side in size)
    source = makers.single(folder / f"{name}.pdf", b"", media=(0, 0, *size))
    copy = str(folder / f"{name}-copy.pdf")
    stamper.stamp(source, stamp, copy)
    return source, copy
