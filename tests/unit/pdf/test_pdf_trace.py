"""Whose copy a file is, whatever was done to it; and what nothing but eyes can tell."""

from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.traces import Place
from collective.externalshare.pdf.copies import Copies
from io import BytesIO
from pathlib import Path
from pikepdf import Name
from tests.unit.pdf import makers
from tests.unit.pdf.resaving import EVERYWHERE
from tests.unit.pdf.resaving import KEPT
from tests.unit.pdf.resaving import NUMBER
from tests.unit.pdf.resaving import renamed
from tests.unit.pdf.resaving import ZOFIE
from types import SimpleNamespace
from ZODB.blob import Blob

import hashlib
import pikepdf
import pytest
import re
import subprocess
import zlib


OMAR = Identity("0a" * 16, copy_number("0a" * 16), "Pump station")
STAMP = Stamp(("For Žofie Müller",), "For Žofie Müller · Copy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("traces")


@pytest.fixture(scope="module")
def copies(folder):
    return Copies(str(folder / "workshop"))


@pytest.fixture(scope="module")
def written(folder, copies):
    """Writes one reader's copy; its path."""
    data = Path(makers.report(folder / "report.pdf")).read_bytes()
    blob = Blob()
    with blob.open("w") as stream:
        stream.write(data)
    revision = SimpleNamespace(blob=blob, sha256=hashlib.sha256(data).hexdigest())

    def write(identity, name):
        with copies.preview(revision, STAMP, identity, Settings()).open() as stream:
            return makers.written(folder / name, stream.read())

    return write


@pytest.fixture(scope="module")
def copy(written):
    return written(ZOFIE, "copy.pdf")


@pytest.fixture
def marks(copies):
    """What is found in a file; numbers, each with its places."""

    def find(path, **settings):
        with open(path, "rb") as stream:
            return copies.marks(stream, Settings(**settings))

    return find


def named(found):
    """The places by number, without those of an identifier alone: every PDF may have one."""
    places = {mark.number: set(mark.places) for mark in found.marks}
    return {number: at for number, at in places.items() if at != {Place.IDENTIFIER}}


def test_the_copy_itself_names_itself_everywhere(copy, marks):
    found = marks(copy)
    assert found.sha256 == hashlib.sha256(Path(copy).read_bytes()).hexdigest()
    assert (found.trouble, found.refusal) == ("", "")
    assert {mark.number: set(mark.places) for mark in found.marks} == {NUMBER: EVERYWHERE}


def test_a_copy_of_nobody_known_names_nothing(marks, report):
    assert named(marks(report)) == {}


@pytest.mark.parametrize("change", KEPT, ids=lambda change: change.__name__)
def test_a_copy_that_was_changed_is_recognised(copy, marks, tmp_path, change):
    target = str(tmp_path / "found.pdf")
    change(copy, target)
    found = marks(target)
    assert named(found) == {NUMBER: KEPT[change]}
    same = found.sha256 == hashlib.sha256(Path(copy).read_bytes()).hexdigest()
    assert same == (change is renamed)


def test_of_a_locked_file_the_identifier_is_left(copy, marks, tmp_path):
    target = str(tmp_path / "locked.pdf")
    with pikepdf.open(copy) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    found = marks(target)
    assert found.trouble == "locked"
    assert {mark.number for mark in found.marks if Place.IDENTIFIER in mark.places} >= {NUMBER}


def test_two_copies_in_one_file_are_both_named(copy, written, marks, tmp_path):
    target = str(tmp_path / "joined.pdf")
    with pikepdf.open(copy) as one, pikepdf.open(written(OMAR, "omar.pdf")) as other:
        one.pages.extend(other.pages)
        one.save(target)
    assert set(named(marks(target))) == {NUMBER, OMAR.copy_number.replace("-", "")}


def test_a_file_drawn_anew_names_nothing(copy, marks, tmp_path):
    """As printing into a file does: the number stands on its pages, for eyes alone."""
    target = str(tmp_path / "printed.pdf")
    subprocess.run(["pdftocairo", "-pdf", copy, target], check=True)
    found = marks(target)
    assert named(found) == {}
    assert (found.trouble, found.refusal) == ("", "")


def test_a_ruin_is_read_as_far_as_it_goes(copy, marks, tmp_path):
    data = Path(copy).read_bytes()
    ruin = b"%PDF-1.7\n" + b"\0" * 3000 + data[data.index(b"/ExternalShareCopy") :][:40]
    found = marks(makers.written(tmp_path / "ruin.pdf", ruin))
    assert found.trouble == "damaged"
    assert named(found) == {NUMBER: {Place.STAMP}}


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>%PDF", b" " * 2000 + b"%PDF-1.7"])
def test_what_is_no_pdf_is_not_looked_at(copies, data):
    found = copies.marks(BytesIO(data), Settings())
    assert (found.refusal, found.marks, found.sha256) == ("not_pdf", (), "")


def test_a_file_above_the_bound_is_not_read_on(copies):
    stream = BytesIO(b"%PDF-1.7" + b" " * (3 << 20))
    assert copies.marks(stream, Settings(pdf_megabytes=1)).refusal == "too_big"
    assert stream.tell() <= 2 << 20


def test_nothing_of_a_file_is_left(copies, copy, folder, marks):
    before = sorted(path.name for path in (folder / "workshop").iterdir())
    marks(copy)
    assert sorted(path.name for path in (folder / "workshop").iterdir()) == before


def test_a_child_that_falls_leaves_what_stands_in_clear(copy, copies):
    """One second of a processor is not enough to inflate six gigabytes."""
    packed = zlib.compress(b"\0" * (60 << 20))
    with pikepdf.open(copy) as pdf:
        pdf.Root.Bomb = pikepdf.Array(
            pdf.make_stream(packed, Filter=Name.FlateDecode) for _ in range(100)
        )
        out = BytesIO()
        pdf.save(out)
    out.seek(0)
    found = copies.marks(out, Settings(pdf_cpu_seconds=1))
    assert found.trouble == "damaged"
    assert Place.STAMP in named(found)[NUMBER]


def test_without_room_no_file_is_blamed(copies, copy):
    with open(copy, "rb") as stream, pytest.raises(CopyFailed):
        copies.marks(stream, Settings(pdf_memory_megabytes=40))


def test_the_mark_is_in_both_stamps_and_draws_nothing(copy):
    with pikepdf.open(copy) as pdf:
        forms = [
            held
            for held in pdf.objects
            if isinstance(held, pikepdf.Stream) and "/ExternalShareCopy" in held
        ]
        assert len(forms) == 2
        for form in forms:
            assert form.Subtype == Name.Form
            data = form.read_bytes()
            assert re.match(rb"/ExternalShareCopy-[0-9A-Z-]{14} BMC\n", data)
            assert data.endswith(b"EMC\n")
