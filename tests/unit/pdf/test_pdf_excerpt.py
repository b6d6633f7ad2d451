"""Some pages of a document: these whole, and nothing of the others."""

from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.pdf.renderer import Renderer
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import NameTree
from pikepdf import OutlineItem
from pikepdf import String
from tests.unit.pdf import makers
from tests.unit.pdf.excerpting import Bench
from tests.unit.pdf.excerpting import hiding
from tests.unit.pdf.excerpting import picture
from tests.unit.pdf.excerpting import SECRET
from tests.unit.pdf.excerpting import whole

import io
import pypdf
import pytest


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def words_of(data, place):
    return pypdf.PdfReader(io.BytesIO(data)).pages[place].extract_text()


def test_the_copy_has_these_pages_in_their_order_and_no_others(bench, tmp_path):
    path = makers.report(tmp_path / "report.pdf", pages=9)
    with bench.copy(path, "2-3,8") as pdf:
        assert len(pdf.pages) == 3
        assert [page.label for page in pdf.pages] == ["2", "3", "8"]
    for place, number in enumerate((2, 3, 8)):
        assert f"Section {number}, line 7" in words_of(bench.data, place)
    assert (bench.template.pages, bench.template.layout is None) == (3, False)
    assert "Section 8" in Renderer().text(bench.virtual, 3)
    everything = bench.everything(path, "2-3,8")
    for number in (1, 4, 5, 6, 7, 9):
        assert b"Section %d" % number not in everything


def test_the_same_pages_give_the_same_bytes_and_others_another_template(bench, tmp_path):
    path = makers.report(tmp_path / "report.pdf", pages=4)
    bench.copy(path, "2")
    first = bench.data
    again = Bench(tmp_path / "again")
    (tmp_path / "again").mkdir()
    again.copy(path, "2")
    assert again.data == first
    key = bench.template.key
    bench.copy(path, "2-3")
    assert bench.template.key != key


def test_links_and_outlines_lead_within_the_excerpt_or_are_gone(bench, tmp_path):
    path = makers.report(tmp_path / "report.pdf", pages=3)
    with bench.copy(path, "2-3") as pdf:
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Section 2", "Section 3"]
        for page in pdf.pages:
            (link,) = page.Annots
            assert bytes(link.A.URI) == b"https://example.org/"
    with bench.copy(path, "1,3") as pdf:
        links = pdf.pages[1].Annots
        (inner,) = [link for link in links if "/Dest" in link]
        assert inner.Dest[0].objgen == pdf.pages[0].obj.objgen


def shared_resources(pdf):
    """One dictionary for all pages, as many programs write it."""
    font = pdf.pages[0].Resources.Font
    shared = pdf.make_indirect(Dictionary(Font=font, XObject=Dictionary(Secret=picture(pdf, 7))))
    for page in pdf.pages:
        page.obj.Resources = shared
    pdf.pages[0].Contents = pdf.make_stream(b"q 99 0 0 99 60 60 cm /Secret Do Q")


def inherited_resources(pdf):
    """The same at the root of the tree of pages."""
    shared_resources(pdf)
    pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
    for page in pdf.pages:
        del page.obj[Name.Resources]


def resources_of_a_form(pdf):
    """A form that is drawn everywhere, and has a picture that only its twin draws."""
    held = Dictionary(XObject=Dictionary(Secret=picture(pdf, 7)))
    form = pdf.make_stream(
        b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=held
    )
    for page in pdf.pages:
        page.obj.Resources.XObject = Dictionary(Form=form)
        page.contents_add(b"/Form Do")


def content_of_the_page(pdf):
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 18 Tf 60 700 Td (%s) Tj ET" % SECRET)


def a_field_over_two_pages(pdf):
    """Fields of a form hang together by their parent."""
    parent = pdf.make_indirect(Dictionary(T=String("whole"), Kids=Array()))
    for number, page in enumerate(pdf.pages):
        look = pdf.make_stream(
            b"BT /F1 9 Tf 2 2 Td (%s) Tj ET" % (SECRET if number == 0 else b"seen"),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 99, 20],
            Resources=Dictionary(Font=page.obj.Resources.Font),
        )
        value = String(SECRET.decode() if number == 0 else "seen")
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String(f"f{number}"),
                V=value,
                Rect=[60, 60, 159, 80],
                F=4,
                P=page.obj,
                Parent=parent,
                AP=Dictionary(N=look),
            )
        )
        parent.Kids.append(widget)
        page.obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))


