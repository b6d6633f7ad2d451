"""Lines of an export, each read and judged by itself; those of large files by several processes.

This file goes out with every export, for ``verify.py`` beside it, so it imports
nothing of ours but ``verification.py``. What a line is worth among the others is
for ``verify.py`` to say, which takes them in their order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from concurrent.futures import Future
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from typing import NamedTuple

import io
import json
import multiprocessing
import os
import stat
import sys
import threading


try:
    from . import verification
except ImportError:  # beside each other in an export
    import verification  # type: ignore[no-redef]

LARGE = 16 << 20
"""Bytes of a file; a smaller one is read before other processes have started."""
PART = 2 << 20
"""Bytes, roughly, that a process reads at a time."""
MOST_PROCESSES = 4
"""More would wait for the one that puts the rows in their order."""

EXPORT, ROW, OMITTED, NOTHING = "export", "row", "omitted", ""
"""What a line is: the head of an export, a row, the place of one, or none of them."""
WHOLE, ERASED, REDUCED, OTHER = "", "erased", "reduced", "other"
"""What became of the personal data of a row; `OTHER` are not those it was written with."""

_MAC, _ROW, _SIDE = '{"mac":"', '","row":', ',"side":'
_ROW_AT = len(_MAC) + 64 + len(_ROW)
_DECODE = json.JSONDecoder().raw_decode


class Reading(NamedTuple):
    """One line. `about` is the scope and the number of rows of an export, or of a row its side."""

    kind: str
    about: Any = None
    step: Any = None


def readings(
    path: Path,
    roots: Sequence[bytes],
    large: int = LARGE,
    part: int = PART,
    processes: int | None = None,
) -> Iterator[Reading]:
    """Every line of a file that is not empty, in order.

    :param processes: that read at once; without it, as many as there are processors for.
    :raises OSError: when it cannot be read.
    :raises ValueError: when it is no text.
    """
    about, processes = path.stat(), processes or min(_processors(), MOST_PROCESSES)
    # What is no file, as `/dev/stdin`, can be read from its beginning to its end alone.
    if processes < 2 or about.st_size < large or not stat.S_ISREG(about.st_mode):
        with path.open(encoding="utf-8") as lines:
            yield from read(lines, verification.Signer(roots))
        return
    for found in _by_many(path, roots, processes, _parts(path, about.st_size, part)):
        for kind, more, step in found:
            yield Reading(kind, more, step and verification.Step._make(step))


def read(lines: Iterable[str], signer: Any) -> Iterator[Reading]:
    """The same of lines that are there already."""
    for line in filter(str.strip, lines):
        try:
            yield _judged(line, signer)
        except verification.UNREADABLE:
            yield Reading(NOTHING)


def _processors() -> int:
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _judged(line: str, signer: Any) -> Reading:
    if line.startswith(_MAC) and line.startswith(_ROW, _ROW_AT - len(_ROW)):
        mac, text, row, side = _parted(line)
    else:
        entry = json.loads(line)
        if "export" in entry:
            about = entry["export"]
            return Reading(EXPORT, (about["scope"], about.get("rows")))
        if "omitted" in entry:
            return Reading(OMITTED, None, _place(entry["omitted"]))
        row, mac, side = entry["row"], entry["mac"], entry["side"]
        text = verification.canonical_json(row)
    return Reading(ROW, _kept(row, side), verification.step_of(text, mac, row, signer))


def _kept(row: dict[str, Any], side: Any) -> str:
    if side is None:
        return ERASED if row["side"] else WHOLE
    try:
        if not verification.side_fits(row, side):
            return OTHER
        return REDUCED if side.get("gone") else WHOLE
    except verification.UNREADABLE:
        return OTHER


def _parted(line: str) -> tuple[str, str, dict[str, Any], Any]:
    """MAC, text, row and side record of a line in the form that exports have.

    The text is taken as it stands, which saves writing each row anew to check it.
    """
    row, end = _DECODE(line, _ROW_AT)
    if not line.startswith(_SIDE, end):
        raise ValueError("no side record follows the row")
    side, last = _DECODE(line, end + len(_SIDE))
    if line[last:].strip() != "}":
        raise ValueError("something follows the side record")
    return line[len(_MAC) : _ROW_AT - len(_ROW)], line[_ROW_AT:end], row, side


def _place(omitted: dict[str, Any]) -> Any:
    digest, version = omitted["digest"], omitted["v"]
    chain, sequence = omitted["chain"], omitted["sequence"]
    return verification.Step(chain, sequence, version, 0, "", digest, True, "")


def _parts(path: Path, size: int, part: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a file begin and end: each has whole lines."""
    with path.open("rb") as stream:
        start = 0
        while start < size:
            stream.seek(min(start + part, size))
            stream.readline()
            end = stream.tell()
            yield start, end
            start = end


def _by_many(
    path: Path, roots: Sequence[bytes], processes: int, parts: Iterator[tuple[int, int]]
) -> Iterator[list[Any]]:
    """What each part says, in order; few are read ahead, so that memory stays flat."""
    ahead: deque[tuple[tuple[int, int], Future[list[Any]] | None]] = deque()
    pool = _pool(processes, roots)
    with pool or nullcontext():
        for span in parts:
            ahead.append((span, _handed_out(pool, path, span)))
            if len(ahead) > 2 * processes:
                yield _result(path, roots, *ahead.popleft())
        while ahead:
            yield _result(path, roots, *ahead.popleft())


def _pool(processes: int, roots: Sequence[bytes]) -> ProcessPoolExecutor | None:
    """Other processes, or None where the system has no means for them."""
    try:
        # A fork is there at once, but only where no other thread holds anything.
        alone = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if alone else "spawn")
        return ProcessPoolExecutor(processes, context, _begin, (list(roots),))
    except (ImportError, NotImplementedError, OSError):
        return None


def _handed_out(
    pool: ProcessPoolExecutor | None, path: Path, span: tuple[int, int]
) -> Future[list[Any]] | None:
    if pool is None:
        return None
    try:
        return pool.submit(_by_another, str(path), span)
    except (BrokenExecutor, OSError):
        return None


def _result(
    path: Path, roots: Sequence[bytes], span: tuple[int, int], future: Future[list[Any]] | None
) -> list[Any]:
    """What was found in a part; where the other process is gone, it is read by this one."""
    if future is not None:
        try:
            return future.result()
        except BrokenExecutor:
            pass
    return _of_part(str(path), span, verification.Signer(roots))


_signer: list[Any] = []
"""Of a process that reads parts; it is given the keys once."""


def _begin(roots: Sequence[bytes]) -> None:
    _signer[:] = [verification.Signer(roots)]


def _by_another(path: str, span: tuple[int, int]) -> list[Any]:
    return _of_part(path, span, _signer[0])


def _of_part(path: str, span: tuple[int, int], signer: Any) -> list[Any]:
    """The readings of a part, as plain tuples, which travel between processes faster."""
    start, end = span
    with open(path, "rb") as stream:
        stream.seek(start)
        data = io.BytesIO(stream.read(end - start))
    # As a whole file is read, ends of lines included.
    with io.TextIOWrapper(data, encoding="utf-8") as lines:
        return [(one.kind, one.about, one.step and tuple(one.step)) for one in read(lines, signer)]
