"""A stamped copy, or nothing."""

from collective.externalshare.model.grant import Stamp
from pathlib import Path
from tests.unit.pdf import looking
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


_PLAIN = pikepdf.ObjectStreamMode.disable


def _owner_locked(report, folder, revision):
    path = str(folder / "locked.pdf")
    more = {"metadata": False, "aes": False} if revision == 3 else {}
    allow = pikepdf.Permissions(extract=False, modify_other=False)
    with pikepdf.open(report) as pdf:
        encryption = pikepdf.Encryption(R=revision, user="", owner="o", allow=allow, **more)
        pdf.save(path, encryption=encryption)
    return path
