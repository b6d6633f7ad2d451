"""What evidence costs: appending to a chain, and verifying one.

Appending is compared with a bare ZODB commit of one small record into the same
kind of storage, in turns; verifying with nothing, in rows a second.
"""

from __future__ import annotations

from benchmarks.report import Figure
from collective.externalshare import verify
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Event
from collective.externalshare.model.seal import make_seal
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.storage.store import ShareStore
from contextlib import redirect_stdout
from pathlib import Path
from persistent.mapping import PersistentMapping
from statistics import median
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import base64
import io
import json
import os
import time
import transaction


COMMITS = 400
CHAINS = 20
ROWS = 100_000
ROWS_A_SECOND = 50_000.0
KEY = b"k" * 32
RING = KeyRing((KEY,))
PERSON = {"address": "z.mueller@example.org", "ip": "198.51.100.7", "agent": "Browser"}


def event(number: int) -> Event:
    """A row as opening a document writes one."""
    return Event(
        Action.SHARE_OPENED,
        Actor("recipient", "r" * 32),
        share="s" * 32,
        document="d" * 32,
        revision="3",
        sha256="e" * 64,
        copy="f" * 64,
        size=number,
        request="q" * 16,
        recipient_id="r" * 32,
        person=PERSON,
    )


def appending(folder: Path) -> list[Figure]:
    """Commits with a row against commits with a number."""
    database = DB(FileStorage(str(folder / "Data.fs")))
    root = database.open().root()
    store = root["store"] = ShareStore()
    root["bare"] = PersistentMapping()
    for number in range(CHAINS):
        store.chains[str(number)] = Chain(str(number))
    transaction.commit()
    with_row, bare = [], []
    for number in range(COMMITS):
        name = str(number % CHAINS)
        began = time.perf_counter()
        store.chains[name].append(event(number), number, RING)
        store.grew(name, number // CHAINS)
        transaction.commit()
        with_row.append(time.perf_counter() - began)
        began = time.perf_counter()
        root["bare"]["number"] = number
        transaction.commit()
        bare.append(time.perf_counter() - began)
    database.close()
    return [
        Figure("append: bare ZODB commit", median(bare) * 1000, "ms"),
        Figure("append: commit with a row", median(with_row) * 1000, "ms"),
        Figure("append: commit with a row / bare", median(with_row) / median(bare), "x"),
    ]


def verifying(folder: Path) -> list[Figure]:
    """An export of so many rows, verified with and without the key."""
    rows, seals, key = (folder / name for name in ("rows.jsonl", "seals.jsonl", "key"))
    key.write_bytes(base64.b64encode(KEY))
    with rows.open("w", encoding="utf-8") as lines:
        lines.write('{"export":{"scope":"everything"}}\n')
        heads = [_written(lines, str(number), ROWS // CHAINS) for number in range(CHAINS)]
    seals.write_text(make_seal(heads, None, ROWS, RING).line + "\n", encoding="utf-8")
    figures = []
    for name, more in (("with the key", ["--key", str(key)]), ("without the key", [])):
        began = time.perf_counter()
        with redirect_stdout(io.StringIO()):
            if verify.main([str(rows), str(seals), *more]):
                raise SystemExit("what was written does not verify")
        rate = ROWS / (time.perf_counter() - began)
        figures.append(
            Figure(f"verify {name}", rate, "rows/s", ROWS_A_SECOND, rate >= ROWS_A_SECOND)
        )
    megabytes = os.path.getsize(rows) / 1e6
    return [*figures, Figure(f"verify: size of {ROWS} rows", megabytes, "MB")]


def _written(lines: io.TextIOBase, name: str, rows: int) -> tuple[str, int, str]:
    chain = Chain(name)
    for number in range(rows):
        chain.append(event(number), number, RING)
    for text, mac, side in chain.entries():
        kept = side and side.exported()
        entry = {"row": json.loads(text), "mac": mac, "side": kept}
        lines.write(canonical_json(entry) + "\n")
    return chain.id, chain.length, chain.head
