"""The tab Evidence: counted first, exported by POST with a token, recorded, verified outside."""

from collective.externalshare import verify
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.sealing import Sealing
from contextlib import suppress
from io import BytesIO
from tests.common.numbers import EDITS
from tests.unit.services.exporting import verified
from types import SimpleNamespace

import json
import pytest
import random
import transaction
import zipfile


EVIDENCE = "@@externalshare-evidence"


@pytest.fixture
def auditor(visitor):
    return visitor("auditor")


@pytest.fixture
def story(share_with, ports, steward):
    """Shares, one of them revoked through the panel, all sealed; the ids of the shares."""
    ids = share_with("Jo <jo@example.org>, Supplier", "kim@example.org", by_mail=False)
    steward.submit("@@externalshare-controlpanel-revoke", ids=ids[:1], reason="Wrong supplier")
    found = ports()
    Sealing(found)()
    transaction.commit()
    return ids


def submit(person, **data):
    page = person.get(EVIDENCE, scope="everything").text
    token = page.partition('name="_authenticator"')[2].partition('value="')[2].partition('"')[0]
    return person.post(EVIDENCE, _authenticator=token, **data)


def names_of(line, changed):
    """How a finding may name a row that was edited: by its own place, or by that it has now."""
    names = []
    for text in (line, changed):
        with suppress(ValueError, TypeError, LookupError):
            row = json.loads(text)["row"]
            names.append(f"Row {row['sequence']} of chain {row['chain']} ")
    # Under a key that nobody knows a row is found by the seal alone.
    return [*names, "One of the rows 0 to", "is no row"]


def last_row(ports):
    return list(ports().store.chains[ADMINISTRATION].rows())[-1]


def unpacked(answer, folder):
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        packed.extractall(folder)
    return folder


def test_an_auditor_counts_then_takes_an_archive_that_verifies_by_itself(
    auditor, story, ports, tmp_path
):
    before = ports().store.chains[ADMINISTRATION].length
    stored = sum(chain.length for chain in ports().store.chains.values())
    page = auditor.get(EVIDENCE, scope="everything")
    assert f"Rows: {stored}" in page.text
    assert ports().store.chains[ADMINISTRATION].length == before, "looking writes nothing"
    answer = submit(auditor, scope="everything", format="zip")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert "evidence-everything-" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    code, said = verified(unpacked(answer, tmp_path))
    assert code == 0, said
    assert f"{stored} rows in" in said
    row = last_row(ports)
    assert (row["action"], row["actor"][1]) == ("evidence.exported", "auditor")
    assert row["new"] == f"everything: {stored} rows, zip"
    assert row["person"]["ip"] == "127.0.0.1"


def test_the_auditor_sees_no_tab_that_is_closed_to_them(auditor, steward):
    page = auditor.get(EVIDENCE).text
    assert 'aria-current="page"' in page
    for tab in ("health", "settings", "privacy"):
        assert f"@@externalshare-controlpanel-{tab}" not in page
    for tab in ('"', '-audit"', '-trace"'):
        assert f"@@externalshare-controlpanel{tab}" in page
    assert EVIDENCE in steward.get("@@externalshare-controlpanel").text


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_are_sent_to_the_log_in(visitor, story, ports, login):
    before = ports().store.chains[ADMINISTRATION].length
    for answer in (
        visitor(login).get(EVIDENCE, scope="everything"),
        visitor(login).post(EVIDENCE, scope="everything", format="zip"),
    ):
        assert answer.status_code in (302, 401)
        assert "Rows:" not in answer.text
    assert ports().store.chains[ADMINISTRATION].length == before


def test_without_a_token_nothing_is_exported(steward, story, ports):
    before = ports().store.chains[ADMINISTRATION].length
    answer = steward.post(EVIDENCE, scope="everything", format="zip")
    assert answer.status_code == 403
    assert ports().store.chains[ADMINISTRATION].length == before


