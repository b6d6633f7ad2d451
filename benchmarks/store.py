"""What the store costs: lists, a filter, a portal and a revocation, and a share when it is made.

``python -m benchmarks.store`` prints a table; with ``--json`` one line a figure.
``--shares 100000`` says how many there are in the largest store; to make a
million takes more than ten minutes of processor time.
"""

from __future__ import annotations

from benchmarks import shares
from benchmarks.report import Figure
from benchmarks.report import show
from benchmarks.sharing import Sharing
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import argparse
import os
import tempfile
import time
import transaction


FEW = 1_000
MANY = (10_000, 100_000, 1_000_000)
ROUNDS = 9
MOST_RATIO = 1.5
READINGS: dict[str, Callable[[Sharing], Any]] = {
    "page of distributions": Sharing.page,
    "page narrowed by a word": Sharing.narrowed,
    "saved view, never opened": Sharing.unopened,
    "numbers on top": Sharing.numbers,
    "portal of a person with 20 documents": Sharing.portal,
    "revoke one share, committed": Sharing.revoke,
}


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--shares", type=int, default=MANY[-1])
    asked = parser.parse_args()
    sizes = [FEW, *(size for size in MANY if size <= asked.shares)]
    with tempfile.TemporaryDirectory(prefix="externalshare-benchmark-") as made:
        folder = Path(made)
        figures = [*shares.making(folder), *_reading(folder, sizes)]
    show(figures, as_json=asked.json)


def _reading(folder: Path, sizes: Sequence[int]) -> list[Figure]:
    """Every reading of every store in turns, each with a cold cache of its own."""
    figures, paths = [], {}
    for size in sizes:
        began = time.process_time()
        paths[size] = Sharing.filled(folder / f"{size}.fs", size)
        figures.append(Figure(f"{size} shares: made in", time.process_time() - began, "s CPU"))
    for name, read in READINGS.items():
        took: dict[int, list[float]] = {size: [] for size in sizes}
        for _round in range(ROUNDS):
            for size, path in paths.items():
                took[size].append(_cold(path, read))
        typical = {size: median(times) * 1000 for size, times in took.items()}
        figures += [Figure(f"{name}: {size} shares", typical[size], "ms") for size in sizes]
        ratio = typical[sizes[-1]] / typical[FEW]
        figures.append(
            Figure(f"{name}: most / fewest", ratio, "x", MOST_RATIO, ratio <= MOST_RATIO)
        )
    return figures


def _cold(path: Path, read: Callable[[Sharing], Any]) -> float:
    sharing = Sharing.opened(path)
    # What other commits left to be written is not ours.
    os.sync()
    began = time.perf_counter()
    read(sharing)
    took = time.perf_counter() - began
    transaction.abort()
    sharing.close()
    return took


if __name__ == "__main__":
    main()
