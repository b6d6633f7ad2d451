"""What cannot be stamped leaves nothing, and says whose fault it was."""

from collective.externalshare.model.grant import Stamp
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.errors import StampHindered
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import Bounds
from pathlib import Path
from tests.unit.pdf import makers

import os
import pikepdf
import pytest


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
    makers.button(pdf, page, makers.BOX, "1 0 0 rg")
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
