"""A stamped download over HTTP against Plone's own ``@@download`` of the same file.

Both from one running site, one after the other in turns, medians.  Ours is
asked for with a recipient's session and checks it; Plone's anonymously, as
published content, which is the quickest it has. A body is often smaller than its
source, so the time to the last byte is compared, not bytes a second.
"""

from __future__ import annotations

from benchmarks.report import Figure
from benchmarks.site import fetch
from benchmarks.site import Fetched
from benchmarks.site import Library
from benchmarks.site import Reader
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Event
from threading import Thread

import psutil


ROUNDS = 40
SMALL = 2_000_000
FROM_2_MB, BELOW = 1.0, 0.8
READERS = 8
MOST_MB = 100.0
SAMPLE_SECONDS = 0.005


def measure(library: Library, shelf: dict[str, str], sources: dict[str, Path]) -> list[Figure]:
    """Ratios for each document, and the memory that many readers of the largest take."""
    name = max(sources, key=lambda name: sources[name].stat().st_size)
    # First, while the server has served nothing large yet.
    readers = [library.reader(shelf[name], sources[name]) for _ in range(READERS)]
    figures = [_memory(f"{READERS} readers of {name}", readers, library.server())]
    for name, document in shelf.items():
        reader = library.reader(document, sources[name])
        plain = library.address(f"{document}/@@download/pdf")
        figures += _raced(name, reader.file(), reader.cookie, plain)
    return figures


def _raced(name: str, ours: str, cookie: str, theirs: str) -> list[Figure]:
    size = fetch(theirs).size
    target = FROM_2_MB if size >= SMALL else BELOW
    stamped: list[Fetched] = []
    plain: list[Fetched] = []
    fetch(ours, cookie)
    for turn in range(ROUNDS):
        for mine in (True, False) if turn % 2 else (False, True):
            if mine:
                stamped.append(fetch(ours, cookie))
            else:
                plain.append(fetch(theirs))
    early = median(one.first for one in plain) / median(one.first for one in stamped)
    swift = median(one.last for one in plain) / median(one.last for one in stamped)
    return [
        Figure(f"{name}: size of the source", size / 1e6, "MB"),
        Figure(f"{name}: @@download, first byte", median(o.first for o in plain) * 1000, "ms"),
        Figure(f"{name}: stamped, first byte", median(o.first for o in stamped) * 1000, "ms"),
        Figure(f"{name}: @@download / stamped, first byte", early, "x", target, early >= target),
        Figure(f"{name}: @@download", _pace(plain) / 1e6, "MB/s"),
        Figure(f"{name}: stamped", _pace(stamped) / 1e6, "MB/s"),
        Figure(f"{name}: @@download / stamped, last byte", swift, "x", target, swift >= target),
    ]


def _pace(fetched: list[Fetched]) -> float:
    """Bytes a second."""
    return median(one.size / one.last for one in fetched)


def _memory(name: str, readers: list[Reader], server: psutil.Process) -> Figure:
    """Peak of the server's memory, above what it takes while it does nothing."""
    idle = server.memory_info().rss
    peak, over = [idle], Event()

    def watch() -> None:
        while not over.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], server.memory_info().rss)

    watcher = Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda reader: reader.file(), readers))
    over.set()
    watcher.join()
    above = (peak[0] - idle) / 1e6
    return Figure(f"{name}: memory above idle", above, "MB", MOST_MB, above < MOST_MB)
