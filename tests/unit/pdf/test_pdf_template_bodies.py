"""The body on the disk: made once, made again where it is damaged, and never half."""

from collective.externalshare.model.template import Recipe
from collective.externalshare.pdf.errors import EngineBusy
from collective.externalshare.pdf.errors import NotPreparable
from collective.externalshare.pdf.preparer import Preparer
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.workshop import Workshop
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hashlib
import pytest


def test_many_who_ask_at_once_get_the_work_of_one(workshop, report, tmp_path):
    """The lock is one of the file system, so it holds between processes too."""
    preparer = Preparer(workshop)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: preparer.prepare(report, "c" * 64), range(8)))
    assert len({one.path for one in made}) == 1
    assert len({Path(one.path).stat().st_ino for one in made}) == 1
    first = Path(made[0].path).stat().st_mtime_ns
    assert Path(preparer.prepare(report, "c" * 64).path).stat().st_mtime_ns == first


def test_body_that_was_cut_short_is_made_again(workshop, report):
    preparer = Preparer(workshop)
    made = preparer.prepare(report, "d" * 64)
    Path(made.path).write_bytes(b"%PDF-1.7 short")
    again = preparer.prepare(report, "d" * 64)
    assert Path(again.path).stat().st_size == again.layout.length


def test_body_of_other_bytes_is_made_again(workshop, report):
    preparer = Preparer(workshop)
    path = Path(preparer.prepare(report, "d" * 64).path)
    right = path.read_bytes()
    path.write_bytes(right[:-99] + bytes(99))
    made = preparer.prepare(report, "d" * 64)
    assert Path(made.path).read_bytes() == right
    assert made.sha256 == hashlib.sha256(right).hexdigest()


def test_whoever_waits_for_a_body_does_not_wait_for_ever(workshop, report):
    """The lock is held by somebody who never makes it: a process that hangs."""
    key = Recipe().key("8" * 64)
    with workshop.alone(key, 0), pytest.raises(EngineBusy):
        Preparer(workshop, Bounds(wall_seconds=0.2)).prepare(report, "8" * 64)
    assert Preparer(workshop).prepare(report, "8" * 64).layout.length


@pytest.mark.parametrize("facts", [b"", b"[]", b"{", b'{"length": 1}', b'{"length": "x"}'])
def test_facts_that_are_nonsense_are_written_again(workshop, report, facts):
    preparer = Preparer(workshop)
    made = preparer.prepare(report, "e" * 64)
    Path(made.path).with_suffix(".facts").write_bytes(facts)
    assert preparer.prepare(report, "e" * 64).layout == made.layout


@pytest.mark.parametrize(
    "bounds",
    [Bounds(pages=2), Bounds(size=1000), Bounds(wall_seconds=0.01), Bounds(output=4000)],
    ids=["too many pages", "too big", "no time", "no room"],
)
def test_what_cannot_be_prepared_leaves_nothing(workshop, report, bounds):
    with pytest.raises(NotPreparable):
        Preparer(workshop, bounds).prepare(report, "f" * 64)
    assert [path.suffix for path in Path(workshop.folder()).iterdir()] in ([], [".lock"])


@pytest.fixture
def workshop(tmp_path):
    return Workshop(str(tmp_path / "workshop"))
