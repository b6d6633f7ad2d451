"""What a share costs when it is made: bytes and processor time, beside a bare commit of the same.

Alone, each in a transaction of its own, and a thousand at a time.
"""

from __future__ import annotations

from benchmarks.report import Figure
from benchmarks.sharing import Sharing
from pathlib import Path
from persistent.mapping import PersistentMapping
from statistics import median
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import os
import time
import transaction


ALONE = 200
ROUNDS = 5
THOUSAND = (100, 10)


def making(folder: Path) -> list[Figure]:
    """Both ways of making shares."""
    return [
        *_figures("one at a time", folder / "alone", 1, 1, ALONE),
        *_figures("a thousand at a time", folder / "thousand", *THOUSAND, ROUNDS),
    ]


def _figures(name: str, folder: Path, people: int, documents: int, commits: int) -> list[Figure]:
    folder.mkdir()
    path, count = folder / "shares.fs", people * documents
    sharing, costs, sizes = Sharing.empty(path), [], []
    for number in range(commits):
        before, began = path.stat().st_size, time.process_time()
        sharing.send(number, people, documents)
        transaction.commit()
        costs.append(time.process_time() - began)
        sizes.append(path.stat().st_size - before)
    sharing.close()
    bare = _bare(folder / "bare.fs", sizes)
    cost, size = median(costs) / count * 1000, median(sizes) / count
    return [
        Figure(f"{name}: bytes a share", size, "bytes"),
        Figure(f"{name}: a share", cost, "ms CPU"),
        Figure(f"{name}: bare commit of the same bytes", bare / count * 1000, "ms CPU a share"),
        Figure(f"{name}: share / bare commit", median(costs) / bare, "x"),
    ]


def _bare(path: Path, sizes: list[int]) -> float:
    database = DB(FileStorage(str(path)))
    connection = database.open()
    root, costs = connection.root(), []
    for number, size in enumerate(sizes):
        began = time.process_time()
        root[str(number)] = PersistentMapping({"data": os.urandom(size)})
        transaction.commit()
        costs.append(time.process_time() - began)
    connection.close()
    database.close()
    return median(costs)