def an_outline(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(SECRET.decode(), 0))


def a_named_place(pdf):
    tree = NameTree.new(pdf)
    tree[SECRET.decode()] = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=tree.obj)
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 99, 99], Dest=String(SECRET.decode())
    )
    pdf.pages[1].obj.Annots = Array([link])


def tags(pdf):
    part = Dictionary(S=Name.P, Pg=pdf.pages[0].obj, ActualText=String(SECRET.decode()))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([part])))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def an_entry_of_the_page(pdf):
    other = pdf.make_indirect(Dictionary(Note=String(SECRET.decode())))
    pdf.pages[1].obj[Name("/Anything")] = Dictionary(Next=pdf.pages[0].obj, Other=other)


def a_thread(pdf):
    first = pdf.make_indirect(Dictionary(P=pdf.pages[0].obj, R=[0, 0, 9, 9]))
    second = pdf.make_indirect(Dictionary(P=pdf.pages[1].obj, R=[0, 0, 9, 9], V=first, N=first))
    info = Dictionary(I=Dictionary(Title=String(SECRET.decode())), F=first)
    first[Name.T] = pdf.make_indirect(info)
    pdf.pages[1].obj.B = Array([second])


def properties(pdf):
    pdf.docinfo["/Title"] = SECRET.decode()


HIDDEN = [
    shared_resources, inherited_resources, resources_of_a_form, content_of_the_page,
    a_field_over_two_pages, an_outline, a_named_place, tags, an_entry_of_the_page, a_thread,
    properties,
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_nothing_of_another_page_is_in_the_copy(bench, tmp_path, hide):
    path = hiding(hide, tmp_path)
    assert SECRET in whole(path)
    everything = bench.everything(path, "2-3")
    assert SECRET not in everything
    assert SECRET.decode().encode("utf-16-be") not in everything
    assert SECRET.hex().encode() not in everything
    assert b"Section 2" in everything


def test_what_a_field_of_the_page_says_is_still_seen(bench, tmp_path):
    path = hiding(a_field_over_two_pages, tmp_path)
    bench.copy(path, "2")
    assert "seen" in Renderer().text(bench.virtual, 1)


def test_what_a_page_draws_through_forms_without_resources_stays(bench, tmp_path):
    def draw(pdf):
        form = pdf.make_stream(
            b"/Secret Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99]
        )
        for page in pdf.pages:
            page.obj.Resources.XObject = Dictionary(Form=form, Secret=picture(pdf, 7))
            page.contents_add(b"q 99 0 0 99 60 60 cm /Form Do Q")

    assert SECRET in bench.everything(hiding(draw, tmp_path), "2")


def test_a_layer_that_is_switched_off_stays_so(bench, tmp_path):
    def layer(pdf):
        hidden = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden])))
        for page in pdf.pages:
            page.obj.Resources.Properties = Dictionary(Off=hidden)
            page.Contents = pdf.make_stream(b"/OC /Off BDC 60 60 400 400 re f EMC")

    with bench.copy(hiding(layer, tmp_path), "2") as pdf:
        (off,) = pdf.Root.OCProperties.D.OFF
        assert pdf.pages[0].Resources.Properties.Off.objgen == off.objgen


@pytest.mark.parametrize("pages", ["4", "1-9"])
def test_a_page_that_is_not_there_is_no_copy(bench, tmp_path, pages):
    path = makers.report(tmp_path / "report.pdf", pages=3)
    with pytest.raises(CopyFailed):
        bench.copy(path, pages)


def test_a_page_whose_content_cannot_be_read_is_no_copy(bench, tmp_path):
    def broken(pdf):
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.write(b"/Form Do")
        form.Resources = Dictionary(XObject=Dictionary(Form=form))
        deep = form
        for _level in range(40):
            deep = pdf.make_stream(
                b"/Form Do",
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=Dictionary(XObject=Dictionary(Form=deep)),
            )
        pdf.pages[1].obj.Resources.XObject = Dictionary(Form=deep)
        pdf.pages[1].contents_add(b"/Form Do")

    with pytest.raises(CopyFailed):
        bench.copy(hiding(broken, tmp_path), "2")
