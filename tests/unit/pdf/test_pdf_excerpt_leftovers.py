"""What hangs on things that pages share does not come along with some of the pages."""

from collective.externalshare.pdf.renderer import Renderer
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import String
from tests.unit.pdf.excerpting import Bench
from tests.unit.pdf.excerpting import hiding
from tests.unit.pdf.excerpting import picture
from tests.unit.pdf.excerpting import SECRET
from tests.unit.pdf.excerpting import whole

import pytest


WORDS = SECRET.decode()


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def drawn_everywhere(pdf, **entries):
    """A form that every page draws, with more entries than make it seen."""
    form = pdf.make_stream(
        b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], **entries
    )
    for page in pdf.pages:
        page.obj.Resources.XObject = Dictionary(Form=form)
        page.contents_add(b"/Form Do")


def typed_everywhere(pdf, glyph, held):
    """A font with one drawn glyph, which every page shows."""
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 1000, 1000],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=66,
            LastChar=66,
            Widths=[1000],
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([66, Name.b])),
            CharProcs=Dictionary(b=pdf.make_stream(b"1000 0 d0 " + glyph)),
        )
    )
    if held is not None:
        font.Resources = held
    for page in pdf.pages:
        page.obj.Resources.Font.T3 = font
        page.contents_add(b"BT /T3 20 Tf 100 500 Td (B) Tj ET")


def an_unknown_part_of_resources(pdf):
    pdf.pages[1].obj.Resources[Name("/Anything")] = Dictionary(Note=String(WORDS))


def a_colour_of_another_page(pdf):
    colours = Array([Name.Indexed, Name.DeviceRGB, 10, String((WORDS * 3)[:33])])
    for page in pdf.pages:
        page.obj.Resources.ColorSpace = Dictionary(Cs1=colours)
    pdf.pages[0].contents_add(b"/Cs1 cs 1 sc 60 60 40 40 re f")


def a_layer_of_another_page(pdf):
    names = (WORDS, "Draft", "Last")
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in names]
    order = Array([String(WORDS), Array(layers)])
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(layers),
        D=Dictionary(Order=order, OFF=Array(layers[:2]), Name=String(WORDS)),
        Configs=Array([Dictionary(Name=String(WORDS))]),
    )
    for page, layer in zip(pdf.pages, layers, strict=True):
        page.obj.Resources.Properties = Dictionary(Off=layer)
        page.contents_add(b"/OC /Off BDC 60 60 40 40 re f EMC")


def a_picture_beside_glyphs(pdf):
    held = Dictionary(XObject=Dictionary(Secret=picture(pdf, 7)))
    typed_everywhere(pdf, b"0 0 500 500 re f", held)


def a_note_on_a_form(pdf):
    note = pdf.make_indirect(Dictionary(Note=String(WORDS)))
    drawn_everywhere(pdf, Anything=note, StructParents=0)


def a_form_that_stands_for_a_file(pdf):
    drawn_everywhere(pdf, Ref=Dictionary(F=String(WORDS), Page=0))


def a_note_on_a_group(pdf):
    for page in pdf.pages:
        page.obj.Group = Dictionary(S=Name.Transparency, Anything=String(WORDS))


def a_note_on_an_intent(pdf):
    intent = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String("x"), Next=String(WORDS))
    pdf.Root.OutputIntents = Array([intent])


