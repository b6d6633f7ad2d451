"""The server's hold on its helper process."""

from collective.externalshare.pdf import wire
from contextlib import suppress

import os
import select
import socket
import subprocess
import sys


_INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT")

_PATIENCE = 2.0
"""Seconds in which a helper in good health takes a byte, or ends."""


class Spawned:
    """One helper process, started with the object.

    It is spawned, never forked from Python code, because a fork of a threaded
    server may inherit a held lock.

    :raises OSError: when the system starts no more processes.
    """

    def __init__(self, module: str) -> None:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                    [sys.executable, "-m", module, str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    # A library's printing goes nowhere: it may quote the document.
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=os.sep,
                    env=environment(),
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                )
        except BaseException:
            ours.close()
            raise
        ours.settimeout(_PATIENCE)
        self._control = ours

    @property
    def gone(self) -> bool:
        """Whether the process has ended; it is waited for then."""
        if self._process.poll() is None and self._deaf():
            # A process closes its sockets a moment before it has ended.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
        return self._process.poll() is not None

    def _deaf(self) -> bool:
        poll = select.poll()
        poll.register(self._control, 0)
        return bool(poll.poll(0))

    def line(self, seconds: float) -> wire.Line:
        """Begin a job: a line to the child that is forked for it.

        :raises OSError: when the helper does not take it.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"j"], [theirs.fileno()])
            except BaseException:
                ours.close()
                raise
        return wire.Line(ours, seconds)

    def kill(self) -> None:
        """End a helper that is stuck; its children end with it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Have the helper end, as it also does when this process does."""
        self.let_go()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def let_go(self) -> None:
        """Close this process's hold on the helper without ending it."""
        with suppress(OSError):
            self._control.close()


def environment() -> dict[str, str]:
    """What Python needs in the helper, and nothing the server keeps secret."""
    here = os.path.abspath(__file__)
    # src/ or site-packages: four names above this file.
    root = os.path.abspath(os.path.join(here, *[os.pardir] * 4))
    path = [entry for entry in sys.path if os.path.isabs(entry)]
    if root not in path:
        path.append(root)
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {
        **kept,
        # Page images in huge memory pages, where the system has them: each
        # small one costs a fault in every child.
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
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
