"""What a copy must not carry, and what it must keep."""

from collective.externalshare.model.template import Recipe
from collective.externalshare.pdf.stamper import Stamper
from pathlib import Path
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from tests.unit.pdf import makers

import pikepdf
import pypdf
import pytest
import re


LOOSE = pikepdf.ObjectStreamMode.disable

SECRETS = (
    b"Jan Author",
    b"CADTool",
    b"app.alert",
    b"cmd.exe",
    b"/bin/sh",
    b"other.pdf",
    b"SECRET-FILE",
    b"costs.xlsx",
    b"private path",
    b"collect.example",
    b"signed-by-me",
    b"javaScript:four",
    b"file:///etc",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_copy_does_not_carry(active_copy, secret):
    before, after = active_copy
    assert secret in before, "the source has it"
    assert secret not in after


@pytest.mark.parametrize(
    "key",
    [b"/JavaScript", b"/Launch", b"/GoToR", b"/SubmitForm", b"/EmbeddedFile", b"/AA",
     b"/PieceInfo", b"/Thumb", b"/XFA", b"/Info"],
)  # fmt: skip
def test_copy_has_no(active_copy, key):
    before, after = active_copy
    assert key in before, "the source has it"
    assert key not in after


def test_metadata_is_a_new_stream_that_says_next_to_nothing(active_copy, stamped):
    before, _ = active_copy
    assert b"CADTool 9" in before
    with pikepdf.open(stamped) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
    assert re.findall(r"<(?:pdf|pdfaid|xmp|dc):(\w+)", said) == ["Producer"]


def test_links_and_bookmarks_stay(stamped):
    reader = pypdf.PdfReader(stamped, strict=True)
    page = reader.pages[0]
    notes = [note.get_object() for note in page["/Annots"]]
    targets = [note["/A"].get("/URI") for note in notes if "/A" in note]
    assert "https://example.org/" in targets
    assert not any(note.get("/Contents") == "please check" for note in notes)
    assert [entry.title for entry in reader.outline] == ["Section 1", "Section 2", "Section 3"]


def test_comments_stay_where_the_recipe_says_so(a_stamp, stamped, tmp_path):
    source, target = str(Path(stamped).with_name("active.pdf")), str(tmp_path / "copy.pdf")
    Stamper(recipe=Recipe(comments=True)).stamp(source, a_stamp, target)
    notes = pypdf.PdfReader(target, strict=True).pages[0]["/Annots"]
    assert "please check" in [note.get_object().get("/Contents") for note in notes]
    assert "/FileAttachment" not in [note.get_object()["/Subtype"] for note in notes]


def test_opening_at_a_place_stays(stamper, a_stamp, report, tmp_path, target):
    with pikepdf.open(report) as pdf:
        pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])
        pdf.save(tmp_path / "opened.pdf")
    stamper.stamp(str(tmp_path / "opened.pdf"), a_stamp, target)
    with pikepdf.open(target) as pdf:
        assert pdf.Root.OpenAction[0].objgen == pdf.pages[1].obj.objgen


@pytest.mark.parametrize(
    "name", ["AA", "AF", "EF", "Metadata", "Thumb", "PieceInfo", "Sig", "JS", "S"]
)
def test_resources_of_such_names_stay(stamper, a_stamp, tmp_path, target, name):
    """A font or a form may be called anything."""
    pdf = pikepdf.new()
    page = makers.leaf(pdf, b"BT /%s 18 Tf 60 700 Td (Hello) Tj ET /%s Do" % ((name.encode(),) * 2))
    form = pdf.make_stream(
        b"0 0 50 50 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 50, 50]),
    )
    page.Resources.Font[Name("/" + name)] = page.Resources.Font.F1
    page.Resources.XObject = pdf.make_indirect(Dictionary({"/" + name: form}))
    page.Resources.Font = pdf.make_indirect(page.Resources.Font)
    source = str(tmp_path / "named.pdf")
    pdf.save(source)
    stamper.stamp(source, a_stamp, target)
    with pikepdf.open(target) as pdf:
        resources = pdf.pages[0].obj.Resources
        assert "/" + name in resources.Font
        assert "/" + name in resources.XObject


@pytest.fixture(scope="module")
def stamped(tmp_path_factory, stamper, a_stamp):
    folder = tmp_path_factory.mktemp("active")
    source, target = str(folder / "active.pdf"), str(folder / "copy.pdf")
    _active(makers.report(folder / "report.pdf"), source)
    stamper.stamp(source, a_stamp, target)
    return target


@pytest.fixture(scope="module")
def active_copy(stamped):
    """Both files with every stream inflated, as bytes."""
    source = str(Path(stamped).with_name("active.pdf"))
    return [_inflated(source), _inflated(stamped)]


def _inflated(path):
    """The file as it is, and all its streams."""
    parts = [Path(path).read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
                parts.append(thing.stream_dict.unparse(resolved=True))
            else:
                parts.append(thing.unparse(resolved=True))
    return b"\n".join(parts)


def _active(report, path):
    with pikepdf.open(report) as pdf:
        root, page = pdf.Root, pdf.pages[0].obj
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        root.OpenAction = script
        root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array(["a", pdf.make_indirect(Dictionary(script))]))
        )
        root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS="app.alert(2)"))
        file = pikepdf.AttachedFileSpec(pdf, b"SECRET-FILE" * 9, filename="costs.xlsx")
        pdf.attachments["costs.xlsx"] = file
        root.AF = Array([pdf.attachments["costs.xlsx"].obj])
        root.PieceInfo = Dictionary(App=Dictionary(Private="private path"))
        root.AcroForm = Dictionary(
            Fields=Array([pdf.make_indirect(_signature(pdf))]), XFA=pdf.make_stream(b"<xfa/>")
        )
        page.AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe"))
        page.Thumb = pdf.make_stream(b"\0" * 48, Width=4, Height=4, BitsPerComponent=8)
        page.PieceInfo = Dictionary(App=Dictionary(Private="private path"))
        for note in _notes(file):
            page.Annots.append(note)
        with pdf.open_metadata(update_docinfo=False) as metadata:
            metadata["xmp:CreatorTool"] = "CADTool 9"
        pdf.save(path, object_stream_mode=LOOSE)


def _signature(pdf):
    value = Dictionary(Type=Name.Sig, Contents="signed-by-me", Reason="signed-by-me")
    return Dictionary(FT=Name.Sig, T="s", V=pdf.make_indirect(value))


def _notes(file):
    """Annotations; some lie directly in the page's array, as some programs write them."""
    box = Array([0, 0, 50, 50])
    more = Dictionary(S=Name.JavaScript, JS="app.alert(3)")
    web = Dictionary(S=Name.URI, URI="https://example.org/next", Next=more)
    send = Dictionary(S=Name.SubmitForm, F="https://collect.example/")
    link, note = Name.Link, Name.Text
    return [
        Dictionary(Subtype=link, Rect=box, A=Dictionary(S=Name.Launch, F="/bin/sh")),
        Dictionary(Subtype=link, Rect=box, A=Dictionary(S=Name.GoToR, F="other.pdf")),
        Dictionary(Subtype=link, Rect=box, A=web),
        Dictionary(Subtype=link, Rect=box, A=send),
        Dictionary(Subtype=link, Rect=box, A=Dictionary(S=Name.URI, URI=" javaScript:four")),
        Dictionary(Subtype=link, Rect=box, A=Dictionary(S=Name.URI, URI="file:///etc/passwd")),
        Dictionary(Subtype=Name.FileAttachment, Rect=box, FS=file.obj),
        Dictionary(Subtype=note, Rect=box, Contents="please check"),
    ]
