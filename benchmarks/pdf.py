"""All figures of the PDF engine, as ratios against real alternatives in the same run.

``python -m benchmarks.pdf`` prints a table; with ``--json`` one line a figure.
"""

from __future__ import annotations

from benchmarks import copies
from benchmarks import documents
from benchmarks import downloads
from benchmarks import pages
from benchmarks.report import Figure
from benchmarks.report import show
from benchmarks.site import Library
from pathlib import Path

import sys
import tempfile


def main() -> None:
    """Make the documents, measure, print."""
    with tempfile.TemporaryDirectory(prefix="externalshare-benchmark-") as made:
        folder = Path(made)
        sources = list(documents.all_of_them(folder))
        figures: list[Figure] = []
        for name, count, source in sources:
            place = folder / f"work-{count}"
            place.mkdir()
            figures += copies.measure(name, count, source, place)
        paths = {name: path for name, _, path in sources}
        library = Library(folder / "demo")
        with library.opened():
            shelf = {name: library.publish(path) for name, path in paths.items()}
        # Anew, so that the memory of a server that took large uploads is not its idle one.
        with library.opened():
            figures += downloads.measure(library, shelf, paths)
            figures += pages.measure(library, shelf, paths)
    show(figures, as_json="--json" in sys.argv)


if __name__ == "__main__":
    main()
