"""A stamped copy, or nothing."""

from collective.externalshare.model.grant import Stamp
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.errors import StampHindered
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import Bounds
from pathlib import Path
from tests.unit.pdf import looking
from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked

import hashlib
import os
import pikepdf
import pypdf
import pytest
import shutil
import subprocess
import sys


def test_every_page_is_stamped(stamper, a_stamp, report, target):
    copy = stamper.stamp(report, a_stamp, target)
    assert copy.pages == 3
    for number in range(3):
        bare, stamped = looking.picture(report, number), looking.picture(target, number)
        assert looking.ink(looking.marks(bare, stamped)) > 2000


def test_copy_tells_its_size_and_digest(stamper, a_stamp, report, target):
    copy = stamper.stamp(report, a_stamp, target)
    data = Path(target).read_bytes()
    assert copy.size == len(data)
    assert copy.sha256 == hashlib.sha256(data).hexdigest()


def test_source_is_left_as_it_was(stamper, a_stamp, report, target):
    before = Path(report).read_bytes()
    stamper.stamp(report, a_stamp, target)
    assert Path(report).read_bytes() == before


def test_document_stays_readable(stamper, a_stamp, report, target):
    """Dark text keeps its distance from its surroundings under the stamp."""
    stamper.stamp(report, a_stamp, target)
    bare, stamped = looking.picture(report, 0, 1400), looking.picture(target, 0, 1400)
    pairs = zip(bare.tobytes(), stamped.tobytes(), strict=True)
    text = [after for before, after in pairs if before < 40]
    pairs = zip(bare.tobytes(), stamped.tobytes(), strict=True)
    paper = [after for before, after in pairs if before > 250]
    assert sorted(text)[int(len(text) * 0.99)] < 130
    assert sorted(paper)[int(len(paper) * 0.02)] > 190


def test_two_processes_make_the_same_bytes(a_stamp, report, tmp_path):
    """Whatever seeds, clocks and folders they have."""
    program = (
        "import sys\n"
        "from collective.externalshare.pdf.stamper import Stamper\n"
        "from collective.externalshare.pdf.values import Stamp\n"
        f"stamp = Stamp({a_stamp.diagonal!r}, {a_stamp.footer!r})\n"
        "print(Stamper().stamp(sys.argv[1], stamp, sys.argv[2]).sha256)\n"
    )
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        source = shutil.copy(report, folder / f"source-{seed}.pdf")
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", program, str(source), str(folder / "copy.pdf")],
            check=True,
            env=environment,
        )
        made.append((folder / "copy.pdf").read_bytes())
    assert made[0] == made[1]


def test_another_reader_gets_other_bytes(stamper, a_stamp, report, tmp_path):
    other = Stamp(("Somebody else",), "Issued to somebody else")
    one = stamper.stamp(report, a_stamp, str(tmp_path / "one.pdf"))
    two = stamper.stamp(report, other, str(tmp_path / "two.pdf"))
    assert one.sha256 != two.sha256


def test_address_is_in_no_property_and_in_no_text(stamper, a_stamp, report, target):
    stamper.stamp(report, a_stamp, target)
    with pikepdf.open(target) as pdf:
        pdf.save(target + ".plain", compress_streams=False, object_stream_mode=_PLAIN)
        plain = Path(target + ".plain").read_bytes()
    reader = pypdf.PdfReader(target, strict=True)
    assert b"example.org/" in plain, "the link of the document itself"
    assert b"mueller" not in plain.lower()
    assert not reader.metadata
    assert "mueller" not in reader.pages[0].extract_text()


def test_independent_reader_accepts_the_copy(stamper, a_stamp, report, target):
    stamper.stamp(report, a_stamp, target)
    reader = pypdf.PdfReader(target, strict=True)
    assert len(reader.pages) == 3
    assert "Section 2, line 7" in reader.pages[1].extract_text()
    assert [entry.title for entry in reader.outline] == ["Section 1", "Section 2", "Section 3"]
    assert [len(page["/Annots"]) for page in reader.pages] == [2, 2, 2]


@pytest.mark.parametrize("revision", [None, 3, 6])
def test_qpdf_finds_no_fault(stamper, a_stamp, report, tmp_path, target, revision):
    source = _owner_locked(report, tmp_path, revision) if revision else report
    stamper.stamp(source, a_stamp, target)
    checked(target)


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_copy_of_an_owner_locked_file_is_open(stamper, a_stamp, report, tmp_path, target, revision):
    stamper.stamp(_owner_locked(report, tmp_path, revision), a_stamp, target)
    with pikepdf.open(target) as pdf:
        assert not pdf.is_encrypted
    assert "Section 1" in pypdf.PdfReader(target).pages[0].extract_text()


def test_nothing_older_can_be_cut_out_of_the_copy(stamper, a_stamp, report, target):
    stamper.stamp(report, a_stamp, target)
    data = Path(target).read_bytes()
    assert data.count(b"startxref") == data.count(b"%%EOF") == 1


def test_copy_is_its_owners_only(stamper, a_stamp, report, target):
    stamper.stamp(report, a_stamp, target)
    assert os.stat(target).st_mode & 0o777 == 0o600


def test_older_file_of_the_name_is_replaced(stamper, a_stamp, report, target):
    Path(target).write_bytes(b"of somebody else")
    stamper.stamp(report, a_stamp, target)
    assert Path(target).read_bytes().startswith(b"%PDF-")


