"""The child's side of a bounded job: limits first, then the document.

Forked by ``helper`` with the libraries loaded.  A job comes over a socket,
one answer goes back, and the process ends.
"""

from collections.abc import Callable
from collective.externalshare.pdf import wire
from importlib import import_module
from pathlib import Path
from typing import Any

import os
import resource
import signal
import socket


TASKS = {
    "inspect": ("collective.externalshare.pdf.probe", "probe"),
    "look": ("collective.externalshare.pdf.look", "look"),
    "render": ("collective.externalshare.pdf.rendering", "render"),
    "text": ("collective.externalshare.pdf.rendering", "text"),
    "excerpt": ("collective.externalshare.pdf.excerpt", "excerpt"),
    "prepare": ("collective.externalshare.pdf.prepare", "prepare"),
    "trace": ("collective.externalshare.pdf.trace", "trace"),
    "stamp": ("collective.externalshare.pdf.stamp", "stamp"),
}
"""By the job's ``do``: the module and the function in it.

A task takes the job, in which ``payload`` and ``files`` (descriptors) are
those of the question, and returns facts, or facts and a payload.
"""

ROOM = 32 * 1024 * 1024
"""Bytes of memory without which not even a small document can be opened."""

LATER = 1
"""Seconds by which a child's own clock is behind the server's."""


class NoRoom(Exception):
    """The bounds are narrower than the libraries themselves."""


def work(end: socket.socket) -> None:
    """Read one job, do it within its bounds, and answer."""
    job, payload, files = wire.receive(end)
    try:
        limit(job["bounds"])
        done = task(job["do"])({**job, "payload": payload, "files": files})
        facts, made = done if isinstance(done, tuple) else (done, b"")
    except Exception as error:
        # The class says enough for a log; a message may quote the document.
        facts, made = {"failed": type(error).__name__}, b""
    wire.send(end, facts, made)


def limit(bounds: dict[str, Any]) -> None:
    """Take the bounds as limits of this process, for good.

    :raises NoRoom: when what is loaded already leaves no memory for a job.
    """
    if bounds["memory"] < _mapped() + ROOM:
        raise NoRoom
    cpu = bounds["cpu_seconds"]
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, bounds["memory"], bounds["memory"]),
        (resource.RLIMIT_FSIZE, bounds["output"], bounds["output"]),
    ):
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(kind, (soft, hard))
    # Should server and helper both be stuck; nobody handles this signal. On a busy
    # machine the server's own clock has to ring first all the same: it says what it was.
    signal.setitimer(signal.ITIMER_REAL, bounds["wall_seconds"] + LATER)


def task(name: str) -> Callable[[dict[str, Any]], Any]:
    """Find the one task that was asked for; its module is loaded by now."""
    if name not in TASKS:
        raise ValueError(name)
    module, function = TASKS[name]
    found: Callable[[dict[str, Any]], Any] = getattr(import_module(module), function)
    return found


def _mapped() -> int:
    """Bytes of address space in use before the job begins."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
