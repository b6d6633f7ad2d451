"""What no stamped copy can be made of is refused before it is sent."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.rehearsal import RehearsingInspector
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name

import pikepdf
import pytest


def document(path, size=(595, 842), covered=(), pages=3):
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=size)
            if number in covered:
                page.obj[Name.Annots] = Array([pdf.make_indirect(note(pdf, size))])
        pdf.save(path)
    return str(path)


def note(pdf, size):
    look = pdf.make_stream(b"1 1 1 rg 0 0 %d %d re f" % size)
    look[Name.Type], look[Name.Subtype] = Name.XObject, Name.Form
    look[Name.BBox] = Array([0, 0, *size])
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=Array([0, 0, *size]),
        F=4,
        AP=Dictionary(N=look),
    )


def test_an_ordinary_file_is_viewable(tmp_path):
    assert RehearsingInspector().inspect(document(tmp_path / "a.pdf"), Settings()).ok


@pytest.mark.parametrize(
    "values",
    [{"covered": (1,), "pages": 5}, {"covered": (0,)}, {"size": (72, 14400)}],
    ids=["second page covered", "first page covered", "a page like a thread"],
)
def test_a_file_that_hides_its_stamp_is_refused(tmp_path, values):
    found = RehearsingInspector().inspect(
        document(tmp_path / "a.pdf", **values), Settings(keep_comments=True)
    )
    assert found.refusal == "not_stampable"


def test_a_comment_that_hides_the_stamp_is_left_out_with_all_comments(tmp_path):
    path = document(tmp_path / "a.pdf", covered=(0,))
    assert RehearsingInspector().inspect(path, Settings()).ok


def test_what_cannot_be_viewed_keeps_its_own_reason(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"<html>")
    assert RehearsingInspector().inspect(str(path), Settings()).refusal == "not_pdf"


def test_an_engine_that_cannot_stamp_now_is_not_the_files_fault(tmp_path):
    """Otherwise a busy minute would be remembered of the file for ever."""
    with pytest.raises(EngineMissing):
        RehearsingInspector().inspect(
            document(tmp_path / "a.pdf"), Settings(pdf_memory_megabytes=40)
        )
