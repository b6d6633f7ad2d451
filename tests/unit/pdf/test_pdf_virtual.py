"""Body and tail are one file to whoever reads them."""

from collective.externalshare.pdf.virtual import Joined
from collective.externalshare.pdf.virtual import Virtual

import hashlib
import os
import pytest
import random


BODY = bytes(range(256)) * 40
TAIL = bytes(reversed(range(256))) * 3


@pytest.fixture
def body(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(BODY)
    return str(path)


@pytest.fixture
def descriptor(body):
    descriptor = os.open(body, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


def test_size_is_that_of_both(body):
    assert Virtual(body, TAIL).size == len(BODY + TAIL)
    assert Virtual(body, b"").size == len(BODY)


def test_size_of_a_body_that_is_gone(tmp_path):
    with pytest.raises(FileNotFoundError):
        Virtual(str(tmp_path / "none"), TAIL).size  # noqa: B018


def test_the_tail_is_never_shown(body):
    """It names the reader, and values end up in logs."""
    assert "Müller" not in repr(Virtual(body, "Müller".encode()))
    assert "ller" not in repr(Virtual(body, "Müller".encode()))


@pytest.mark.parametrize("tail", [TAIL, b""])
def test_whole_is_body_and_tail(descriptor, tail):
    joined = Joined(descriptor, tail)
    assert joined.read() == BODY + tail
    assert joined.read(1) == b""
    assert joined.tell() == len(BODY + tail)


def test_any_part_is_read_in_one_piece(descriptor):
    joined, whole, chance = Joined(descriptor, TAIL), BODY + TAIL, random.Random(7)
    places = [0, len(BODY) - 1, len(BODY), len(BODY) + 1, len(whole) - 1, len(whole), 10**9]
    places += [chance.randrange(len(whole)) for _ in range(300)]
    for place in places:
        size = chance.choice([0, 1, 2, 300, len(whole)])
        assert joined.seek(place) == place
        assert joined.read(size) == whole[place : place + size]


def test_seeking_from_everywhere(descriptor):
    joined, size = Joined(descriptor, TAIL), len(BODY + TAIL)
    assert joined.seek(-2, os.SEEK_END) == size - 2
    assert joined.read() == TAIL[-2:]
    assert joined.seek(-1, os.SEEK_CUR) == size - 1
    with pytest.raises(ValueError, match="negative"):
        joined.seek(-1)
    assert joined.tell() == size - 1


def test_digest_is_that_of_the_whole(descriptor):
    found = hashlib.file_digest(Joined(descriptor, TAIL), "sha256")
    assert found.digest() == hashlib.sha256(BODY + TAIL).digest()


def test_readers_of_one_descriptor_do_not_disturb_each_other(descriptor):
    one, other = Joined(descriptor, TAIL), Joined(descriptor, b"")
    assert one.read(100) == BODY[:100]
    assert other.read(100) == BODY[:100]
    assert one.read(100) == BODY[100:200]
    assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0


def test_body_cut_short_meanwhile_ends_there(descriptor, body):
    joined = Joined(descriptor, TAIL)
    os.truncate(body, 100)
    assert joined.read(200) == BODY[:100]
