"""The log of seals outside the database: one file a site, in a folder the environment names."""

from __future__ import annotations

from ..interfaces import ISealLog
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zope.interface import implementer

import fcntl
import os


ENVIRONMENT = "EXTERNALSHARE_SEAL_LOG"
LONGEST = 1 << 16
"""Bytes of a line, roughly; more are read from the end of the file until one is whole."""


@implementer(ISealLog)
class SealLog:
    """Appends only; who may change the file is a matter of the system it lies on."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def last(self) -> str | None:
        """The newest line; empty before the first, None where there is no log."""
        if self.path is None:
            return None
        try:
            with self.path.open("rb") as stream:
                return _last_line(stream)
        except FileNotFoundError:
            return ""

    def append(self, lines: Sequence[str], after: str | None = None) -> None:
        """Write lines and have them on the disk, two writers one after the other.

        Nothing where the newest line is not `after`: somebody was faster.
        """
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if after is not None and self.last() != after:
                return
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())


def log_of(site: Any) -> SealLog:
    """The log of a site, named by its path; a log that keeps nothing where no folder is named."""
    folder = os.environ.get(ENVIRONMENT, "")
    name = "-".join(filter(None, site.getPhysicalPath()))
    return SealLog(Path(folder, f"{name}.jsonl") if folder else None)


def _last_line(stream: Any) -> str:
    size = stream.seek(0, os.SEEK_END)
    back = LONGEST
    while True:
        start = max(0, size - back)
        stream.seek(start)
        lines = stream.read(size - start).splitlines()
        if start == 0 or len(lines) > 1:
            return lines[-1].decode("utf-8", "replace") if lines else ""
        back *= 2
