"""A copy written whole says of itself what one with a tail does, and is made again as it was."""

from array import array
from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.model.secrets import fold_copy_number
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.template import Template
from collective.externalshare.pdf.copies import Copies
from io import BytesIO
from pathlib import Path
from tests.unit.pdf import makers
from tests.unit.pdf.checking import checked
from types import SimpleNamespace
from ZODB.blob import Blob

import dataclasses
import pikepdf
import pytest


OMAR = Identity("0a" * 16, copy_number("0a" * 16), "Pump station")
ZOFIE = Identity("0b" * 16, copy_number("0b" * 16), "Pump station", "z.mueller@example.org")
STAMP = Stamp(("For Žofie Müller",), "For Žofie Müller · Copy")
NO_BODY = Template("report", array("f", (595, 842)))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Where copies are written whole: the engine, its folder, the source."""
    folder = tmp_path_factory.mktemp("whole")
    blob = Blob()
    with blob.open("w") as stream:
        stream.write(Path(makers.report(folder / "report.pdf")).read_bytes())
    workshop = folder / "workshop"
    return SimpleNamespace(copies=Copies(str(workshop)), workshop=workshop, blob=blob)


def granted(bench, identity):
    facts, way = bench.copies.make(NO_BODY, bench.blob, STAMP, identity, Settings())
    return SimpleNamespace(
        template=NO_BODY, tail=None, whole=way, blob=bench.blob, stamp=STAMP, copy=facts
    )


def read(bench, grant, settings=None):
    with bench.copies.open(grant, settings or Settings()).open() as stream:
        return stream.read()


def test_it_names_itself_in_all_the_places_where_programs_look(bench, tmp_path):
    data = read(bench, granted(bench, OMAR))
    # The second half of the identifier is that of the content, as in any file saved anew.
    found = {
        mark.number: mark.places for mark in bench.copies.marks(BytesIO(data), Settings()).marks
    }
    assert found[fold_copy_number(OMAR.copy_number)] == ("identifier", "properties", "stamp")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Pump station"
        assert bytes(pdf.trailer.ID[0]).hex() == OMAR.copy_id
    checked(makers.written(tmp_path / "copy.pdf", data))


def test_the_address_is_in_it_only_where_it_shall_be(bench):
    for identity, named in ((OMAR, None), (ZOFIE, "z.mueller@example.org")):
        with pikepdf.open(BytesIO(read(bench, granted(bench, identity)))) as pdf:
            assert pdf.docinfo.get("/ExternalShareRecipient") == named


def test_copies_of_two_readers_differ(bench):
    assert read(bench, granted(bench, OMAR)) != read(bench, granted(bench, ZOFIE))


@pytest.mark.parametrize(
    "changed", [{"watermark_angle": 10.0}, {"keep_comments": True}, {"font_files": ("gone.ttf",)}]
)
def test_it_is_made_again_as_it_was_whatever_the_settings_are_now(bench, changed):
    grant = granted(bench, OMAR)
    first = read(bench, grant)
    for path in bench.workshop.glob("*.pdf"):
        path.unlink()
    settings = dataclasses.replace(Settings(), **changed)
    assert read(bench, grant, settings) == first


def test_one_granted_before_it_was_kept_how_it_is_made_again_by_the_present_settings(bench):
    facts = granted(bench, None).copy
    for path in bench.workshop.glob("*.pdf"):
        path.unlink()
    old = SimpleNamespace(
        template=NO_BODY, tail=None, whole=None, blob=bench.blob, stamp=STAMP, copy=facts
    )
    assert len(read(bench, old)) == facts.size
