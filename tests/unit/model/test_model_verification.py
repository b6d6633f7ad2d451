"""Exported evidence, verified without Plone: every tampering is found and named (T78, R29)."""

from collective.externalshare import verify
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.model.verification import merkle_root
from tests.common.numbers import EDITS
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import exported
from tests.unit.model.evidence import KEY
from tests.unit.model.evidence import lines_of

import hashlib
import json
import pytest
import random


A, B = "a" * 32, "b" * 32


def changed(lines, place, **values):
    entry = json.loads(lines[place])
    entry["row"].update(values)
    return [*lines[:place], canonical_json(entry), *lines[place + 1 :]]


@pytest.mark.parametrize("key", [KEY, None])
def test_what_is_whole_is_verified_and_what_cannot_be_seen_is_said(story, run, key):
    chains, seals = story
    code, said = run(exported(*chains), lines_of(seals), key)
    assert code == 0
    assert "16 rows in 2 chains were read. Scope: everything." in said
    assert "2 seals were read; the last is of 1970-01-01 00:00:00 UTC." in said
    assert "1 rows are younger than the last seal of their chain" in said
    assert ("signatures were not checked" in said) is (key is None)
    assert "Verified: everything above holds." in said


@pytest.mark.parametrize("key", [KEY, None])
@pytest.mark.parametrize("place", [1, 4, 6, 7, 10])
def test_a_changed_row_is_named(story, run, place, key):
    chains, seals = story
    code, said = run(changed(exported(*chains), place, reason="other"), lines_of(seals), key)
    assert code == 1
    # Without the key only the row after it tells.
    named_rows = (f"Row {place - 1} of", f"Row {place} of", "One of the rows")
    assert named_rows[0] in said if key else any(one in said for one in named_rows)


@pytest.mark.parametrize("key", [KEY, None])
def test_a_dropped_row_is_named(story, run, key):
    chains, seals = story
    lines = exported(*chains)
    code, said = run(lines[:4] + lines[5:], lines_of(seals), key)
    assert code == 1
    assert f"Row 4 of chain {A} stands where row 3 should" in said


@pytest.mark.parametrize("key", [KEY, None])
def test_swapped_rows_are_named(story, run, key):
    chains, seals = story
    lines = exported(*chains)
    lines[3], lines[4] = lines[4], lines[3]
    code, said = run(lines, lines_of(seals), key)
    assert code == 1
    assert f"Row 3 of chain {A} stands where row 2 should" in said


@pytest.mark.parametrize("key", [KEY, None])
def test_an_inserted_row_is_named(story, run, key):
    chains, seals = story
    lines = exported(*chains)
    code, said = run([*lines[:4], lines[3], *lines[4:]], lines_of(seals), key)
    assert code == 1
    assert f"Row 2 of chain {A} stands where row 3 should" in said


@pytest.mark.parametrize("key", [KEY, None])
def test_rows_cut_off_are_named_as_far_as_a_seal_knew_them(story, run, key):
    chains, seals = story
    lines = exported(*chains)
    code, said = run(lines[:9] + lines[12:], lines_of(seals), key)
    assert code == 1
    assert f"Rows 8 to 10 of chain {A} were cut off: seal 2 knew them." in said
    # The row that no seal knew yet.
    code, said = run(lines[:-1], lines_of(seals), key)
    assert code == 0


def test_a_chain_that_is_gone_is_named_where_everything_was_exported(story, run):
    chains, seals = story
    code, said = run(exported(chains[0]), lines_of(seals))
    assert code == 1
    assert f"Rows 0 to 3 of chain {B} were cut off: seal 1 knew them." in said
    code, _ = run(exported(chains[0], scope="share s"), lines_of(seals))
    assert code == 0


def test_a_database_rolled_back_is_behind_the_seals_outside(story, run):
    chains, seals = story
    code, said = run(exported(a_chain(A, 6), chains[1]), lines_of(seals))
    assert code == 1
    assert f"Rows 6 to 10 of chain {A} were cut off" in said or "is not what seal" in said


def test_rows_that_were_left_out_keep_their_places(story, run):
    chains, seals = story
    code, said = run(exported(*chains, scope="document d", left_out=(1, 2, 5)), lines_of(seals))
    assert code == 0
    assert "5 more were left out: their places are proved, not their words." in said
    lines = exported(*chains, scope="document d", left_out=(1, 2, 5))
    code, _ = run(lines[:2] + lines[3:], lines_of(seals))
    assert code == 1


def test_personal_data_can_be_erased_and_not_changed(story, run):
    chains, seals = story
    del chains[0].side[3]
    code, said = run(exported(*chains), lines_of(seals))
    assert code == 0
    assert "Personal data of 1 rows were erased; the rows themselves are whole." in said
    lines = exported(*chains)
    entry = json.loads(lines[2])
    entry["side"]["person"]["address"] = "kim@example.org"
    code, said = run([*lines[:2], canonical_json(entry), *lines[3:]], lines_of(seals))
    assert code == 1
    assert f"Row 1 of chain {A} has other personal data than it was written with." in said


def test_a_row_signed_with_a_key_that_was_not_given_is_named(story, run):
    chains, seals = story
    code, said = run(exported(*chains), lines_of(seals), b"2" * 32)
    assert code == 1
    assert f"Row 0 of chain {A} is signed with a key that was not given." in said


def test_a_file_that_cannot_be_read_ends_with_two(tmp_path, capsys):
    assert verify.main([str(tmp_path / "none"), str(tmp_path / "none")]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.campaign
def test_r29_random_edits_are_all_found(story, run):
    """Any one character of any line of an export."""
    chains, seals = story
    lines, chosen = exported(*chains), random.Random(29)
    done = 0
    while done < EDITS:
        place = chosen.randrange(1, len(lines) - 1)
        at = chosen.randrange(len(lines[place]))
        letter = chosen.choice('0123456789abcdefxyz"{}:,')
        edited = lines[place][:at] + letter + lines[place][at + 1 :]
        if edited == lines[place]:
            continue
        code, said = run([*lines[:place], edited, *lines[place + 1 :]], lines_of(seals))
        assert code == 1, (lines[place], edited)
        assert "Row" in said or "Line" in said
        done += 1


def test_the_root_is_that_of_rfc_6962():
    def leaf(text):
        return hashlib.sha256(b"\0" + text).digest()

    def node(left, right):
        return hashlib.sha256(b"\1" + left + right).digest()

    a, b, c = leaf(b"a"), leaf(b"b"), leaf(b"c")
    assert merkle_root([]) == hashlib.sha256(b"").hexdigest()
    assert merkle_root(["a"]) == a.hex()
    assert merkle_root(["a", "b", "c"]) == node(node(a, b), c).hex()
    five = node(node(node(a, b), node(c, leaf(b"d"))), leaf(b"e"))
    assert merkle_root(list("abcde")) == five.hex()
