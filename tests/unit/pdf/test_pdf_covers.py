"""Nothing that a viewer may draw above a page hides its stamp, whenever it does."""

from collective.externalshare.model.template import Recipe
from collective.externalshare.pdf import covers
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.stamper import Stamper
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from tests.unit.pdf import makers

import os
import pikepdf
import pytest


# Fields that no form has are what some of these are about.
pytestmark = pytest.mark.filterwarnings("ignore:This document has")

WHITE, NOTHING = b"1 g 0 0 595 842 re f", b"n"


def _look(pdf, data=WHITE, **more):
    box = Array(makers.BOX)
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=box, **more)


def _note(pdf, rect=makers.BOX, kind=Name.Widget, **entries):
    given = {"AP": Dictionary(N=_look(pdf)), "F": 4, **entries}
    kept = {key: value for key, value in given.items() if value is not None}
    return Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(list(rect)), **kept)


def _tiles(pdf):
    return [
        _note(pdf, (x, y, x + 60, y + 85)) for x in range(0, 600, 60) for y in range(0, 850, 85)
    ]


def _switched(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="cover"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return layer


def _states(pdf):
    return Dictionary(N=Dictionary(Off=_look(pdf, NOTHING), Yes=_look(pdf)))


HIDING = {
    "field that no form has": lambda pdf: [_note(pdf)],
    "many small ones": _tiles,
    "hidden until a click": lambda pdf: [_note(pdf, F=2)],
    "on paper alone": lambda pdf: [_note(pdf, F=36)],
    "on a layer": lambda pdf: [_note(pdf, OC=_switched(pdf))],
    "look on a layer": lambda pdf: [
        _note(pdf, AP=Dictionary(N=_look(pdf, OC=_switched(pdf))))
    ],
    "when it is ticked": lambda pdf: [_note(pdf, AP=_states(pdf), AS=Name.Off)],
    "under the pointer": lambda pdf: [
        _note(pdf, AP=Dictionary(N=_look(pdf, NOTHING), R=_look(pdf)))
    ],
    "when it is pressed": lambda pdf: [
        _note(pdf, AP=Dictionary(N=_look(pdf, NOTHING), D=_look(pdf)))
    ],
    "ground of a field": lambda pdf: [
        _note(pdf, AP=None, FT=Name.Tx, MK=Dictionary(BG=Array([1, 1, 1])))
    ],
    "border of a link": lambda pdf: [
        _note(pdf, kind=Name.Link, AP=None, Border=Array([0, 0, 2000]), C=Array([1, 1, 1]))
    ],
    "style of a border": lambda pdf: [
        _note(pdf, kind=Name.Link, AP=None, BS=Dictionary(W=2000), C=Array([1, 1, 1]))
    ],
    "over the foot": lambda pdf: [_note(pdf, (0, 0, 595, 40))],
    "over the foot in two": lambda pdf: [
        _note(pdf, (0, 0, 300, 40)), _note(pdf, (300, 0, 595, 40))
    ],
    "place that cannot be read": lambda pdf: [_note(pdf, (0, 0, 5))],
    "kind nobody knows": lambda pdf: [_note(pdf, kind=Name.Own)],
}  # fmt: skip
REMARKS = {
    "square": lambda pdf: [_note(pdf, kind=Name.Square, AP=None, IC=Array([1, 1, 1]))],
    "words": lambda pdf: [_note(pdf, kind=Name.FreeText, AP=None, C=Array([1, 1, 1]))],
}


@pytest.mark.parametrize("name", HIDING)
def test_page_is_not_stamped_under(name, tmp_path, stamper, a_stamp, target):
    with pytest.raises(StampFailed, match="NotStamped"):
        stamper.stamp(_noted(tmp_path, HIDING[name]), a_stamp, target)
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("name", REMARKS)
def test_remarks_hide_it_only_where_they_are_kept(name, tmp_path, stamper, a_stamp, target):
    source = _noted(tmp_path, REMARKS[name])
    stamper.stamp(source, a_stamp, target)
    with pytest.raises(StampFailed, match="NotStamped"):
        Stamper(recipe=Recipe(comments=True)).stamp(source, a_stamp, target)


@pytest.mark.parametrize(
    "make",
    [
        lambda pdf: [_note(pdf, AP=Dictionary(N=_look(pdf, b"0 0 m 595 842 l S")))],
        lambda pdf: [_note(pdf, (0, 0, 90, 90)) for _ in range(5)],
        lambda pdf: [_note(pdf, kind=Name.Link, AP=None) for _ in range(200)],
        lambda pdf: [_note(pdf, (50, 100, 545, 300)), _note(pdf, (50, 500, 300, 600))],
    ],
    ids=["line", "small", "links", "fields of a form"],
)
def test_page_is_stamped_under_what_leaves_it_seen(make, tmp_path, stamper, a_stamp, target):
    stamper.stamp(_noted(tmp_path, make), a_stamp, target)
    assert sorted(os.listdir(tmp_path)) == ["a.pdf", "copy.pdf"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_foot_is_where_it_is_seen(turn, tmp_path, stamper, a_stamp, target):
    strip = {
        0: (0, 0, 595, 40), 90: (555, 0, 595, 842), 180: (0, 802, 595, 842), 270: (0, 0, 40, 842),
    }  # fmt: skip
    source = _noted(tmp_path, lambda pdf: [_note(pdf, strip[turn])], Rotate=turn)
    with pytest.raises(StampFailed, match="NotStamped"):
        stamper.stamp(source, a_stamp, target)


def test_too_many_looks_above_one_page_are_no_copy(tmp_path, stamper, a_stamp, target):
    def many(pdf):
        looks = Dictionary(N=_look(pdf, NOTHING))
        return [_note(pdf, AP=looks) for _ in range(covers.MOST_LOOKS + 1)]

    source = _noted(tmp_path, many)
    with pytest.raises(StampFailed, match="TooManyLooks"):
        stamper.stamp(source, a_stamp, target)


def _noted(folder, make, **entries):
    """Seven pages; the second, at which the engine does not look anyway, has notes."""
    pdf = pikepdf.new()
    for number in range(7):
        page = makers.leaf(pdf, makers.TEXT, **(entries if number == 1 else {}))
        if number == 1:
            page.Annots = Array(pdf.make_indirect(note) for note in make(pdf))
    path = str(folder / "a.pdf")
    pdf.save(path)
    return path
