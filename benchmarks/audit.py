"""All figures of the evidence.

``python -m benchmarks.audit`` prints a table; with ``--json`` one line a figure.
"""

from __future__ import annotations

from benchmarks import chains
from benchmarks import reading
from benchmarks.report import show
from pathlib import Path

import sys
import tempfile


def main() -> None:
    """Measure, print."""
    with tempfile.TemporaryDirectory(prefix="externalshare-benchmark-") as made:
        folder = Path(made)
        figures = [
            *chains.appending(folder),
            *chains.verifying(folder),
            *reading.measure(folder),
        ]
    show(figures, as_json="--json" in sys.argv)


if __name__ == "__main__":
    main()
