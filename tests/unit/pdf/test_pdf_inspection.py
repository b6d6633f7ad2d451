"""What a file is, by its content alone."""

from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.values import Bounds
from tests.unit.pdf import makers

import hashlib
import io
import pikepdf
import pytest
import zipfile


def test_report_can_be_shown(inspector, report):
    found = inspector.inspect(report)
    assert found.ok
    assert (found.refusal, found.pages) == (None, 3)


def test_size_and_digest_are_those_of_the_file(inspector, report):
    with open(report, "rb") as file:
        data = file.read()
    found = inspector.inspect(report)
    assert found.size == len(data)
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("junk", [0, 1000])
def test_header_may_stand_within_the_first_kilobyte(inspector, report, tmp_path, junk):
    with open(report, "rb") as file:
        moved = makers.written(tmp_path / "moved.pdf", b"x" * junk + file.read())
    assert inspector.inspect(moved).ok


def test_header_must_not_stand_later(inspector, report, tmp_path):
    with open(report, "rb") as file:
        moved = makers.written(tmp_path / "moved.pdf", b"x" * 1024 + file.read())
    assert inspector.inspect(moved).refusal == "not_pdf"


def _zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>" * 900)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "not_pdf"),
        (b"<html><body>Please log in</body></html>" * 50, "not_pdf"),
        (_zip(), "not_pdf"),
        (bytes(100_000), "not_pdf"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n<html><body>Please log in</body></html>" * 50, "damaged"),
    ],
    ids=["empty", "html", "zip", "zeros", "header only", "html behind a header"],
)
def test_what_is_no_pdf_is_refused(inspector, tmp_path, data, refusal):
    path = makers.written(tmp_path / "file.pdf", data)
    found = inspector.inspect(path)
    assert not found.ok
    assert (found.refusal, found.pages, found.size) == (refusal, 0, len(data))
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_truncated_file_is_damaged(inspector, report, tmp_path, share):
    with open(report, "rb") as file:
        data = file.read()
    cut = makers.written(tmp_path / "cut.pdf", data[: int(len(data) * share)])
    assert inspector.inspect(cut).refusal == "damaged"


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_file_with_a_user_password_is_locked(inspector, report, tmp_path, revision):
    path = _encrypted(report, tmp_path, revision, user="u", owner="o")
    assert inspector.inspect(path).refusal == "locked"


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_file_with_an_owner_password_only_can_be_shown(inspector, report, tmp_path, revision):
    path = _encrypted(report, tmp_path, revision, user="", owner="o")
    assert inspector.inspect(path).ok


def test_size_is_refused_before_the_file_is_opened(report):
    """A bound of no time at all would refuse anything that is opened."""
    bounds = Bounds(size=100, wall_seconds=0.001)
    assert Inspector(bounds).inspect(report).refusal == "too_big"


def test_as_many_pages_as_the_bound_are_enough(tmp_path):
    inspector = Inspector(Bounds(pages=5))
    assert inspector.inspect(makers.report(tmp_path / "5.pdf", 5)).ok
    found = inspector.inspect(makers.report(tmp_path / "6.pdf", 6))
    assert (found.refusal, found.pages) == ("too_many_pages", 6)


@pytest.mark.parametrize("name", ["report.txt", "bild.png", "no name at all"])
def test_name_does_not_count(inspector, tmp_path, name):
    assert inspector.inspect(makers.report(tmp_path / name, 1)).ok


def test_missing_file_is_the_callers_mistake(inspector, tmp_path):
    with pytest.raises(FileNotFoundError):
        inspector.inspect(str(tmp_path / "none.pdf"))


def test_engine_that_cannot_start_is_not_the_files_fault(report):
    """Otherwise a mistake in the installation would be remembered of every file."""
    with pytest.raises(EngineMissing):
        Inspector(Bounds(memory=40 << 20)).inspect(report)


def test_child_that_dies_refuses_the_file(tmp_path):
    path = makers.written(tmp_path / "endless.pdf", makers.endless())
    assert Inspector(Bounds(cpu_seconds=1)).inspect(path).refusal == "damaged"


def test_time_that_is_over_refuses_the_file(tmp_path):
    path = makers.written(tmp_path / "endless.pdf", makers.endless())
    assert Inspector(Bounds(wall_seconds=0.2)).inspect(path).refusal == "damaged"


def _encrypted(report, folder, revision, **passwords):
    path = str(folder / "encrypted.pdf")
    more = {"metadata": False, "aes": False} if revision == 3 else {}
    with pikepdf.open(report) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(R=revision, **passwords, **more))
    return path
