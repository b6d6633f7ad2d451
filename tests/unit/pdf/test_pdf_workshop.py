"""The workshop keeps what is in use, and nothing that was left behind."""

from collective.externalshare.pdf.preparer import Preparer
from collective.externalshare.pdf.workshop import KEPT_SECONDS
from collective.externalshare.pdf.workshop import Workshop

import os
import pytest
import time


NAMES = ("a" * 64 + "-3-diagonal.body", "a" * 64 + "-3-diagonal.facts", "b" * 64 + ".pdf")


def test_what_nobody_asked_for_in_an_hour_goes(workshop):
    _aged([_file(workshop, name) for name in NAMES], KEPT_SECONDS + 9)
    kept = [_file(workshop, name.replace("a", "c").replace("b", "d")) for name in NAMES]
    _aged(kept, KEPT_SECONDS - 99)
    workshop.forget_old()
    assert sorted(os.listdir(workshop.folder())) == sorted(map(os.path.basename, kept))


def test_work_of_a_server_that_was_killed_goes(workshop):
    """Half a copy, or a source that was looked into, in a folder that nobody takes away."""
    left, fresh = (os.path.join(workshop.folder(), f"making-{name}") for name in ("a_1", "b2"))
    for folder in (left, fresh):
        os.makedirs(os.path.join(folder, "shown-x"))
        with open(os.path.join(folder, "shown-x", "bare.pdf"), "wb") as half:
            half.write(b"half")
    _aged([left], KEPT_SECONDS + 9)
    workshop.forget_old()
    assert os.listdir(workshop.folder()) == ["making-b2"]


def test_things_of_others_stay(workshop):
    folder = os.path.join(workshop.folder(), "notes")
    os.mkdir(folder)
    os.symlink(folder, os.path.join(workshop.folder(), "making-link"))
    mine = _file(workshop, "letter.pdf")
    _aged([folder, mine], KEPT_SECONDS + 9)
    workshop.forget_old()
    assert sorted(os.listdir(workshop.folder())) == ["letter.pdf", "making-link", "notes"]


def test_it_is_tidied_whenever_something_is_prepared(workshop, report):
    _aged([_file(workshop, NAMES[2])], KEPT_SECONDS + 9)
    Preparer(workshop).prepare(report, "e" * 64)
    assert NAMES[2] not in os.listdir(workshop.folder())


def _file(workshop, name):
    path = workshop.path(name)
    with open(path, "wb") as made:
        made.write(b"made")
    return path


def _aged(paths, seconds):
    then = time.time() - seconds
    for path in paths:
        os.utime(path, (then, then))


@pytest.fixture
def workshop(tmp_path):
    return Workshop(str(tmp_path / "workshop"))
