"""The engine broken: its helper and their children die, hang, or run out of what they need."""

from contextlib import contextmanager
from contextlib import suppress
from tests.functional.recipient.steps.breaking import settings
from tests.unit.pdf import processes
from threading import Event
from threading import Thread

import os
import resource
import signal
import sys


def end_helpers():
    living = processes.helpers()
    _signal(living, signal.SIGKILL)
    processes.eventually(lambda: all(map(processes.ended, living)))


@contextmanager
def no_helper(scene):
    """The helper has ended and no other can be started."""
    with scene.patch.context() as patch:
        patch.setattr(sys, "executable", str(scene.folder / "no-python"))
        end_helpers()
        yield


@contextmanager
def _always(act):
    """Do something to processes again and again."""
    enough = Event()

    def work():
        while not enough.wait(0.002):
            act()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def dying_helper(_scene):
    """Every helper is killed as soon as it lives."""
    return _always(end_helpers)


def dying_children(_scene):
    """Every child is killed at its job."""
    return _always(lambda: _signal(processes.jobs(), signal.SIGKILL))


def _signal(pids, number):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def dying_preparers(scene):
    """Every child that prepares a body is killed, those that write whole copies are not."""

    def kill():
        found = processes.jobs()
        # This folder is there before the child that works in it.
        if not list(scene.folder.glob("making-*/.stamping-*")):
            _signal(found, signal.SIGKILL)

    return _always(kill)


@contextmanager
def stopped_children(scene):
    """Every child stands still at its job, for longer than a job may take."""
    with (
        settings(scene, pdf_wall_seconds=2),
        _always(lambda: _signal(processes.jobs(), signal.SIGSTOP)),
    ):
        yield


@contextmanager
def _bounded(kind, most):
    """A bound on all processes of the engine, below the usual one."""
    (helper,) = processes.eventually(processes.helpers)
    for pid in (helper, *processes.offspring(helper)):
        resource.prlimit(pid, kind, (most, most))
    try:
        yield
    finally:
        # Nobody may raise a bound again, but the next helper has its own.
        end_helpers()


def full_disk(_scene):
    """Nothing more than a few bytes can be written to a file."""
    return _bounded(resource.RLIMIT_FSIZE, 1000)


def no_memory(_scene):
    """The children have no room for a document."""
    return _bounded(resource.RLIMIT_AS, 48 << 20)
