"""The sample documents are what the demonstration says they are."""

from collective.externalshare.demo.papers import procedure
from collective.externalshare.demo.papers import small
from pypdf import PdfReader

import pikepdf
import pytest


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_two_revisions_of_the_procedure_differ(tmp_path):
    for revision in "AB":
        procedure.write_procedure(tmp_path / revision, revision)

    first, second = text_of(tmp_path / "A"), text_of(tmp_path / "B")
    assert "Parts found at the customer" not in first
    assert "6 Parts found at the customer" in second.replace("\n", " ").replace("  ", " ")
    assert "A · 2026-03-12" in first
    assert "B · 2026-11-04" in second


def test_every_page_says_which_it_is_of_how_many(tmp_path):
    procedure.write_procedure(tmp_path / "B", "B")

    pages = PdfReader(tmp_path / "B").pages

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page.extract_text()


@pytest.mark.parametrize("write", [small.write_requirements, small.write_draft])
def test_the_short_documents_open(tmp_path, write):
    write(tmp_path / "short.pdf")

    with pikepdf.open(tmp_path / "short.pdf") as document:
        assert len(document.pages) == 1


def test_the_locked_document_opens_with_its_password_only(tmp_path):
    small.write_locked(tmp_path / "locked.pdf")

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password=small.LOCK_PASSWORD) as document:
        assert len(document.pages) == 1


def test_the_impostor_is_no_pdf(tmp_path):
    small.write_impostor(tmp_path / "impostor.pdf")

    assert (tmp_path / "impostor.pdf").read_bytes().startswith(b"<!DOCTYPE html>")
