"""The log of seals outside the database: one file a site, in a folder the environment names."""

from __future__ import annotations

from ..interfaces import ISealLog
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zope.interface import implementer

import fcntl
import json
import os


ENVIRONMENT = "EXTERNALSHARE_SEAL_LOG"
LONGEST = 1 << 16
"""Bytes of a line, roughly; more are read from the end of the file until one is whole."""
MOST_PIECES = 8
"""Lines that are no JSON after the newest that is; a log with more of them is somebody else's."""


@implementer(ISealLog)
class SealLog:
    """Appends only; who may change the file is a matter of the system it lies on."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def last(self) -> str | None:
        """The newest whole line; empty before the first, None where there is no log."""
        return self.end()[0]

    def end(self) -> tuple[str | None, tuple[str, ...]]:
        """That line, and what follows it: pieces of lines that a crash cut off."""
        if self.path is None:
            return None, ()
        try:
            with self.path.open("rb") as stream:
                # What somebody is writing at this moment is not cut off.
                fcntl.flock(stream, fcntl.LOCK_SH)
                return _end_of(stream)
        except FileNotFoundError:
            return "", ()

    def append(self, lines: Sequence[str], after: str | None = None) -> None:
        """Write lines and have them on the disk, two writers one after the other.

        Nothing where the newest whole line is not `after`: somebody was faster.
        A piece of a line at the end stays, as a line of its own.
        """
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if after is not None and _end_of(stream)[0] != after:
                return
            begun = "" if _is_ended(stream) else "\n"
            stream.write((begun + "".join(f"{line}\n" for line in lines)).encode())
            stream.flush()
            os.fsync(stream.fileno())


def log_of(site: Any) -> SealLog:
    """The log of a site, named by its path; a log that keeps nothing where no folder is named."""
    folder = os.environ.get(ENVIRONMENT, "")
    name = "-".join(filter(None, site.getPhysicalPath()))
    return SealLog(Path(folder, f"{name}.jsonl") if folder else None)


def _is_ended(stream: Any) -> bool:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 1))
    return stream.read(1) in (b"", b"\n")


def _end_of(stream: Any) -> tuple[str, tuple[str, ...]]:
    size = stream.seek(0, os.SEEK_END)
    back = LONGEST
    while True:
        start = max(0, size - back)
        stream.seek(start)
        # The first of them may have begun before, unless it is the first of all.
        lines = stream.read(size - start).split(b"\n")[bool(start) :]
        pieces: list[str] = []
        for line in filter(None, reversed(lines)):
            if _is_whole(line):
                return line.decode("utf-8", "replace"), tuple(reversed(pieces))
            # Of what was lost some systems show zeros.
            pieces.append(line.rstrip(b"\0").decode("utf-8", "replace"))
            if len(pieces) > MOST_PIECES:
                break
        if start == 0 or len(pieces) > MOST_PIECES:
            return "", tuple(reversed(pieces))
        back *= 2


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