def test_one_share_as_lines_and_as_cells(steward, story, ports):
    lines = submit(steward, scope="share", id=story[0], format="jsonl")
    assert lines.headers["Content-Type"] == "application/jsonl"
    assert f'"scope":"share {story[0]}"' in lines.text
    assert "kim@example.org" not in lines.text
    cells = submit(steward, scope="recipient", id="jo@example.org", format="csv")
    assert cells.content.startswith(b"\xef\xbb\xbftime,action,")
    assert "Wrong supplier" in cells.text
    assert last_row(ports)["new"].startswith("recipient ")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"scope": "all"}, "Choose what the evidence is of"),
        ({"scope": "share"}, "Say which one"),
        ({"scope": "share", "id": "nobody"}, "Nothing is recorded under this id"),
        ({"scope": "everything", "id": "x"}, "Evidence of everything has no id"),
        ({"scope": "everything", "from": "yesterday"}, "Give days as year-month-day"),
        ({"scope": "everything", "to": "9999-12-31"}, "Give days as year-month-day"),
        ({"scope": "everything", "from": "0001-01-01"}, "Give days as year-month-day"),
        (
            {"scope": "everything", "from": "2026-02-02", "to": "2026-02-01"},
            "The period must end after it begins",
        ),
    ],
)
def test_what_cannot_be_exported_is_said_and_stays_in_the_form(
    steward, story, ports, data, sentence
):
    before = ports().store.chains[ADMINISTRATION].length
    looked, exported = steward.get(EVIDENCE, **data), submit(steward, format="zip", **data)
    assert (looked.status_code, exported.status_code) == (200, 400)
    for page in (looked, exported):
        assert sentence in page.text
        assert "Rows:" not in page.text
        assert f'value="{data.get("id", "")}"' in page.text
    assert ports().store.chains[ADMINISTRATION].length == before


def test_an_unknown_format_is_refused(steward, story):
    assert (
        "The format must be one of: zip, jsonl, csv"
        in submit(steward, scope="everything", format="exe").text
    )


def test_unusable_keys_refuse_an_export(steward, story, ports, monkeypatch):
    before = ports().store.chains[ADMINISTRATION].length
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    answer = submit(steward, scope="everything", format="zip")
    assert answer.status_code == 503
    assert "The secret key of external sharing cannot be read" in answer.text
    assert ports().store.chains[ADMINISTRATION].length == before


def test_days_are_those_of_the_site_and_both_included(steward, story):
    today = SimpleNamespace(**{"from": "2000-01-01", "to": "2000-01-02"})
    page = steward.get(EVIDENCE, scope="everything", **vars(today))
    assert "Rows: 0" in page.text


@pytest.mark.campaign
def test_r29_random_edits_of_an_export_of_a_site_are_all_found(
    steward, story, ports, tmp_path, capsys
):
    """Any one character of any row of a real export; with the key each is named."""
    folder = unpacked(submit(steward, scope="everything", format="zip"), tmp_path)
    (folder / "key").write_text(ports().store.database_key)
    lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()
    edited, chosen = folder / "edited.jsonl", random.Random(29)
    done = 0
    while done < EDITS:
        place = chosen.randrange(1, len(lines))
        at = chosen.randrange(len(lines[place]))
        letter = chosen.choice('0123456789abcdefxyz"{}:,')
        if letter == lines[place][at]:
            continue
        changed = lines[place][:at] + letter + lines[place][at + 1 :]
        whole = [*lines[:place], changed, *lines[place + 1 :]]
        edited.write_text("".join(f"{line}\n" for line in whole), "utf-8")
        files = [str(edited), str(folder / "seals.jsonl")]
        assert verify.main(files) == 1, (lines[place], changed)
        capsys.readouterr()
        assert verify.main([*files, "--key", str(folder / "key")]) == 1
        said = capsys.readouterr().out
        assert any(name in said for name in names_of(lines[place], changed)), (changed, said)
        done += 1
    edited.write_text("".join(f"{line}\n" for line in lines[:-1]), "utf-8")
    code, said = verified(folder, "edited.jsonl")
    assert (code, "were cut off" in said) == (1, True), said
