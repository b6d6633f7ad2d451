"""The child's side of a bounded job: limits first, libraries afterwards.

Run by ``bounded.run``, never by hand: a JSON object comes by standard input,
one goes out by standard output.
"""

from collections.abc import Callable
from typing import Any

import json
import os
import resource
import sys


def main() -> None:
    """Read one job, do it within its bounds, answer, and go."""
    # What a reader may see is nobody else's business on this machine.
    os.umask(0o077)
    answers = _private_output()
    job = json.load(sys.stdin.buffer)
    limit(job["bounds"])
    try:
        answer = task(job["do"])(job)
    except Exception as error:
        # The class says enough for a log; a message may quote the document.
        answer = {"failed": type(error).__name__}
    with os.fdopen(answers, "wb") as output:
        output.write(json.dumps(answer).encode("ascii"))
    # Destructors of a library that met a broken file are not worth running.
    os._exit(0)


def limit(bounds: dict[str, Any]) -> None:
    """Take the bounds as limits of this process, for good."""
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


def task(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Import the one task that was asked for."""
    if name == "inspect":
        from collective.externalshare.pdf.probe import probe

        return probe
    if name == "prepare":
        from collective.externalshare.pdf.prepare import prepare

        return prepare
    if name == "stamp":
        from collective.externalshare.pdf.stamp import stamp

        return stamp
    raise ValueError(name)


def _private_output() -> int:
    """Keep standard output for the answer; a library's printing goes nowhere."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


if __name__ == "__main__":
    main()
