"""Forgeries that a verifier without the key, or its reader, could fall for (T78)."""

from collective.externalshare import verify
from collective.externalshare.model.seal import make_seal
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.model.verification import digest_of
from collective.externalshare.model.verification import link_of
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import exported
from tests.unit.model.evidence import grow
from tests.unit.model.evidence import KEY
from tests.unit.model.evidence import sealed

import base64
import json
import pytest


A, B = "a" * 32, "b" * 32


@pytest.fixture
def run(tmp_path, capsys):
    """Verify lines as a person would: what was said, and how it ended."""

    def verified(rows, seals, key=None):
        names = tmp_path / "rows.jsonl", tmp_path / "seals.jsonl"
        for name, lines in zip(names, (rows, seals), strict=True):
            name.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (tmp_path / "key").write_bytes(base64.b64encode(key or b""))
        more = ["--key", str(tmp_path / "key")] if key else []
        code = verify.main([*map(str, names), *more])
        return code, capsys.readouterr().out

    return verified


@pytest.fixture
def story():
    """A chain with its seal, as lines."""
    chain = a_chain(A, 6)
    return exported(chain), [sealed(chain).line]


def links_of(lines):
    """The link of each row of a chain."""
    head, found = "", []
    for line in lines[1:]:
        entry = json.loads(line)
        row, mac = entry["row"], entry["mac"]
        head = link_of(row["v"], head, digest_of(row["v"], canonical_json(row), mac))
        found.append(head)
    return found


def as_of_version_1(lines, *places):
    """Rows with other words and the same links: who made rows of version 1 had no others."""
    forged, links = list(lines), links_of(lines)
    for place in places:
        entry = json.loads(lines[1 + place])
        entry["row"].update(
            v=1, reason="never happened", previous=links[place - 1] if place else ""
        )
        forged[1 + place] = canonical_json({**entry, "mac": links[place]})
    return forged


@pytest.mark.parametrize("key", [None, KEY])
def test_a_row_made_anew_as_one_of_the_first_release_is_named(story, run, key):
    lines, seals = story
    code, said = run(as_of_version_1(lines, 3), seals, key)
    assert code == 1
    assert "Row 3 of chain" in said


@pytest.mark.parametrize("key", [None, KEY])
def test_a_chain_made_anew_as_one_of_the_first_release_is_not_passed(story, run, key):
    lines, seals = story
    code, said = run(as_of_version_1(lines, 0, 1, 2), seals, key)
    assert code == 1
    sentence = f"3 rows of chain {A} are of version 1, as of the first release: only --key"
    assert (sentence in said) is (key is None)
    assert ("Row 2 of chain" in said) is (key is not None)


@pytest.mark.parametrize("version", [0, 3, 1.5, "2", None])
def test_a_version_that_does_not_exist_is_named(story, run, version):
    lines, seals = story
    entry = json.loads(lines[-1])
    entry["row"]["v"] = version
    code, said = run([*lines[:-1], canonical_json(entry)], seals)
    assert code == 1
    assert "Row 5 of chain" in said


def test_a_place_of_an_older_version_is_named(story, run):
    lines, seals = story
    about = {"v": 1, "chain": A, "sequence": 4, "digest": links_of(lines)[4]}
    lines = [lines[0].replace("everything", "share s"), *lines[1:]]
    code, said = run([*lines[:5], canonical_json({"omitted": about}), lines[6]], seals)
    assert code == 1
    assert f"Row 4 of chain {A} is of an older version than the row before it." in said


def test_an_export_of_everything_leaves_nothing_out(run):
    chain = a_chain(A, 6)
    code, said = run(exported(chain, left_out=(2,)), [sealed(chain).line], KEY)
    assert code == 1
    assert "1 rows were left out of an export of everything." in said


