"""A copy for nobody: a sample page, or a revision's, with the stamp."""

from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.copies import Copies
from collective.externalshare.pdf.sample import sample
from pathlib import Path
from tests.unit.pdf import looking
from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked
from types import SimpleNamespace
from ZODB.blob import Blob

import hashlib
import pypdf
import pytest


NOBODY = Identity("0" * 32, "0000-0000-0000", "Pump station")
STAMP = Stamp(("Jo Example",), "reader@example.org")


def test_the_sample_page_is_a_right_pdf_without_words(tmp_path):
    path = makers.written(tmp_path / "sample.pdf", sample())
    checked(path)
    assert pypdf.PdfReader(path, strict=True).pages[0].extract_text() == ""


@pytest.mark.parametrize("what", ["sample", "revision"])
def test_the_stamp_is_on_the_page_and_only_the_body_is_kept(tmp_path, report, what):
    folder = tmp_path / "workshop"
    bare = report if what == "revision" else makers.written(tmp_path / "bare.pdf", sample())
    copy = Copies(str(folder)).preview(
        revision(report) if what == "revision" else None, STAMP, NOBODY, Settings()
    )
    with copy.open() as stream:
        path = makers.written(tmp_path / "copy.pdf", stream.read())
    assert looking.ink(looking.marks(looking.picture(bare), looking.picture(path))) > 2000
    kept = {entry.suffix for entry in folder.iterdir()}
    assert kept == {".body", ".facts", ".lock"}


def test_a_damaged_file_has_no_preview(tmp_path):
    damaged = makers.written(tmp_path / "damaged.pdf", b"%PDF-1.7 damaged")
    with pytest.raises(CopyFailed):
        Copies(str(tmp_path)).preview(revision(damaged), STAMP, NOBODY, Settings())


def test_a_stamp_without_words_has_no_preview(tmp_path):
    with pytest.raises(CopyFailed):
        Copies(str(tmp_path)).preview(None, Stamp((), ""), NOBODY, Settings())


def revision(path):
    data, blob = Path(path).read_bytes(), Blob()
    with blob.open("w") as stream:
        stream.write(data)
    return SimpleNamespace(blob=blob, sha256=hashlib.sha256(data).hexdigest())
