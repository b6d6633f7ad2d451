"""What is hidden in odd places goes too, and nothing of it stays behind in the copy."""

from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import String
from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked

import pikepdf
import pytest


WORD = b"SECRET"
SPOT = [0, 0, 9, 9]


def _action(kind, **entries):
    return Dictionary(S=kind, **entries)


def _script(pdf):
    return _action(pdf.make_indirect(Name.JavaScript), JS=String("SECRET"))


def _page(pdf, kind=Name.Page):
    """A page that is not in the tree."""
    content = pdf.make_stream(b"BT (SECRET) Tj ET")
    entries = {"Type": kind} if kind else {}
    return pdf.make_indirect(Dictionary(MediaBox=Array(makers.BOX), Contents=content, **entries))


def _file(pdf, **more):
    return Dictionary(F="x", EF=Dictionary(F=pdf.make_stream(WORD), **more))


def _note(pdf, kind=Name.Text, **entries):
    entries = {"Contents": String("SECRET"), **entries}
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(SPOT), **entries))


def _form(pdf, **entries):
    return pdf.make_stream(b"n", Subtype=Name.Form, BBox=Array(SPOT), **entries)


def _link(pdf, action):
    return {"Annots": Array([_note(pdf, Name.Link, Contents="", A=action)])}


def _tag(pdf, **entries):
    return {"StructTreeRoot": pdf.make_indirect(Dictionary(K=Dictionary(S=Name.P, **entries)))}


def _named(**trees):
    return {"Names": Dictionary(**trees)}


def _drawn(form):
    return {"Resources": Dictionary(XObject=Dictionary(F=form))}


ON_PAGE = {
    "script whose kind stands elsewhere": lambda pdf: _link(pdf, _script(pdf)),
    "program whose kind stands elsewhere": lambda pdf: _link(
        pdf, _action(pdf.make_indirect(Name.Launch), F="SECRET")
    ),
    "thread of another file": lambda pdf: _link(pdf, _action(Name.Thread, F="SECRET", D=0)),
    "share of a network": lambda pdf: _link(pdf, _action(Name.URI, URI=r"\\SECRET\x")),
    "page a link leads to": lambda pdf: {
        "Annots": Array([_note(pdf, Name.Link, Contents="", Dest=Array([_page(pdf), Name.Fit]))])
    },
    "page without a type": lambda pdf: {"Own": _page(pdf, None)},
    "private data with a date": lambda pdf: {
        "PieceInfo": Dictionary(App=Dictionary(Private="SECRET"), Own="x")
    },
    "metadata without a kind": lambda pdf: {
        "Metadata": pdf.make_stream(WORD, Type=Name.Metadata)
    },
    "note another one answers": lambda pdf: {
        "Annots": Array([_note(pdf, Name.Link, Contents="", IRT=(note := _note(pdf))), note])
    },
    "page of another file": lambda pdf: _drawn(_form(pdf, Ref=Dictionary(F="SECRET", Page=0))),
    "picture of another file": lambda pdf: _drawn(_form(pdf, OPI=Dictionary(X="SECRET"))),
    "program for printers": lambda pdf: _drawn(pdf.make_stream(WORD, Subtype=Name.PS)),
    "data in another file": lambda pdf: _drawn(_form(pdf, F=Dictionary(F="SECRET"))),
}  # fmt: skip
IN_ROOT = {
    "file among odd entries": lambda pdf: {"Own": _file(pdf, X=3)},
    "file nobody names": lambda pdf: {"Own": pdf.make_stream(WORD, Type=Name.EmbeddedFile)},
    "scripts as the base of links": lambda pdf: {"URI": Dictionary(Base="javascript:SECRET//")},
    "hidden page by name": lambda pdf: _named(
        Templates=Dictionary(Names=Array(["t", _page(pdf, Name.Template)]))
    ),
    "page by name": lambda pdf: _named(Pages=Dictionary(Names=Array(["t", _page(pdf)]))),
    "resources of a form": lambda pdf: _named(
        XFAResources=Dictionary(Names=Array(["t", pdf.make_stream(WORD)]))
    ),
    "page a tag is on": lambda pdf: _tag(pdf, Pg=_page(pdf)),
    "page a name leads to": lambda pdf: _named(
        Dests=Dictionary(Names=Array(["t", Array([_page(pdf), Name.Fit])]))
    ),
    "note a tag is on": lambda pdf: _tag(pdf, K=Dictionary(Type=Name.OBJR, Obj=_note(pdf))),
}


@pytest.mark.parametrize("name", [*ON_PAGE, *IN_ROOT])
def test_nothing_is_left_of(name, tmp_path, stamper, a_stamp, target):
    pdf = pikepdf.new()
    page = makers.leaf(pdf)
    make = ON_PAGE.get(name) or IN_ROOT[name]
    for key, value in make(pdf).items():
        (page if name in ON_PAGE else pdf.Root)[Name("/" + key)] = value
    _stamped_without_word(pdf, tmp_path, stamper, a_stamp, target)


def test_nothing_is_left_of_entries_beside_the_root(tmp_path, stamper, a_stamp, target):
    pdf = pikepdf.new()
    makers.leaf(pdf)
    pdf.trailer.Own = pdf.make_stream(WORD)
    _stamped_without_word(pdf, tmp_path, stamper, a_stamp, target)


def _stamped_without_word(pdf, tmp_path, stamper, a_stamp, target):
    source = str(tmp_path / "a.pdf")
    pdf.save(source)
    assert WORD in _said(source), "the source has it"
    stamper.stamp(source, a_stamp, target)
    assert WORD not in _said(target)
    checked(target)


def _said(path):
    """All objects and streams of a file, reachable or not."""
    parts = []
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
                thing = thing.stream_dict
            parts.append(thing.unparse(resolved=True))
    return b"\n".join(parts)