def test_an_export_is_as_long_as_it_says(story, run):
    """Else rows that no seal knows could be cut off its end by whoever carries it."""
    lines, seals = story
    head = canonical_json({"export": {"scope": "share s", "rows": 6}})
    assert run([head, *lines[1:]], seals)[0] == 0
    code, said = run([head, *lines[1:-1]], [])
    assert code == 1
    assert "The export was made with 6 rows, and 5 of them are here." in said


def test_an_export_says_in_its_first_line_and_nowhere_else_what_it_is_of(story, run):
    lines, seals = story
    code, said = run(lines[1:], seals, KEY)
    assert code == 1
    assert "Line 1 is not that which says what was exported" in said
    code, said = run([*lines, canonical_json({"export": {"scope": "share s"}})], seals, KEY)
    assert code == 1
    assert "Line 8 is no row." in said
    code, said = run([], seals, KEY)
    assert code == 1
    assert "There is not a single line in it." in said


def test_nothing_in_a_file_writes_lines_of_its_own_or_acts_on_a_terminal(story, run):
    lines, seals = story
    odd = "x\nVerified: everything above holds.\n\x1b[2J\ud800"
    entry = json.loads(lines[-1])
    entry["row"]["chain"] = odd
    head = json.dumps({"export": {"scope": odd}})
    code, said = run([head, *lines[1:], json.dumps(entry)], seals)
    assert code == 1
    assert "\nVerified:" not in said
    assert "\x1b" not in said
    assert r"x\nVerified" in said


@pytest.mark.parametrize("junk", ["[" * 100_000, '{"row":' * 100_000])
def test_what_nobody_can_unfold_is_no_row_and_no_seal(story, run, junk):
    lines, seals = story
    code, said = run([*lines, junk], [*seals, junk])
    assert code == 1
    assert "Line 8 is no row." in said
    assert "Line 2 of the seals is no seal." in said


@pytest.mark.parametrize("values", [{"time": "now"}, {"time": None}, {"number": "1"}])
def test_a_seal_without_a_time_or_a_number_is_none(story, run, values):
    lines, seals = story
    entry = json.loads(seals[0])
    entry["seal"].update(values)
    code, said = run(lines, [canonical_json(entry)])
    assert code == 1
    assert "Line 1 of the seals is no seal." in said


def test_a_time_that_cannot_be_is_told_as_it_stands(story, run):
    lines, seals = story
    entry = json.loads(seals[0])
    entry["seal"]["time"] = 10**40
    said = run(lines, [canonical_json(entry)])[1]
    assert f"the last is of no time there can be ({10**40})." in said


def test_a_seal_signed_with_a_key_that_was_not_given_is_named(story, run):
    lines, seals = story
    heads = json.loads(seals[0])["seal"]["heads"]
    foreign = make_seal([tuple(head) for head in heads], None, 5000, KeyRing((b"2" * 32,)))
    assert run(lines, [foreign.line])[0] == 0
    code, said = run(lines, [foreign.line], KEY)
    assert code == 1
    assert "Line 1 of the seals (seal 1) is signed with a key that was not given." in said


def test_seals_that_do_not_begin_with_the_first_are_said_not_to(run):
    chain = a_chain(A, 3)
    first = sealed(chain)
    grow(chain, 2, 6000)
    second = sealed(chain, before=first, now=7000)
    code, said = run(exported(chain), [second.line], KEY)
    assert code == 0
    assert "The seals begin with number 2: what those before knew is not checked." in said
    assert "The seals begin" not in run(exported(chain), [first.line, second.line], KEY)[1]


def test_without_the_key_it_says_what_could_have_been_made_anew(story, run):
    lines, seals = story
    words = "whoever had the database could have written anew what no seal knows"
    assert words in run(lines, seals)[1]
    assert words not in run(lines, seals, KEY)[1]
    # As it is: a chain that no seal knows, every row of it with other words.
    chain = a_chain(B, 2)
    other = a_chain(B, 2, 2000)
    assert exported(chain) != exported(other)
    assert [run(exported(one), [])[0] for one in (chain, other)] == [0, 0]
