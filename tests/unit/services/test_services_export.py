"""Exports: what is in them, that they verify, that nobody makes one unrecorded."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.selection import Period
from collective.externalshare.model.selection import Scope
from collective.externalshare.model.times import to_micros
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.export import Export
from datetime import timedelta
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import MORNING
from tests.unit.services.exporting import a_story
from tests.unit.services.exporting import choose
from tests.unit.services.exporting import entries
from tests.unit.services.exporting import export
from tests.unit.services.exporting import unpacked
from tests.unit.services.exporting import verified

import csv
import io
import json
import pytest


def kept(lines):
    return [line["row"] for line in lines if "row" in line]


@pytest.mark.parametrize("with_key", [True, False])
def test_an_unpacked_export_of_everything_verifies_by_itself(world, tmp_path, with_key):
    a_story(world)
    folder = unpacked(export(world, "zip"), tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.txt",
        "rows.csv",
        "rows.jsonl",
        "seals.jsonl",
        "verification.py",
        "verify.py",
        "verify_lines.py",
        "verify_seals.py",
    ]
    code, said = verified(folder, key=world.keys.roots[0] if with_key else None)
    assert code == 0, said
    assert "Scope: everything." in said
    assert "1 rows are younger than the last seal of their chain" in said
    assert "Verified: everything above holds." in said
    letter = (folder / "README.txt").read_text("utf-8")
    assert "Scope:    everything" in letter
    assert "https://documents.example.org" in letter
    assert "Rows younger than the last seal" in letter


def test_every_row_of_everything_is_there_as_lines_and_as_cells(world, tmp_path):
    a_story(world)
    folder = unpacked(export(world, "zip"), tmp_path / "out")
    lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()
    with (folder / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = list(csv.DictReader(stream))
    # The row that tells of the export came after it.
    stored = sum(chain.length for chain in world.store.chains.values()) - 1
    assert len(lines) - 1 == len(cells) == stored
    assert json.loads(lines[0])["export"]["rows"] == stored
    accepted = next(row for row in cells if row["action"] == "code.accepted")
    assert accepted["time"].startswith("2026-03-02T09:")
    assert accepted["time"].endswith("Z")
    assert accepted["ip"] == "198.51.100.7"


@pytest.mark.parametrize("scope", ["share", "distribution", "recipient", "organisation"])
def test_a_selection_has_the_chain_of_its_share_and_no_other(world, scope):
    first, _ = a_story(world)
    subjects = {
        "share": first.id,
        "distribution": first.distribution_id,
        "recipient": " JO@supplier.example.org",
        "organisation": "supplier ltd",
    }
    made = export(world, "jsonl", scope, subjects[scope])
    about, lines = entries(made)
    assert {row["chain"] for row in kept(lines)} == {first.invitation_id}
    assert made.rows == len(kept(lines)) == world.store.chains[first.invitation_id].length
    assert about["scope"].startswith(scope)
    assert JO.address not in about["scope"]


def test_documents_and_senders_have_the_chains_of_all_their_shares(world):
    shares = a_story(world)
    for scope, subject in (("document", world.document.uid), ("sender", "dana")):
        _, lines = entries(export(world, "jsonl", scope, subject))
        chains = {row["chain"] for row in kept(lines)} - {ADMINISTRATION}
        assert chains == {share.invitation_id for share in shares}
    told = [row["new"] for row in kept(lines) if row["action"] == "evidence.exported"]
    assert told == [f"document {world.document.uid}: {len(kept(lines)) - 1} rows, jsonl"]


def test_of_an_invitation_with_two_documents_rows_of_the_other_keep_their_places(world, tmp_path):
    other = type(world.document)("b" * 32)
    world.documents.by_uid[other.uid] = other
    one, two = world.share(documents=[world.document, other])
    world.session(one)
    made = export(world, "zip", "share", one.id)
    folder = unpacked(made, tmp_path / "out")
    lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()[1:]
    left_out = [line for line in lines if "omitted" in json.loads(line)]
    assert len(left_out) == len(world.rows(two)) - made.rows > 0
    assert not any(two.id in line for line in lines)
    code, said = verified(folder)
    assert code == 0, said
    assert f"{len(left_out)} more were left out" in said


def test_a_period_keeps_what_is_inside_and_leaves_other_chains_out(world, tmp_path):
    _, second = a_story(world)
    late = to_micros(MORNING + timedelta(minutes=30))
    folder = unpacked(export(world, "zip", period=Period(since=late)), tmp_path / "late")
    lines = list(map(json.loads, (folder / "rows.jsonl").read_text("utf-8").splitlines()))
    assert lines[0]["export"]["scope"] == "period 2026-03-02T09:30:00Z"
    assert [row["action"] for row in kept(lines)] == ["code.requested"]
    assert {row["chain"] for row in kept(lines)} == {second.invitation_id}
    code, said = verified(folder)
    assert code == 0, said
    early = export(world, period=Period(until=late))
    assert late > max(row["time"] for row in kept(entries(early)[1]))
    assert choose(world, period=Period(since=late)).label != "everything"


def test_each_export_is_recorded_with_what_it_held(world):
    first, _ = a_story(world)
    made = export(world, "csv", "share", first.id)
    row = list(world.store.chains[ADMINISTRATION].rows())[-1]
    assert row["action"] == Action.EVIDENCE_EXPORTED
    assert row["new"] == f"share {first.id}: {made.rows} rows, csv"
    assert (row["actor"], row["share"]) == (["user", "dana"], first.id)
    export(world, "csv", "organisation", JO.organisation)
    row = list(world.store.chains[ADMINISTRATION].rows())[-1]
    assert row["new"].startswith("organisation: ")
    assert row["person"]["organisation"] == JO.organisation


@pytest.mark.parametrize(
    ("scope", "subject", "code"),
    [
        ("all", "", "scope_unknown"),
        ("", "", "scope_unknown"),
        ("share", "", "subject_missing"),
        ("everything", "x", "subject_unwanted"),
        *((str(scope), "nobody", "subject_unknown") for scope in Scope if scope != "everything"),
    ],
)
def test_what_is_unknown_is_refused(world, scope, subject, code):
    a_story(world)
    found = choose(world, scope, subject)
    assert isinstance(found, Refused)
    assert found.code == code


def test_a_reversed_period_is_refused(world):
    assert choose(world, period=Period(5, 5)).code == "period_reversed"
    assert choose(world, period=Period(5, 6)).period == Period(5, 6)


def test_an_unknown_format_and_unusable_keys_are_refused_and_nothing_is_written(world):
    a_story(world)
    length = world.store.chains[ADMINISTRATION].length
    assert Export(world.ports)(choose(world), "exe", EDITOR).code == "format_unknown"
    world.keys.unusable = True
    assert Export(world.ports)(choose(world), "zip", EDITOR).code == "key_unusable"
    assert world.store.chains[ADMINISTRATION].length == length


@pytest.mark.campaign
@pytest.mark.parametrize("start", "=+-@\t\r\n\0＝＋－＠")
def test_t72_no_cell_can_be_taken_for_a_formula(world, start):
    evil = type(JO)("evil@example.org", f'{start}HYPERLINK("https://x.example")', "a,b\r\nc;d")
    world.share(evil)
    made = export(world, "csv")
    text = made.stream.read()
    assert text.startswith(b"\xef\xbb\xbftime,action,")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert f"'{evil.name}" in cells
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n\0＝＋－＠"))]
    assert evil.organisation in cells
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_row_that_somebody_broke_is_exported_as_it_is_and_found(world, tmp_path):
    first, _ = a_story(world)
    chunk = world.store.chains[first.invitation_id].chunks[0]
    chunk.rows = (("no row at\nall", "00"), *chunk.rows[1:])
    for scope, subject in (("everything", ""), ("share", first.id)):
        folder = unpacked(export(world, "zip", scope, subject), tmp_path / scope)
        code, said = verified(folder)
        assert code == 1
        assert "is no row" in said


def test_erased_people_are_gone_from_exports_and_the_rest_verifies(world, tmp_path):
    first, _ = a_story(world)
    world.store.chains[first.invitation_id].side.clear()
    made = export(world, "zip", "share", first.id)
    folder = unpacked(made, tmp_path / "out")
    assert JO.address not in (folder / "rows.csv").read_text("utf-8")
    code, said = verified(folder)
    assert code == 0
    assert "were erased; the rows themselves are whole" in said
