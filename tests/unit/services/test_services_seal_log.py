"""A log of seals that something cut off in the middle of a line goes on, and says so."""

from collective.externalshare.model.verify_seals import Seals
from collective.externalshare.services.health import Colour
from collective.externalshare.services.health import Health
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.storage import seal_log

import pytest
import transaction


def seal(world):
    world.share()
    made = Sealing(world.ports)()
    transaction.commit()
    return made


def cut_off(world, length):
    """As a crash leaves it: the last line ends after so many bytes."""
    path = world.seal_log.path
    before, _, last = path.read_bytes()[:-1].rpartition(b"\n")
    path.write_bytes(before + b"\n" * bool(before) + last[:length])


def read(world):
    with world.seal_log.path.open(encoding="utf-8") as lines:
        return Seals(lines, world.ports.ring.signer)


def health(world):
    (found,) = (one for one in Health(world.ports)(("FileStorage", None)) if one.name == "seals")
    return found.colour, found.code, found.detail


@pytest.mark.parametrize("seals", [1, 3])
@pytest.mark.parametrize("length", [1, 50, 200, -1])
def test_a_log_cut_off_in_a_line_goes_on_with_the_seal_of_that_line(world, seals, length):
    for _ in range(seals):
        seal(world)
    cut_off(world, length)
    assert Sealing(world.ports).in_log() == seals - 1
    assert health(world) == (Colour.AMBER, "seals_cut_off", "1")
    Sealing(world.ports).when_due()
    transaction.commit()
    found = read(world)
    assert (found.count, found.problems, found.torn) == (seals, [], [seals])
    assert health(world) == (Colour.GREEN, "seals_mended", str(seals))
    seal(world)
    assert (read(world).count, read(world).problems) == (seals + 1, [])
    assert world.store.torn_seals == (seals,)


def test_nothing_that_was_sealed_is_lost_when_several_lines_were_to_be_written(world):
    path = world.seal_log.path
    seal(world)
    first = path.read_bytes()
    path.unlink()
    path.mkdir()
    for _ in range(3):
        seal(world)
    path.rmdir()
    path.write_bytes(first)
    Sealing(world.ports).when_due()
    transaction.commit()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:80])
    Sealing(world.ports).when_due()
    transaction.commit()
    assert path.read_bytes().splitlines()[2] == lines[2][:80]
    found = read(world)
    assert (found.count, found.problems, found.torn) == (4, [], [3])


def test_a_log_cut_off_twice_goes_on_twice(world):
    seal(world)
    made = seal(world)
    cut_off(world, 100)
    with world.seal_log.path.open("a", encoding="utf-8") as log:
        log.write(f"\n{made.line[:30]}")
    Sealing(world.ports).when_due()
    transaction.commit()
    assert (read(world).count, read(world).problems, read(world).torn) == (2, [], [2, 3])
    assert world.store.torn_seals == (2,)


def test_zeros_in_the_place_of_what_was_lost_are_a_line_cut_off(world):
    """As file systems show what had its place and never reached the disk."""
    seal(world)
    seal(world)
    cut_off(world, 100)
    with world.seal_log.path.open("ab") as log:
        log.write(b"\0" * 400)
    Sealing(world.ports).when_due()
    transaction.commit()
    assert (read(world).count, read(world).problems, read(world).torn) == (2, [], [2])


def test_a_line_of_which_the_line_feed_alone_is_missing_is_whole(world):
    seal(world)
    cut_off(world, None)
    assert not world.seal_log.path.read_bytes().endswith(b"\n")
    assert health(world) == (Colour.GREEN, "seals_ready", "1")
    seal(world)
    assert (read(world).count, read(world).problems, read(world).torn) == (2, [], [])


@pytest.mark.parametrize("end", ["what somebody wrote", '{"mac":"what', "\n{\n"])
def test_what_is_no_beginning_of_the_next_seal_stops_the_log(world, end):
    seal(world)
    log = world.seal_log.path
    log.write_text(log.read_text("utf-8") + end, encoding="utf-8")
    before = log.read_bytes()
    assert health(world) == (Colour.RED, "seals_unreadable", "")
    seal(world)
    if end.strip() == "{":
        # It is a beginning of whatever follows.
        assert read(world).torn == [2]
        return
    assert log.read_bytes() == before
    with pytest.raises(ValueError, match="something that is no seal"):
        Sealing(world.ports).in_log()


def test_a_log_with_many_lines_that_are_no_seals_is_not_read_to_its_beginning(world):
    seal(world)
    log = world.seal_log.path
    log.write_bytes(log.read_bytes() + b"x\n" * 100)
    line, pieces = world.seal_log.end()
    assert (line, len(pieces)) == ("", seal_log.MOST_PIECES + 1)
    assert health(world) == (Colour.RED, "seals_unreadable", "")


def test_a_line_longer_than_what_is_read_at_once_is_found(world):
    long = '{"x":"' + "y" * (3 * seal_log.LONGEST) + '"}'
    world.seal_log.append(["{}", long])
    assert world.seal_log.end() == (long, ())
    with world.seal_log.path.open("a", encoding="utf-8") as log:
        log.write(long[:-2])
    assert world.seal_log.end() == (long, (long[:-2],))