def test_older_file_of_the_name_is_gone_when_stamping_fails(stamper, a_stamp, tmp_path, target):
    Path(target).write_bytes(b"of somebody else")
    with pytest.raises(StampFailed):
        stamper.stamp(makers.written(tmp_path / "no.pdf", b"no"), a_stamp, target)
    assert os.listdir(tmp_path) == ["no.pdf"]


def test_source_is_never_stamped_over(stamper, a_stamp, report, tmp_path):
    os.link(report, tmp_path / "linked.pdf")
    before = Path(report).read_bytes()
    for target in (report, str(tmp_path / "linked.pdf")):
        with pytest.raises(StampFailed):
            stamper.stamp(report, a_stamp, target)
    assert Path(report).read_bytes() == before


def _covered(folder):
    """A page under a form field as large as itself, which would hide the stamp."""
    pdf = pikepdf.new()
    page = makers.leaf(pdf)
    looks = pdf.make_stream(
        b"1 0 0 rg 0 0 595 842 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, 595, 842]),
    )
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        Rect=pikepdf.Array([0, 0, 595, 842]),
        F=4,
        FT=pikepdf.Name.Btn,
        Ff=1 << 16,
        T="cover",
        AP=pikepdf.Dictionary(N=looks),
    )
    field = pdf.make_indirect(note)
    page.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    pdf.save(folder / "made.pdf")
    return str(folder / "made.pdf")


def _unreadable_parts(folder):
    pdf = pikepdf.new()
    bad = pdf.make_stream(b"not deflated", Filter=pikepdf.Name.FlateDecode)
    makers.leaf(pdf, pikepdf.Array([pdf.make_stream(b"q"), bad]))
    pdf.save(folder / "made.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return str(folder / "made.pdf")


def _locked(folder):
    with pikepdf.open(makers.report(folder / "open.pdf")) as pdf:
        pdf.save(folder / "made.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    os.unlink(folder / "open.pdf")
    return str(folder / "made.pdf")


@pytest.mark.parametrize(
    ("make", "bounds"),
    [
        (lambda folder: str(folder / "none.pdf"), Bounds()),
        (lambda folder: makers.written(folder / "made.pdf", b""), Bounds()),
        (lambda folder: makers.written(folder / "made.pdf", b"%PDF-1.7\n<html>"), Bounds()),
        (_locked, Bounds()),
        (_covered, Bounds()),
        (_unreadable_parts, Bounds()),
        (lambda folder: makers.report(folder / "made.pdf"), Bounds(pages=2)),
        (lambda folder: makers.report(folder / "made.pdf"), Bounds(size=1000)),
        (lambda folder: makers.report(folder / "made.pdf"), Bounds(memory=40 << 20)),
        (lambda folder: makers.report(folder / "made.pdf"), Bounds(wall_seconds=0.01)),
        (lambda folder: makers.report(folder / "made.pdf", 400), Bounds(wall_seconds=0.15)),
        (lambda folder: makers.report(folder / "made.pdf"), Bounds(output=4000)),
    ],
    ids=[
        "no source", "empty", "no pdf", "locked", "covered", "unreadable", "too many pages",
        "too big", "no memory", "no time", "time over", "no room",
    ],
)  # fmt: skip
def test_failing_step_leaves_nothing(a_stamp, tmp_path, target, make, bounds):
    source = make(tmp_path)
    with pytest.raises(StampFailed):
        Stamper(bounds).stamp(source, a_stamp, target)
    left = set(os.listdir(tmp_path))
    assert left <= {Path(source).name}


def test_failure_of_the_engine_is_told_from_that_of_a_document(a_stamp, report, target):
    with pytest.raises(StampHindered):
        Stamper(Bounds(memory=40 << 20)).stamp(report, a_stamp, target)
    assert not os.path.exists(target)


def test_missing_folder_is_a_failure(stamper, a_stamp, report, tmp_path):
    with pytest.raises(StampFailed):
        stamper.stamp(report, a_stamp, str(tmp_path / "none" / "copy.pdf"))


@pytest.mark.parametrize(("diagonal", "footer"), [((), ""), (("", " "), " "), ((" ",), "")])
def test_stamp_without_words_is_a_failure(stamper, report, target, diagonal, footer):
    with pytest.raises(StampFailed):
        stamper.stamp(report, Stamp(diagonal, footer), target)
    assert not os.path.exists(target)


def test_stamp_of_invisible_characters_is_a_failure(stamper, report, target):
    """Words that draw nothing are found out by looking at the copy."""
    with pytest.raises(StampFailed):
        stamper.stamp(report, Stamp(("\u200b\u200d",), "\u2060\u2060"), target)
    assert not os.path.exists(target)


_PLAIN = pikepdf.ObjectStreamMode.disable


def _owner_locked(report, folder, revision):
    path = str(folder / "locked.pdf")
    more = {"metadata": False, "aes": False} if revision == 3 else {}
    allow = pikepdf.Permissions(extract=False, modify_other=False)
    with pikepdf.open(report) as pdf:
        encryption = pikepdf.Encryption(R=revision, user="", owner="o", allow=allow, **more)
        pdf.save(path, encryption=encryption)
    return path
