"""What evidence costs to read: the page of all rows, and an export of all of them.

The same reading of a small and of a large database in one run, each opened anew
with a cold cache for every measurement of the page. Rows lie as they would after
years: in many chains, each grown a little at a time.
"""

from __future__ import annotations

from benchmarks.chains import event
from benchmarks.chains import RING
from benchmarks.report import Figure
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.selection import Period
from collective.externalshare.model.settings import Settings
from collective.externalshare.services.export import Export
from collective.externalshare.services.ports import Ports
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.trail import Trail
from collective.externalshare.services.trail import Wanted
from collective.externalshare.storage.store import ShareStore
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
from statistics import median
from threading import Event as Flag
from threading import Thread
from types import SimpleNamespace
from typing import Any
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import io
import os
import psutil
import time
import transaction


SMALL, LARGE = 1_000, 1_000_000
ROWS_A_CHAIN = 50
ROWS_A_COMMIT = 20_000
PAGES = 15
MOST_RATIO = 1.5
MOST_MB = 50.0
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
APART = timedelta(minutes=3)


def measure(folder: Path) -> list[Figure]:
    """Pages of both databases, and the export of the large one."""
    small, large = (_filled(folder / f"{rows}.fs", rows) for rows in (SMALL, LARGE))
    took = {SMALL: [], LARGE: []}
    for _ in range(PAGES):
        for rows, path in ((SMALL, small), (LARGE, large)):
            took[rows].append(_page(path))
    fast, slow = (median(took[rows]) * 1000 for rows in (SMALL, LARGE))
    ratio = slow / fast
    return [
        Figure(f"page of {SMALL} rows", fast, "ms"),
        Figure(f"page of {LARGE} rows", slow, "ms"),
        Figure("page of many rows / of few", ratio, "x", MOST_RATIO, ratio <= MOST_RATIO),
        *_export(large),
    ]


def _ports(store: Any, now: datetime) -> Ports:
    """Ports that only reading needs."""
    nothing = dict.fromkeys(
        ("documents", "copies", "renderer", "mail", "announcer", "seal_log", "accounts")
    )
    keys = SimpleNamespace(ring=lambda: RING, problem=lambda: None)
    settings = Settings(link_base="https://documents.example.org")
    clock = SimpleNamespace(now=lambda: now)
    return Ports(store=store, settings=settings, clock=clock, keys=keys, **nothing)


def _filled(path: Path, rows: int) -> Path:
    database = DB(FileStorage(str(path)))
    connection = database.open()
    store = connection.root()["store"] = ShareStore()
    store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    moment = BEGAN
    for number in range(rows):
        name = f"{number // ROWS_A_CHAIN:032x}"
        if name not in store.chains:
            store.chains[name] = Chain(name)
        moment += APART
        chain = store.chains[name]
        store.must_post(chain, chain.length)
        chain.append(event(number), int(moment.timestamp() * 1_000_000), RING)
        if number % ROWS_A_COMMIT == ROWS_A_COMMIT - 1:
            _commit(connection)
    ports = _ports(store, moment + timedelta(days=1))
    while Posting(ports, ROWS_A_COMMIT)():
        _commit(connection)
    _commit(connection)
    database.close()
    return path


def _commit(connection: Any) -> None:
    transaction.commit()
    connection.cacheMinimize()


def _page(path: Path) -> float:
    database = DB(FileStorage(str(path), read_only=True))
    store = database.open().root()["store"]
    began = time.perf_counter()
    page = Trail(_ports(store, BEGAN + timedelta(days=9000))).page(Wanted())
    took = time.perf_counter() - began
    if len(page.rows) != 50:
        raise SystemExit("a page has 50 rows")
    transaction.abort()
    database.close()
    return took


def _export(path: Path) -> list[Figure]:
    database = DB(FileStorage(str(path), read_only=True))
    store = database.open().root()["store"]
    export = Export(_ports(store, BEGAN + timedelta(days=9000)))
    chosen = export.selections.choose("everything", "", Period())
    process, over = psutil.Process(), Flag()
    idle = process.memory_info().rss
    peak = [idle]

    def watch() -> None:
        while not over.wait(0.01):
            peak[0] = max(peak[0], process.memory_info().rss)

    watcher = Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    with open(os.devnull, "w+b", buffering=0) as raw:
        rows = export.write(chosen, "jsonl", Actor("user", "x"), io.BufferedWriter(raw))  # type: ignore[arg-type]
    took = time.perf_counter() - began
    over.set()
    watcher.join()
    transaction.abort()
    database.close()
    above = (peak[0] - idle) / 1e6
    return [
        Figure(f"export of {rows} rows", rows / took, "rows/s"),
        Figure(f"export of {rows} rows: memory", above, "MB", MOST_MB, above < MOST_MB),
    ]
