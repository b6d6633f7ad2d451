"""The helper: loads the PDF libraries once and forks a child for every job.

Spawned by ``spawned``, never run by hand.  It has one thread, so a fork of it
inherits no held lock, and it never opens anybody's document itself.  A job comes as
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


@dataclass
class Child:
    """A forked process that waits for its one job, or is at it."""

    pid: int

    ahead: bool
    """Whether it was forked before there was a job."""

    life: int
    """The reading end of a pipe whose other end only the child holds."""

    cradle: socket.socket
    """Our end of the socket on which it is given its job, and says so."""

    end: socket.socket | None = None
    """Our copy of its end of the job's: the asker reads end of file when it is closed."""


class Helper:
    """Forks children, ends those whose asker has hung up, buries them all.

    One child is forked ahead, so that a job need not wait for its own.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._children: dict[int, Child] = {}
        """By each of the descriptors that are watched."""
        self._spare: Child | None = None
        self._wanted = True
        """Whether a spare child is; no more when one died, until the next job."""

    def serve(self) -> None:
        """Work until the server is gone; no child is left then."""
        while True:
            events = self._poll.poll(0)
            if not events:
                self._keep_spare()
                events = self._poll.poll()
            # One event at a time: handling it may close what the next is about.
            descriptor = events[0][0]
            child = self._children.get(descriptor)
            if child is None:
                if not self._take():
                    break
            elif descriptor == child.life:
                self._bury(child)
            else:
                self._poll.unregister(descriptor)
                _kill(child)
        for child in self._children.values():
            _kill(child)

    def _take(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        for descriptor in descriptors:
            self._wanted = True
            spare, self._spare = self._spare, None
            self._employ(spare, socket.socket(fileno=descriptor))
        return bool(message)

    def _employ(self, child: Child | None, end: socket.socket) -> None:
        """Give a job to a child, or to a new one."""
        try:
            child = child or self._fork(ahead=False)
        except OSError:
            with end, suppress(OSError):
                wire.send(end, {"failed": "NoChild"})
            return
        # A child that has died is found out by its life.
        with suppress(OSError):
            # Done here and not by the child, so that its group is there at once.
            os.setpgid(child.pid, child.pid)
            socket.send_fds(child.cradle, [b"j"], [end.fileno()])
        child.end = end
        self._children[end.fileno()] = child
        self._poll.register(end, _HUNG_UP)

    def _keep_spare(self) -> None:
        if self._wanted and self._spare is None:
            with suppress(OSError):
                self._spare = self._fork(ahead=True)

    def _fork(self, ahead: bool) -> Child:
        helper = os.getpid()
        ours, theirs = socket.socketpair()
        life, held = os.pipe()
        with theirs:
            try:
                pid = os.fork()
            except OSError:
                os.close(life)
                raise
            finally:
                if os.getpid() == helper:
                    os.close(held)
            if not pid:
                _be_child(helper, theirs, held, ahead)
        child = Child(pid, ahead, life, ours)
        self._children[life] = child
        self._poll.register(life, _HUNG_UP)
        return child

    def _bury(self, child: Child) -> None:
        # The order matters: while the child is not waited for, its process
        # id cannot belong to anybody else, so the killing hits only ours.
        _kill(child)
        os.waitpid(child.pid, 0)
        if child is self._spare:
            self._spare, self._wanted = None, False
        self._poll.unregister(child.life)
        del self._children[child.life]
        os.close(child.life)
        with child.cradle:
            begun = _begun(child)
        if child.end is None:
            return
        with suppress(KeyError):
            self._poll.unregister(child.end)
        del self._children[child.end.fileno()]
        if begun or not child.ahead:
            child.end.close()
        else:
            # It died while it waited, whatever of, and no document is to blame.
            self._employ(None, child.end)


def _begun(child: Child) -> bool:
    """Whether a child that is dead had taken its job."""
    with suppress(OSError):
        return bool(child.cradle.recv(1, socket.MSG_DONTWAIT))
    return False


def _kill(child: Child) -> None:
    """End the child and whatever it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(child.pid, signal.SIGKILL)
        os.killpg(child.pid, signal.SIGKILL)


def _be_child(helper: int, cradle: socket.socket, held: int, ahead: bool) -> None:
    """Wait for the job and do it; never returns."""
    try:
        _die_with(helper)
        _close_all_but(cradle.fileno(), held)
        if ahead:
            _warm()
        with cradle:
            (descriptor,) = socket.recv_fds(cradle, 1, 1)[1]
            cradle.send(b"b")
        worker.work(socket.socket(fileno=descriptor))
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
    _warm()
    # Objects that live for ever stay where they are, shared with all children.
    gc.collect()
    gc.freeze()
    Helper(control).serve()


def _warm() -> None:
    """Load all tasks, and what they say they need beside.

    A child forked ahead does it again, so that the memory this writes to is
    its own before there is a job: half of what a plain page takes.
    """
    for module, _ in worker.TASKS.values():
        # What is missing here is missing in the job, which says so.
        with suppress(Exception):
            getattr(import_module(module), "warm", _nothing)()


def _nothing() -> None:
    """Most modules are ready when they are loaded."""


_LIBC = ctypes.CDLL(None)

if __name__ == "__main__":
    main()
