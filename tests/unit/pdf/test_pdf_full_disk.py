"""A full disk is no fault of a document, and none is remembered as damaged for it."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.errors import StampHindered
from collective.externalshare.pdf.rehearsal import RehearsingInspector
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import SPECIMEN
from tests.unit.pdf import makers

import pytest
import subprocess


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for a few pages.

    Skipped by name, in CI too, where none may be mounted: that takes a right over
    the whole machine, which a container seldom has, and nothing else is so small.
    """
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def source(tmp_path):
    return makers.report(tmp_path / "report.pdf", pages=300)


def test_what_a_full_disk_hinders_is_not_called_unstampable(small_disk, source, tmp_path):
    with pytest.raises(EngineMissing, match="disk"):
        RehearsingInspector(str(small_disk)).inspect(source, Settings())
    assert RehearsingInspector(str(tmp_path / "roomy")).inspect(source, Settings()).ok


def test_a_whole_copy_for_which_there_is_no_room_is_hindered(small_disk, source):
    with pytest.raises(StampHindered, match="disk"):
        Stamper().stamp(source, SPECIMEN, str(small_disk / "copy.pdf"))
    assert not (small_disk / "copy.pdf").exists()
