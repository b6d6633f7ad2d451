"""The archive of an export: rows, seals, the verifier, and a letter to who reads it."""

from __future__ import annotations

from ..model.times import from_micros
from .export_lines import BOM
from .export_lines import COLUMNS
from .export_lines import csv_line
from .export_lines import csv_row
from .export_lines import header_line
from .export_lines import json_line
from .selection import Entry
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from typing import BinaryIO
from typing import IO

import shutil
import tempfile
import zipfile


PACKAGE = "collective.externalshare"
PROGRAMS = {
    "verify.py": "verify.py",
    "verification.py": "model/verification.py",
    "verify_lines.py": "model/verify_lines.py",
    "verify_seals.py": "model/verify_seals.py",
}
"""The verifier; it needs nothing but these files and Python."""
README = """\
EVIDENCE OF EXTERNAL SHARING

Site:     {site}
Scope:    {scope}
Rows:     {rows}
Made:     {made} by {by}

What is in this folder
  rows.jsonl       The records themselves: one JSON object a line, with the code
                   (MAC) that protects it. A row that was not asked for is there as
                   its digest ("omitted"), so that each chain is whole.
  rows.csv         The same rows for a spreadsheet. For reading only: it proves nothing.
  seals.jsonl      The seals of the site's database: what every chain was at a time.
  verify.py        The verifier. verification.py beside it holds its rules, and
                   verify_lines.py and verify_seals.py read rows and seals by them.
                   All four are plain Python 3.11 or newer and need nothing else.

How to verify
  python3 verify.py rows.jsonl seals.jsonl

  It says in words what holds, names every row that was changed, dropped, added,
  swapped or cut off, and ends with 0 (all holds), 1 (something does not) or 2 (a
  file cannot be read). You may compare these four files with those of the
  published release of collective.externalshare, or write your own: the rules are
  a page long.

  Take the seals from outside if you can. Seals in this folder come from the same
  database as the rows, so they prove only that the export fits itself. A site can
  keep its seals in a log outside the database: ask for that file and verify with

  python3 verify.py rows.jsonl seals-kept-outside.jsonl

  Whoever has the site's secret key can check the signatures as well:

  python3 verify.py rows.jsonl seals.jsonl --key FILE

What it shows, and what it cannot
  - Each row was written in the same transaction as what it tells of, and none was
    changed, dropped, added or swapped since, as far as the seals reach.
  - Rows younger than the last seal of their chain: that they were not changed can be
    seen with the key (--key) alone; whether more of them followed and were cut off
    cannot be seen at all.
  - Whoever has the database, the key and every copy of the seals can write all of it
    anew. Against them only seals help that somebody else has kept.
  - "Opened", "page sent" and "file sent" mean that the server sent it to somebody who
    had entered a code that was sent to the named mailbox. That they read it, and that
    nobody else used that mailbox, is not shown.
  - Personal data lie beside the rows; a row holds only a digest of them. Where they
    were erased, the row is still whole, and the verifier says how many those are.
  - A line of a log of seals that was cut off while it was written, when a server or
    its disk failed, is named. It changes nothing: its seal follows it whole, or the
    log ends there, as if that line had not been written.
  - An export of one thing has only the chains that tell of it. That it has all of
    them can be seen from an export of everything alone.
"""


def archive(
    stream: BinaryIO,
    about: dict[str, Any],
    entries: Iterable[Entry],
    seals: Iterable[str],
    now: int,
) -> None:
    """Write a ZIP file; the rows are read once."""
    moment = from_micros(now).timetuple()[:6]
    with zipfile.ZipFile(stream, "w") as packed, tempfile.TemporaryFile() as table:
        with _member(packed, "rows.jsonl", moment) as lines:
            lines.write(f"{header_line(about)}\n".encode())
            table.write((BOM + csv_line(COLUMNS)).encode())
            for entry in entries:
                lines.write(json_line(entry).encode("utf-8", "replace"))
                if entry[0]:
                    table.write(csv_row(entry[4], entry[3]).encode("utf-8", "replace"))
        table.seek(0)
        with _member(packed, "rows.csv", moment) as cells:
            shutil.copyfileobj(table, cells)
        with _member(packed, "seals.jsonl", moment) as lines:
            for line in seals:
                lines.write(line.encode())
        for name, source in PROGRAMS.items():
            with _member(packed, name, moment) as program:
                program.write(files(PACKAGE).joinpath(source).read_bytes())
        with _member(packed, "README.txt", moment) as letter:
            letter.write(README.format_map(about).encode("utf-8", "replace"))


@contextmanager
def _member(packed: zipfile.ZipFile, name: str, moment: Any) -> Iterator[IO[bytes]]:
    about = zipfile.ZipInfo(name, moment)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    with packed.open(about, "w", force_zip64=True) as member:
        yield member
