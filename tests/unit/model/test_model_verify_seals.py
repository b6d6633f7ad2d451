"""A log of seals as the verifier reads it: changed, dropped, cut off while it was written."""

from collective.externalshare.model.verification import canonical_json
from collective.externalshare.model.verify_seals import Seals
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import exported
from tests.unit.model.evidence import grow
from tests.unit.model.evidence import RING
from tests.unit.model.evidence import sealed

import json
import pytest


A = "a" * 32
TORN = "was cut off while it was written"


@pytest.fixture
def chain():
    return a_chain(A, 6)


@pytest.fixture
def log(chain):
    """Three seals, a line each."""
    made, before = [], None
    for number in range(3):
        grow(chain, 2, 6000 + number)
        before = sealed(chain, before=before, now=7000 + number)
        made.append(before.line)
    return made


def read(text):
    return Seals(text.splitlines(keepends=True), RING.signer)


@pytest.mark.parametrize("field", ["number", "time", "heads", "root", "previous"])
def test_a_changed_seal_is_named(story, run, field):
    chains, seals = story
    entry = json.loads(seals[0].line)
    entry["seal"][field] = {"number": 9, "time": 1, "heads": [], "root": "", "previous": "x"}[field]
    code, said = run(exported(*chains), [canonical_json(entry), seals[1].line])
    assert code == 1
    assert "Line 1 of the seals" in said


def test_a_dropped_seal_is_named(story, run):
    chains, seals = story
    third = sealed(chains[1], before=seals[1], now=9000)
    code, said = run(exported(*chains), [seals[0].line, third.line], None)
    assert code == 1
    assert "Line 2 of the seals (seal 3) does not follow the seal before it." in said


def test_without_seals_the_end_cannot_be_seen(story, run):
    code, said = run(exported(*story[0]), [])
    assert code == 0
    assert "There is no seal: rows at the end of a chain could have been cut off unseen." in said


@pytest.mark.parametrize("length", [1, 8, 9, 60, 100, -1])
@pytest.mark.parametrize("zeros", [0, 300])
def test_a_line_cut_off_by_a_crash_is_said_and_its_seal_counts(chain, log, run, length, zeros):
    """What was lost of the line, some systems show as zeros."""
    piece = log[1][:length] + "\0" * zeros
    lines = [log[0], piece, log[1], log[2]]
    code, said = run(exported(chain), lines)
    assert code == 0, said
    assert f"Line 2 of the seals {TORN}. Its seal stands whole in the line that follows" in said
    assert "3 seals were read" in said


def test_a_line_cut_off_twice_is_said_twice(chain, log, run):
    lines = [log[0], log[1][:70], log[1][:40], *log[1:]]
    code, said = run(exported(chain), lines)
    assert code == 0, said
    assert said.count(TORN) == 2


def test_where_the_log_ends_in_the_middle_of_a_line_it_is_as_if_that_was_not_written(log):
    whole = "".join(f"{line}\n" for line in log[:2])
    for length in (1, 60, len(log[2]) - 1):
        seals = read(whole + log[2][:length])
        assert (seals.count, seals.problems, seals.torn) == (2, [], [3]), length
    seals = read(whole + log[2])
    assert (seals.count, seals.problems, seals.torn) == (3, [], []), "only the line feed is missing"


@pytest.mark.parametrize(
    "line",
    [
        "what somebody wrote",
        "{",
        '{"mac":"x"} and more',
        "[" * 100_000,
        '{"mac":"0123',
    ],
)
def test_what_is_no_beginning_of_the_line_that_follows_is_no_seal(chain, log, run, line):
    lines = [log[0], line, *log[1:]]
    if line == "{":
        # One letter of it is a beginning.
        assert run(exported(chain), lines)[0] == 0
        return
    code, said = run(exported(chain), lines)
    assert code == 1
    assert "Line 2 of the seals is no seal." in said


@pytest.mark.parametrize("end", ["what somebody wrote", '{"mac":"x"} and', '{"mac":"x"'])
def test_what_somebody_added_at_the_end_is_no_seal(log, end):
    seals = read("".join(f"{line}\n" for line in log) + end + "\n")
    assert seals.problems == ["Line 4 of the seals is no seal."]


def test_a_seal_that_was_changed_into_a_beginning_is_missed(chain, log, run):
    """Who cuts a line off names no crash for an excuse: the next seal does not follow."""
    code, said = run(exported(chain), [log[0], log[1][:9], log[2]])
    assert code == 1
    assert "(seal 3) does not follow the seal before it." in said
