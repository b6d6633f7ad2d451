"""Files made to hang, crash or fill the server do none of it."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import Bounds
from tests.common.numbers import LEEWAY
from tests.unit.pdf import looking
from tests.unit.pdf import makers
from tests.unit.pdf import nasty
from tests.unit.pdf.way import Way

import os
import pytest
import resource
import time


BOUNDS = Bounds(cpu_seconds=2, wall_seconds=5, memory=512 << 20)
SETTINGS = Settings(pdf_cpu_seconds=2, pdf_wall_seconds=5, pdf_memory_megabytes=512)
FILES = makers.hostile()
HARMLESS = {"own form", "deep arrays", "size of a country", "no size"}
"""These hang nobody: whether they can be shown is up to the libraries."""


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_refused_within_its_bounds(tmp_path, name):
    path = makers.written(tmp_path / "hostile.pdf", FILES[name])
    before, started = _memory(), time.monotonic()
    outcome = Way(tmp_path, SETTINGS).go(path)
    assert not outcome.faults
    if name not in HARMLESS:
        assert outcome.word == "damaged"
        assert time.monotonic() - started < BOUNDS.wall_seconds + LEEWAY
    assert _memory() - before < 20 << 20


def test_nasty_files_give_right_copies_or_a_reason(tmp_path, subtests):
    before = _memory()
    files = nasty.nasty()
    paths = [
        (name, makers.written(tmp_path / f"{number}.pdf", data))
        for number, (name, data) in enumerate(files.items())
    ]
    outcomes = Way(tmp_path, SETTINGS).all(paths)
    for name, outcome in outcomes.items():
        with subtests.test(name):
            assert not outcome.faults
    # Most of them hang nobody and lie about something that can be put right.
    copied = sum(outcome.copied for outcome in outcomes.values())
    assert len(files) / 2 < copied < len(files)
    assert _memory() - before < 50 << 20


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_stamped_visibly_or_not_at_all(tmp_path, a_stamp, name):
    path = makers.written(tmp_path / "hostile.pdf", FILES[name])
    target = str(tmp_path / "copy.pdf")
    before, started = _memory(), time.monotonic()
    try:
        Stamper(BOUNDS).stamp(path, a_stamp, target)
    except StampFailed:
        assert os.listdir(tmp_path) == ["hostile.pdf"]
    else:
        mask = looking.marks(looking.picture(path), looking.picture(target))
        assert looking.ink(mask) > 500
    assert time.monotonic() - started < BOUNDS.wall_seconds + LEEWAY
    assert _memory() - before < 20 << 20


def test_two_hundred_thousand_pages_are_too_many(tmp_path, a_stamp):
    path = makers.written(tmp_path / "many.pdf", makers.many_pages(200_000))
    target = str(tmp_path / "copy.pdf")
    assert Inspector().inspect(path).refusal == "too_many_pages"
    with pytest.raises(StampFailed):
        Stamper(BOUNDS).stamp(path, a_stamp, target)
    assert os.listdir(tmp_path) == ["many.pdf"]


def _memory():
    """Most memory this process ever used, in bytes; children not counted."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
