"""Body and tail are one file to whoever reads them."""

from collective.externalshare.pdf.virtual import Joined
from collective.externalshare.pdf.virtual import Virtual
from tests.unit.pdf import processes

import hashlib
import os
import pytest
import random


BODY = bytes(range(256)) * 40
TAIL = bytes(reversed(range(256))) * 3
WHOLE = BODY + TAIL


@pytest.fixture
def body(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(BODY)
    return str(path)


def test_size_is_that_of_both(body):
    assert Virtual(body, TAIL).size == len(BODY + TAIL)
    assert Virtual(body, b"").size == len(BODY)


def test_size_of_a_body_that_is_gone(tmp_path):
    virtual = Virtual(str(tmp_path / "none"), TAIL)
    with pytest.raises(FileNotFoundError):
        virtual.size  # noqa: B018
    with pytest.raises(FileNotFoundError):
        virtual.open()


def test_the_tail_is_never_shown(body):
    """It names the reader, and values end up in logs."""
    assert "Müller" not in repr(Virtual(body, "Müller".encode()))
    assert "ller" not in repr(Virtual(body, "Müller".encode()))


@pytest.fixture
def joined(body):
    with Virtual(body, TAIL).open() as joined:
        yield joined


def test_whole_is_body_and_tail(joined):
    assert joined.read() == WHOLE
    assert joined.read(1) == b""
    assert joined.tell() == len(WHOLE)


def test_copy_without_a_tail_is_the_body(body):
    with Virtual(body, b"").open() as joined:
        assert joined.read() == BODY


@pytest.mark.parametrize("way", ["read", "readinto"])
def test_any_part_is_read_in_one_piece(joined, way):
    chance = random.Random(7)
    places = [0, len(BODY) - 1, len(BODY), len(BODY) + 1, len(WHOLE) - 1, len(WHOLE), 10**9]
    places += [chance.randrange(len(WHOLE)) for _ in range(300)]
    for place in places:
        size = chance.choice([0, 1, 2, 300, len(WHOLE)])
        assert joined.seek(place) == place
        assert part(joined, way, size) == WHOLE[place : place + size]


def part(joined, way, size):
    if way == "read":
        return joined.read(size)
    buffer = bytearray(size)
    return bytes(buffer[: joined.readinto(buffer)])


def test_seeking_from_everywhere(joined):
    assert joined.seek(-2, os.SEEK_END) == len(WHOLE) - 2
    assert joined.read() == TAIL[-2:]
    assert joined.seek(-1, os.SEEK_CUR) == len(WHOLE) - 1 == joined.tell()


def test_digest_is_that_of_the_whole(joined):
    assert hashlib.file_digest(joined, "sha256").digest() == hashlib.sha256(WHOLE).digest()


def test_readers_of_one_descriptor_do_not_disturb_each_other(body):
    descriptor = os.open(body, os.O_RDONLY)
    with Joined(descriptor, TAIL) as one, Joined(os.dup(descriptor), b"") as other:
        assert one.read(100) == BODY[:100]
        assert other.read(100) == BODY[:100]
        assert one.read(100) == BODY[100:200]
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0


def test_closing_closes_the_body(joined, body):
    before = processes.descriptors(os.getpid())
    assert body in before.values()
    joined.close()
    joined.close()
    assert body not in processes.descriptors(os.getpid()).values()


def test_body_cut_short_meanwhile_ends_there(joined, body):
    os.truncate(body, 100)
    assert joined.read(200) == BODY[:100]
    assert part(joined, "readinto", 200) == b""
