"""Evidence as lines: JSON for the verifier, CSV for people with a spreadsheet."""

from __future__ import annotations

from ..model.side import SideRecord
from ..model.times import iso
from ..model.verification import canonical_json
from ..model.verification import digest_of
from .selection import Entry
from collections.abc import Iterable
from typing import Any

import csv
import io


FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (ASVS 1.2.10), its wide forms too."""
PERSON = ("address", "name", "organisation", "ip", "agent")
PLAIN = (
    "result",
    "reason",
    "share",
    "document",
    "revision",
    "sha256",
    "copy",
    "size",
    "old",
    "new",
    "request",
)
COLUMNS = ("time", "action", "actor_kind", "actor", *PLAIN, *PERSON, "chain", "sequence")
BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""


def header_line(about: dict[str, Any]) -> str:
    """The first line of rows.jsonl."""
    return canonical_json({"export": about})


def row_line(text: str, mac: str, side: SideRecord | None) -> str:
    """One row for the verifier, its text as it is stored: canonical, unless it was broken."""
    kept = canonical_json(side and side.exported())
    text = text.replace("\r", " ").replace("\n", " ")
    return f'{{"mac":{canonical_json(mac)},"row":{text},"side":{kept}}}'


def omitted_line(row: dict[str, Any], text: str, mac: str) -> str:
    """What keeps the place of a row that was not asked for."""
    about = {key: row[key] for key in ("v", "chain", "sequence")}
    return canonical_json({"omitted": {**about, "digest": digest_of(row["v"], text, mac)}})


def json_line(entry: Entry) -> str:
    """One line of rows.jsonl; a row that cannot be read cannot be left out either."""
    wanted, text, mac, side, row = entry
    return f"{row_line(text, mac, side) if wanted else omitted_line(row, text, mac)}\n"


def csv_line(cells: Iterable[object]) -> str:
    """One line with its end; no cell can be taken for a formula."""
    written = io.StringIO()
    csv.writer(written).writerow(map(_safe, cells))
    return written.getvalue()


def csv_row(row: dict[str, Any], side: SideRecord | None) -> str:
    """A row under `COLUMNS`; its time is ISO 8601 in UTC."""
    person = dict(side.person) if side else {}
    kind, actor = row.get("actor") or ("", "")
    cells = [iso(row.get("time")), row.get("action"), kind, actor]
    cells += [row.get(name) for name in PLAIN]
    cells += [person.get(name) for name in PERSON]
    return csv_line([*cells, row.get("chain"), row.get("sequence")])


def _safe(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