HIDDEN = [
    an_unknown_part_of_resources, a_colour_of_another_page, a_layer_of_another_page,
    a_picture_beside_glyphs, a_note_on_a_form, a_form_that_stands_for_a_file,
    a_note_on_a_group, a_note_on_an_intent,
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_nothing_that_the_pages_do_not_show_comes_along(bench, tmp_path, hide):
    path = hiding(hide, tmp_path)
    assert SECRET in whole(path)
    everything = bench.everything(path, "2-3")
    assert SECRET not in everything
    assert b"Section 2" in everything


def test_layers_of_the_pages_keep_their_state(bench, tmp_path):
    with bench.copy(hiding(a_layer_of_another_page, tmp_path), "2-3") as pdf:
        assert [str(one.Name) for one in pdf.Root.OCProperties.OCGs] == ["Draft", "Last"]
        (off,) = pdf.Root.OCProperties.D.OFF
        assert pdf.pages[0].Resources.Properties.Off.objgen == off.objgen


@pytest.mark.parametrize("own", [True, False])
def test_what_glyphs_draw_stays_wherever_it_lies(bench, tmp_path, own):
    def type_it(pdf):
        held = Dictionary(XObject=Dictionary(Secret=picture(pdf, 7)))
        typed_everywhere(pdf, b"999 0 0 999 0 0 cm /Secret Do", held if own else None)
        for page in [] if own else pdf.pages:
            page.obj.Resources.XObject = held.XObject

    assert SECRET in bench.everything(hiding(type_it, tmp_path), "2")


def test_colours_stay_that_are_named_or_stand_for_the_plain_ones(bench, tmp_path):
    def colour(pdf):
        grey = Array([Name.CalGray, Dictionary(WhitePoint=[0.9, 1, 1.1])])
        for page in pdf.pages:
            spaces = {"/DefaultRGB": Array([Name.CalRGB, grey[1]]), "/C1": grey, "/C2": grey}
            page.obj.Resources.ColorSpace = Dictionary({**spaces, "/Unused": grey})
            page.contents_add(b"/C1 cs BI /W 1 /H 1 /BPC 8 /CS /C2 ID a EI")

    with bench.copy(hiding(colour, tmp_path), "2") as pdf:
        # Of an image in a named colour nobody can tell where it ends: the page is enclosed.
        spaces = pdf.pages[0].Resources.XObject.Page.Resources.ColorSpace
        assert set(spaces.keys()) >= {"/DefaultRGB", "/C1", "/C2"}
        assert "/Unused" not in spaces


def test_a_field_whose_look_is_left_to_the_viewer_is_still_seen(bench, tmp_path):
    def leave(pdf):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("field"),
                V=String("filled in"),
                DA=String("/Helv 9 Tf 0 g"),
                Rect=[60, 60, 159, 80],
                F=4,
            )
        )
        pdf.pages[1].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]),
            NeedAppearances=True,
            DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font))),
            DA=String("/Helv 9 Tf 0 g"),
        )

    bench.copy(hiding(leave, tmp_path), "2")
    assert "filled in" in Renderer().text(bench.virtual, 1)


def field_on(pdf, **entries):
    """A field of the second page."""
    look = pdf.make_stream(
        b"BT /F1 9 Tf 2 2 Td (%s) Tj ET" % SECRET,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 99, 20],
        Resources=Dictionary(Font=pdf.pages[1].obj.Resources.Font),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("field"),
            Rect=[60, 60, 159, 80],
            AP=Dictionary(N=look),
            **{"F": 4, **entries},
        )
    )
    pdf.pages[1].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def on_layers(pdf, wrap, **state):
    """A field on one of two layers, or on both."""
    layers = [
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("A", "B")
    ]
    chosen = {key: Array([layers[place] for place in value]) for key, value in state.items()}
    base = {} if "OFF" in chosen else {"BaseState": Name.OFF}
    pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(**base, **chosen))
    both = Dictionary(Type=Name.OCMD, OCGs=Array(layers))
    field_on(pdf, OC=both if wrap else layers[0])


@pytest.mark.parametrize(
    ("wrap", "state", "seen"),
    [
        (False, {"OFF": [0]}, False),
        (False, {"OFF": [1]}, True),
        (False, {"ON": [0]}, True),
        (False, {"ON": [1]}, False),
        (True, {"OFF": []}, True),
        (True, {"OFF": [1]}, False),
    ],
)
def test_a_field_on_a_layer_is_there_where_it_is_plainly_seen(bench, tmp_path, wrap, state, seen):
    path = hiding(lambda pdf: on_layers(pdf, wrap, **state), tmp_path)
    assert (SECRET in bench.everything(path, "2")) is seen


@pytest.mark.parametrize("flag", [2, 32])
def test_a_field_that_nobody_sees_is_not_drawn(bench, tmp_path, flag):
    path = hiding(lambda pdf: field_on(pdf, F=flag), tmp_path)
    assert SECRET not in bench.everything(path, "2")
