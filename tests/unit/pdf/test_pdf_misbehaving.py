"""Whatever a child does, its asker gets an answer or ChildDied, and nothing is left of it."""

from collective.externalshare.pdf import wire
from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.values import Bounds
from tests.common.numbers import LEEWAY
from tests.unit.pdf import processes

import pytest
import struct
import time


HEAD = struct.Struct(">QQ")
SHORT = Bounds(wall_seconds=1)


@pytest.fixture(scope="module")
def engine():
    engine = Engine("tests.unit.pdf.naughty")
    yield engine
    engine.close()


@pytest.fixture(autouse=True)
def _nothing_left(engine):
    yield
    assert processes.jobs() == []
    # And the helper has survived it, whatever it was.
    assert engine.run({"do": "echo", "word": "well"}, Bounds()).facts["word"] == "well"


def test_payload_and_files_travel(engine, tmp_path):
    path = tmp_path / "letters.txt"
    path.write_text("of a file")
    payload = bytes(range(256)) * (40 << 10)
    with path.open() as one, path.open() as other:
        files = [one.fileno(), other.fileno()]
        answer = engine.run({"do": "echo", "word": "ß"}, Bounds(), payload, files)
    assert answer.facts == {"read": ["of a file"] * 2, "word": "ß"}
    assert answer.payload == payload[::-1]


def test_child_has_its_own_group_and_one_socket(engine):
    found = engine.run({"do": "describe"}, Bounds()).facts
    assert found["group"] == found["pid"] != found["helper"]
    assert [found["helper"]] == processes.helpers("tests.unit.pdf.naughty")
    assert [link.split(":")[0] for link in found["handles"]] == ["pipe", "socket"]
    assert found["threads"] == 1
    assert found["mask"] == 0o077


LIES = {
    "a part of the lengths": b"x",
    "lengths alone": HEAD.pack(2, 0),
    "facts cut off": HEAD.pack(2, 0) + b"{",
    "payload cut off": HEAD.pack(2, 9) + b"{}short",
    "more than announced": HEAD.pack(2, 0) + b"{}more",
    "no JSON": HEAD.pack(7, 0) + b"garbage",
    "no text": HEAD.pack(2, 0) + b"\xff\xfe",
    "no object": HEAD.pack(2, 0) + b"[]",
    "deep": HEAD.pack(60_000, 0) + b"[" * 60_000,
    "facts too long": HEAD.pack(wire.LONGEST_FACTS + 1, 0) + b" " * 9,
    "payload too long": HEAD.pack(2, wire.LONGEST_PAYLOAD + 1) + b"{}",
    "too long for anybody": HEAD.pack(2**64 - 1, 2**64 - 1),
}


@pytest.mark.parametrize("said", LIES.values(), ids=LIES)
@pytest.mark.parametrize("stays", [False, True])
def test_answer_that_is_none(engine, said, stays):
    cause = "timeout|answer" if stays else "answer"
    with pytest.raises(ChildDied, match=cause) as caught:
        engine.run({"do": "say", "stays": stays}, SHORT, said)
    assert not isinstance(caught.value, EngineMissing)


def test_silence_is_no_answer(engine):
    with pytest.raises(ChildDied, match="exit"):
        engine.run({"do": "say"}, Bounds())


def test_answer_of_a_child_that_does_not_end_is_none(engine):
    with pytest.raises(ChildDied, match="timeout"):
        engine.run({"do": "say", "stays": True}, SHORT, HEAD.pack(2, 0) + b"{}")


@pytest.mark.parametrize(
    "begins",
    [b"", *(HEAD.pack(2, size) + b"{}" for size in (0, wire.LONGEST_PAYLOAD, 2**40))],
    ids=["at once", "after the answer", "after the payload", "as the payload"],
)
def test_flood_is_not_read_to_the_end(engine, begins):
    """The bound of time is too long to be what ends it."""
    with pytest.raises(ChildDied, match="answer"):
        engine.run({"do": "flood"}, Bounds(wall_seconds=600), begins)


@pytest.mark.parametrize("task", ["nap", "deaf"])
def test_child_that_hangs_is_ended_in_time(engine, task):
    started = time.monotonic()
    with pytest.raises(ChildDied, match="timeout"):
        engine.run({"do": task, "seconds": 600}, SHORT)
    assert 1 <= time.monotonic() - started < 1 + LEEWAY


def test_processor_time_is_bounded(engine):
    with pytest.raises(ChildDied, match="exit"):
        engine.run({"do": "spend"}, Bounds(cpu_seconds=1, wall_seconds=300))


def test_child_that_aborts(engine):
    with pytest.raises(ChildDied, match="exit"):
        engine.run({"do": "abort"}, Bounds())


@pytest.mark.parametrize("most", [256, 1024])
def test_memory_is_bounded_and_the_libraries_leave_room(engine, most):
    """Of a gibibyte the libraries themselves take less than a fifth."""
    eaten = engine.run({"do": "eat"}, Bounds(memory=most << 20)).facts["mebibytes"]
    assert most - 200 < eaten < most


def test_file_is_bounded(engine, tmp_path):
    job = {"do": "write", "target": str(tmp_path / "big"), "size": 2 << 20}
    assert engine.run(job, Bounds()).facts == {}
    with pytest.raises(ChildDied, match="OSError"):
        engine.run(job, Bounds(output=1 << 20))


def test_what_a_child_started_ends_with_it(engine):
    left = engine.run({"do": "breed"}, Bounds()).facts["left"]
    processes.eventually(lambda: processes.ended(left))


def test_bounds_narrower_than_the_libraries_blame_nobody(engine):
    with pytest.raises(EngineMissing, match="NoRoom"):
        engine.run({"do": "echo"}, Bounds(memory=40 << 20))


def test_missing_library_blames_nobody(engine):
    with pytest.raises(EngineMissing, match="ModuleNotFoundError"):
        engine.run({"do": "poor"}, Bounds())
