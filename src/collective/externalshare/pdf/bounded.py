"""One job on a PDF, in a child process that can be killed.

PDF libraries abort their process on hostile files and are not safe in
threads, and the server has both: so each job gets a fresh interpreter that
limits itself before it loads them.  The child is spawned, never forked from
Python code, because a fork of a threaded server may inherit a held lock.
"""

from collections.abc import Mapping
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.values import Bounds
from contextlib import suppress
from dataclasses import asdict
from threading import Timer
from typing import Any

import json
import os
import signal
import subprocess
import sys


WORKER = "collective.externalshare.pdf.worker"
LONGEST_ANSWER = 64 * 1024
"""Bytes.  Answers are a few numbers; more than this is a broken child."""

_INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT")


def run(job: Mapping[str, Any], bounds: Bounds) -> dict[str, Any]:
    """Do one job in a child and return its answer.

    Safe in any thread.  The child and its group are gone when this returns.

    :param job: what the worker is asked for; JSON values only, and ``do``
        names the task.
    :raises ChildDied: on a crash, an exceeded bound, or any other answer
        than a JSON object; what the child wrote elsewhere is discarded.
    :raises OSError: when the system starts no more processes.
    """
    question = json.dumps({**job, "bounds": asdict(bounds)}).encode("ascii")
    raw = _converse(question, bounds.wall_seconds)
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        raise ChildDied("exit" if not raw else "answer") from None
    if not isinstance(answer, dict):
        raise ChildDied("answer")
    if answer.get("failed") in ("ImportError", "ModuleNotFoundError"):
        raise EngineMissing("the child cannot load the PDF libraries")
    if "failed" in answer:
        raise ChildDied(str(answer["failed"])[:80])
    return answer


def _converse(question: bytes, seconds: float) -> bytes:
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        env=_environment(),
        start_new_session=True,
    )
    overdue = _Deadline(child.pid, seconds)
    try:
        overdue.start()
        answer = _ask(child, question)
    finally:
        # The order matters: while the child is not waited for, its process
        # id cannot belong to anybody else, so the killing hits only ours.
        overdue.end()
        child.wait()
    if overdue.passed:
        raise ChildDied("timeout")
    if len(answer) > LONGEST_ANSWER:
        raise ChildDied("answer")
    return answer


def _ask(child: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    asking, answering = child.stdin, child.stdout
    if asking is None or answering is None:
        raise ChildDied("pipes")
    with answering:
        # A child that died before it listened is found out by reading.
        with suppress(OSError), asking:
            asking.write(question)
        return answering.read(LONGEST_ANSWER + 1)


class _Deadline:
    """Kills the child's process group when the time is over, or at the end."""

    def __init__(self, group: int, seconds: float) -> None:
        self.group = group
        self.passed = False
        self._timer = Timer(seconds, self._strike)
        self._timer.daemon = True

    def start(self) -> None:
        self._timer.start()

    def end(self) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        self._kill()

    def _strike(self) -> None:
        self.passed = True
        self._kill()

    def _kill(self) -> None:
        # An error means that nobody is left in the group.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.group, signal.SIGKILL)


def _environment() -> dict[str, str]:
    """Give the child what Python needs and nothing the server keeps secret."""
    here = os.path.abspath(__file__)
    # src/ or site-packages: four names above this file.
    root = os.path.abspath(os.path.join(here, *[os.pardir] * 4))
    path = [entry for entry in sys.path if os.path.isabs(entry)]
    if root not in path:
        path.append(root)
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        # One arena: threads the libraries may start do not reserve 64 MB each
        # of the limited address space.
        "MALLOC_ARENA_MAX": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONPATH": os.pathsep.join(path),
        # Nothing is imported from the working directory.
        "PYTHONSAFEPATH": "1",
    }
