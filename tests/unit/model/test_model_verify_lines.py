"""Lines of an export as the verifier reads them: in any layout, alone or by several processes."""

from collective.externalshare import verify
from collective.externalshare.model import verify_lines
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Event
from collective.externalshare.model.verification import Signer
from collective.externalshare.services.export_archive import PROGRAMS
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import exported
from tests.unit.model.evidence import KEY
from tests.unit.model.evidence import lines_of
from tests.unit.model.evidence import RING
from tests.unit.model.evidence import sealed

import json
import multiprocessing
import os
import pytest
import shutil
import subprocess
import sys
import threading


A = "a" * 32


MANY = {"large": 0, "part": 2_000, "processes": 2}
"""Read by several processes, however small the file and the machine are."""


@pytest.fixture
def odd(story, tmp_path):
    """An export with lines of every kind, ended in every way, and a last one that is not ended."""
    chains, _seals = story
    lines = exported(*chains, left_out=(2,))
    changed = lines[4].replace('"size":', '"size":1')
    chosen = [lines[0], *lines[1:4], changed, "", "no row", *lines[5:], '{"row":{}}', "[" * 10_000]
    ends = ("\n", "\r\n", "\r")
    text = "".join(f"{line}{ends[place % 3]}" for place, line in enumerate(chosen))
    path = tmp_path / "odd.jsonl"
    path.write_bytes((text + lines[-1]).encode())
    return path


def test_several_processes_read_what_one_reads(odd):
    with odd.open(encoding="utf-8") as lines:
        alone = list(verify_lines.read(lines, Signer([KEY])))
    assert {one.kind for one in alone} == {"export", "row", "omitted", ""}
    assert any(one.step and one.step.wrong for one in alone)
    for size in (200, 3_000, 1 << 20):
        assert list(verify_lines.readings(odd, [KEY], **{**MANY, "part": size})) == alone, size


def test_each_line_is_in_one_part(odd):
    size = odd.stat().st_size
    for part in (1, 100, 1_000, size, 2 * size):
        spans = list(verify_lines._parts(odd, size, part))
        assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
        assert (spans[0][0], spans[-1][1]) == (0, size)
        data = odd.read_bytes()
        assert all(data[end - 1 : end] == b"\n" for _, end in spans[:-1])


def test_where_another_process_is_gone_its_part_is_read_all_the_same(odd):
    with odd.open(encoding="utf-8") as lines:
        alone = [tuple(one) for one in verify_lines.read(lines, Signer([KEY]))]
    gone = Future()
    gone.set_exception(BrokenProcessPool())
    for future in (gone, None):
        assert verify_lines._result(odd, [KEY], (0, odd.stat().st_size), future) == alone


def test_where_no_process_can_be_started_one_reads_alone(odd, monkeypatch):
    alone = list(verify_lines.readings(odd, [KEY]))

    def none(method):
        raise OSError(f"nothing can be started by {method} here")

    monkeypatch.setattr(multiprocessing, "get_context", none)
    assert list(verify_lines.readings(odd, [KEY], **MANY)) == alone


def test_what_is_no_text_cannot_be_read(odd):
    with odd.open("ab") as stream:
        stream.write(b"\n\xff\xfe\n")
    for how in (MANY, {}):
        with pytest.raises(UnicodeDecodeError):
            list(verify_lines.readings(odd, [KEY], **how))


