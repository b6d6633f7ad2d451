"""One body for all readers: prepared once, completed by a tail for each."""

from collective.externalshare.model.grant import Identity
from collective.externalshare.model.template import Recipe
from collective.externalshare.pdf import bounded
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import tail
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.preparer import Preparer
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.workshop import Workshop
from pathlib import Path
from pikepdf import Name
from tests.unit.pdf import looking
from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked

import hashlib
import pikepdf
import pypdf
import pytest


ZOFIE = Identity("5e" * 16, "BSQ5-WBTY-NXAS", "Pump station")
OMAR = Identity("0a" * 16, "1859-2RX4-31MC", "Pump station")


def test_body_and_tail_are_the_copy(prepared, complete):
    path = complete(prepared, ZOFIE, "Žofie Müller")
    assert len(pypdf.PdfReader(path, strict=True).pages) == 3
    for number in range(3):
        bare, stamped = looking.picture(prepared.source, number), looking.picture(path, number)
        assert looking.ink(looking.marks(bare, stamped)) > 2000


def test_copy_is_valid_in_the_eyes_of_qpdf(prepared, complete):
    checked(complete(prepared, ZOFIE, "Žofie Müller"))


def test_body_alone_opens_in_no_reader(prepared):
    """So no older revision of a copy can be cut free."""
    data = Path(prepared.path).read_bytes()
    assert b"startxref" not in data
    with pytest.raises(pypdf.errors.PyPdfError):
        pypdf.PdfReader(prepared.path, strict=True)


def test_two_readers_have_nothing_of_each_other(prepared, complete):
    one = Path(complete(prepared, ZOFIE, "Žofie Müller")).read_bytes()
    other = Path(complete(prepared, OMAR, "Omar Haddad")).read_bytes()
    assert one != other
    length = prepared.layout.length
    assert one[:length] == other[:length]
    assert ZOFIE.copy_id.encode() not in other
    assert OMAR.copy_id.encode() not in one
    assert ZOFIE.copy_number.encode("utf-16-be").hex().encode() not in other


def test_the_same_reader_gets_the_same_bytes(prepared, complete):
    one = Path(complete(prepared, ZOFIE, "Žofie Müller")).read_bytes()
    assert Path(complete(prepared, ZOFIE, "Žofie Müller")).read_bytes() == one


def test_copy_tells_its_number_and_no_address(prepared, complete):
    reader = pypdf.PdfReader(complete(prepared, ZOFIE, "z.mueller@example.org"))
    assert reader.metadata["/ExternalShareCopy"] == ZOFIE.copy_number
    assert reader.metadata.title == "Pump station"
    assert [part.original_bytes.hex() for part in reader.trailer["/ID"]] == [ZOFIE.copy_id] * 2
    assert "example.org" not in str(reader.metadata)


def test_copy_names_its_reader_where_the_identity_says_so(prepared, complete):
    named = Identity(ZOFIE.copy_id, ZOFIE.copy_number, "Ünïted ) Tj", "zoë@example.org")
    reader = pypdf.PdfReader(complete(prepared, named, "Zoë"), strict=True)
    assert reader.metadata["/ExternalShareRecipient"] == "zoë@example.org"
    assert reader.metadata.title == "Ünïted ) Tj"


def test_tail_does_not_grow_with_the_document(workshop, lettering, tmp_path):
    """Its part of the table is a difference from row to row."""
    lengths = []
    for pages in (3, 300):
        source = makers.report(tmp_path / f"{pages}.pdf", pages)
        layout = Preparer(workshop).prepare(source, f"{pages:064x}").layout
        made = tail.build(layout, lettering.artwork(["Žofie"], "Žofie", 0.3), ZOFIE)
        lengths.append(len(made.before) + len(made.after))
    assert abs(lengths[1] - lengths[0]) < 64


def test_sizes_are_those_of_the_pages_as_seen(workshop, tmp_path):
    pdf = pikepdf.new()
    makers.leaf(pdf, media=(0, 0, 595, 842))
    makers.leaf(pdf, media=(0, 0, 595, 842), Rotate=90)
    makers.leaf(pdf, media=(0, 0, 100, 200), UserUnit=2)
    pdf.save(tmp_path / "sizes.pdf")
    made = Preparer(workshop).prepare(str(tmp_path / "sizes.pdf"), "a" * 64)
    assert list(made.sizes) == [595, 842, 842, 595, 200, 400]


def test_angle_and_comments_make_another_body():
    keys = {
        recipe.key("a" * 64)
        for recipe in (Recipe(), Recipe(comments=True), Recipe(angle=0), Recipe(angle=45.5))
    }
    assert len(keys) == 4


def test_a_stamp_at_an_angle_is_not_along_the_diagonal(workshop, report, complete, tmp_path):
    pictures = []
    for recipe in (Recipe(), Recipe(angle=0)):
        made = Preparer(workshop, recipe=recipe).prepare(report, "b" * 64)
        pictures.append(looking.picture(complete(made, ZOFIE, "Žofie Müller")))
    bare = looking.picture(report)
    diagonal, level = (looking.marks(bare, picture) for picture in pictures)
    assert looking.alike(diagonal, level) < 0.5


def test_pdf_a_stays_pdf_a(workshop, complete, archived):
    made = Preparer(workshop).prepare(archived, "9" * 64)
    with pikepdf.open(complete(made, ZOFIE, "Žofie Müller")) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFA1
        assert "/Filter" not in pdf.Root.Metadata


def test_the_child_knows_the_task(report, tmp_path):
    with pytest.raises(bounded.ChildDied):
        bounded.run({"do": "nothing of the kind"}, Bounds())


def test_fonts_that_are_gone_blame_no_document(report, tmp_path):
    job = {
        "do": "prepare",
        "source": report,
        "target": str(tmp_path / "body"),
        "facts": str(tmp_path / "facts"),
        "diagonal": ["Letters"],
        "footer": "",
        "opacity": 0.3,
        "comments": False,
        "angle": None,
        "fonts": [str(tmp_path / "gone.ttf")],
    }
    with pytest.raises(EngineMissing, match="NoLetters"):
        bounded.run(job, Bounds())


@pytest.fixture
def workshop(tmp_path):
    return Workshop(str(tmp_path / "workshop"))


@pytest.fixture(scope="module")
def lettering():
    return Lettering(fonts.paths())


@pytest.fixture
def prepared(workshop, report):
    made = Preparer(workshop).prepare(report, hashlib.sha256(Path(report).read_bytes()).hexdigest())
    object.__setattr__(made, "source", report)
    return made


@pytest.fixture
def complete(tmp_path, lettering):
    """Write a body and a reader's tail as one file."""

    def write(made, identity, name):
        artwork = lettering.artwork(["External distribution", name], f"For {name}", 0.3)
        data = Path(made.path).read_bytes()
        data += tail.build(made.layout, artwork, identity).joined(made.layout)
        path = tmp_path / f"{hashlib.sha256(data).hexdigest()[:12]}.pdf"
        path.write_bytes(data)
        return str(path)

    return write


@pytest.fixture
def archived(tmp_path):
    """A file that says it keeps PDF/A-2b, with a colour profile."""
    from PIL import ImageCms

    pdf = pikepdf.new()
    makers.leaf(pdf, b"0 0 50 50 re f")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                DestOutputProfile=pdf.make_stream(profile, N=3),
            )
        ]
    )
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"
    pdf.save(tmp_path / "archived.pdf")
    return str(tmp_path / "archived.pdf")
