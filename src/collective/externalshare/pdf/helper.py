"""The helper: loads the PDF libraries once and forks a child for every job.

Spawned by ``spawned``, never run by hand.  It has one thread, so a fork of it
inherits no held lock, and it never opens a document itself.  A job comes as
one byte with the child's end of a socket; helper and server say nothing else
to each other.  It ends when the server does.
"""

from collective.externalshare.pdf import wire
from collective.externalshare.pdf import worker
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

import ctypes
import gc
import os
import resource
import select
import signal
import socket
import sys


MOST_DESCRIPTORS = 256
"""Of the helper and of each child."""

_PR_SET_PDEATHSIG = 1
_HUNG_UP = select.POLLRDHUP | select.POLLHUP | select.POLLERR


@dataclass(frozen=True)
class Child:
    """A job at work."""

    pid: int

    end: socket.socket
    """The helper's copy of the child's end: the asker reads end of file when it is closed."""

    life: int
    """The reading end of a pipe whose other end only the child holds."""


class Helper:
    """Forks children, ends those whose asker has hung up, buries them all."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._children: dict[int, Child] = {}
        """By each of the two descriptors that are watched."""

    def serve(self) -> None:
        """Work until the server is gone; no child is left then."""
        while True:
            # One event at a time: handling it may close what the next is about.
            descriptor = self._poll.poll()[0][0]
            child = self._children.get(descriptor)
            if child is None:
                if not self._take():
                    break
            elif descriptor == child.life:
                self._bury(child)
            else:
                self._poll.unregister(descriptor)
                _kill(child)
        for child in set(self._children.values()):
            _kill(child)

    def _take(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        for descriptor in descriptors:
            end = socket.socket(fileno=descriptor)
            try:
                self._fork(end)
            except OSError:
                with end, suppress(OSError):
                    wire.send(end, {"failed": "NoChild"})
        return bool(message)

    def _fork(self, end: socket.socket) -> None:
        life, held = os.pipe()
        helper = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(life)
            raise
        finally:
            if os.getpid() == helper:
                os.close(held)
        if not pid:
            _be_child(helper, end, held)
        # Done here and not by the child, so that its group is there at once.
        with suppress(OSError):
            os.setpgid(pid, pid)
        child = Child(pid, end, life)
        self._children[life] = self._children[end.fileno()] = child
        self._poll.register(life, _HUNG_UP)
        self._poll.register(end, _HUNG_UP)

    def _bury(self, child: Child) -> None:
        # The order matters: while the child is not waited for, its process
        # id cannot belong to anybody else, so the killing hits only ours.
        _kill(child)
        os.waitpid(child.pid, 0)
        with suppress(KeyError):
            self._poll.unregister(child.end)
        self._poll.unregister(child.life)
        del self._children[child.life], self._children[child.end.fileno()]
        os.close(child.life)
        child.end.close()


def _kill(child: Child) -> None:
    """End the child and whatever it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _be_child(helper: int, end: socket.socket, held: int) -> None:
    """Do the job; never returns."""
    try:
        _die_with(helper)
        _close_all_but(end.fileno(), held)
        worker.work(end)
    finally:
        # Destructors of a library that met a broken file are not worth running.
        os._exit(0)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process as soon as its parent is gone."""
    failed = _LIBC.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    if failed or os.getppid() != parent:
        os._exit(1)


def _close_all_but(*kept: int) -> None:
    """Close what belongs to the helper and to other jobs, but not the standard three."""
    last = 2
    for descriptor in (*sorted(kept), MOST_DESCRIPTORS):
        os.closerange(last + 1, descriptor)
        last = descriptor


def main() -> None:
    """Load everything, then serve the socket whose descriptor is the one argument."""
    # What a reader may see is nobody else's business on this machine.
    os.umask(0o077)
    control = socket.socket(fileno=int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_DESCRIPTORS, MOST_DESCRIPTORS))
    for module, _ in worker.TASKS.values():
        # What is missing here is missing in the child, which says so.
        with suppress(Exception):
            import_module(module)
    # Objects that live for ever stay where they are, shared with all children.
    gc.collect()
    gc.freeze()
    Helper(control).serve()


_LIBC = ctypes.CDLL(None)

if __name__ == "__main__":
    main()