def test_what_is_no_file_is_read_from_its_beginning_to_its_end(odd, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = odd.read_bytes()
    writer = threading.Thread(target=lambda: pipe.write_bytes(text))
    writer.start()
    found = list(verify_lines.readings(pipe, [KEY], **MANY))
    writer.join()
    assert found == list(verify_lines.readings(odd, [KEY]))


@pytest.mark.parametrize("side", [[], {}, 5, {"person": {}}, {"salts": {}, "person": 1, "gone": 2}])
def test_personal_data_that_are_none_are_not_those_of_the_row(story, run, side):
    chains, seals = story
    lines = exported(*chains)
    entry = json.loads(lines[2])
    entry["side"] = side
    code, said = run([*lines[:2], json.dumps(entry), *lines[3:]], lines_of(seals))
    assert code == 1
    assert f"Row 1 of chain {A} has other personal data than it was written with." in said
    assert "NOT VERIFIED: 1 finding(s)." in said


@pytest.mark.campaign
def test_t79_a_row_is_one_line_whatever_is_in_it(run):
    odd = "\r\n200 OK admin\x00\x1b[2J\u2028\u0085"
    chain = a_chain(A, 1)
    person = {"agent": odd, "name": odd}
    event = Event(Action.SHARE_REVOKED, Actor("user", odd), reason=odd, person=person)
    chain.append(event, 2000, RING)
    lines = exported(chain)
    assert not any(control in line for line in lines for control in "\r\n\x00\x1b")
    code, said = run(lines, [sealed(chain).line])
    assert code == 0, said


@pytest.mark.parametrize("place", [1, 2, -1])
def test_what_stands_at_the_end_of_a_line_counts(story, run, place):
    chains, seals = story
    lines = exported(*chains)
    for end in (lines[place] + "5", lines[place][:-1] + "5", lines[place][:-1], lines[place] + "}"):
        changed_lines = list(lines)
        changed_lines[place] = end
        code, said = run(changed_lines, lines_of(seals))
        assert code == 1, end[-20:]
        assert "is no row" in said


def test_two_rows_in_one_line_are_none(story, run):
    chains, seals = story
    lines = exported(*chains)
    double = lines[1][:-1] + "," + lines[2][1:]
    code, said = run([lines[0], double, *lines[3:]], lines_of(seals))
    assert code == 1
    assert "Line 2 is no row." in said


def test_it_runs_without_plone_and_without_us(story, tmp_path):
    source = Path(verify.__file__).parent
    for name in PROGRAMS.values():
        shutil.copy(source / name, tmp_path)
    (tmp_path / "rows.jsonl").write_text("\n".join(exported(*story[0])), encoding="utf-8")
    (tmp_path / "seals.jsonl").write_text("\n".join(lines_of(story[1])), encoding="utf-8")
    command = [sys.executable, "-E", "-s", "-S", "verify.py", "rows.jsonl", "seals.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Verified: everything above holds." in done.stdout


@pytest.mark.parametrize("key", [KEY, None])
def test_an_export_in_another_layout_is_the_same_evidence(story, run, key):
    chains, seals = story
    lines = [json.dumps(json.loads(line), indent=None) for line in exported(*chains)]
    assert lines != exported(*chains)
    code, said = run(lines, lines_of(seals), key)
    assert code == 0, said


@pytest.mark.parametrize("junk", ["[]", "null", "{", '"x"', "{}", '{"row":{}}', '{"omitted":[]}'])
def test_what_is_no_row_is_named_by_its_line(story, run, junk):
    chains, seals = story
    code, said = run([*exported(*chains), junk], lines_of(seals))
    assert code == 1
    assert "Line 18 is no row." in said


def test_it_reads_a_large_export_without_us_by_several_processes(story, tmp_path):
    source = Path(verify.__file__).parent
    for name in PROGRAMS.values():
        shutil.copy(source / name, tmp_path)
    many = tmp_path / "verify_lines.py"
    text = many.read_text("utf-8").replace("LARGE = 16 << 20", "LARGE = 0")
    many.write_text(text.replace("PART = 2 << 20", "PART = 2_000"), encoding="utf-8")
    assert "LARGE = 0" in many.read_text("utf-8")
    (tmp_path / "rows.jsonl").write_text("\n".join(exported(*story[0])), encoding="utf-8")
    (tmp_path / "seals.jsonl").write_text("\n".join(lines_of(story[1])), encoding="utf-8")
    command = [sys.executable, "-E", "-s", "-S", "verify.py", "rows.jsonl", "seals.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "16 rows in 2 chains were read." in done.stdout
