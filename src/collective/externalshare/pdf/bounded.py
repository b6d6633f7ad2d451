"""One job on a PDF, in a child process that can be killed.

PDF libraries abort their process on hostile files and are not safe in
threads, and the server has both: so each job gets a process of its own that
limits itself before it meets the document.  It is forked by a helper, one a
server process, that has the libraries loaded (``helper``, ``worker``).
"""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.errors import HelperLost
from collective.externalshare.pdf.spawned import Spawned
from collective.externalshare.pdf.turns import Turns
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.wire import Line
from contextlib import AbstractContextManager
from contextlib import nullcontext
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any

import atexit
import os
import threading
import weakref


HELPER = "collective.externalshare.pdf.helper"

VIEWING = ("render", "text")
"""Jobs of the renderer, which has a queue of its own."""

WAITING = 32
"""Threads that wait for the turn of any other job."""

PATIENCE = 30.0
"""Seconds they wait, as long as one job may take."""

_ENGINE = ("ImportError", "ModuleNotFoundError", "NoChild", "NoLetters", "NoRoom")


@dataclass(frozen=True)
class Answer:
    """What a child found out and what it made."""

    facts: dict[str, Any]
    payload: bytes = b""


class Engine:
    """Runs jobs; safe in any thread, and in a fork of the server.

    The helper is started at the first job, and anew when it is gone.

    :param module: what is run as the helper.
    """

    def __init__(self, module: str = HELPER, patience: float = PATIENCE) -> None:
        self._module = module
        self._turns = Turns(WAITING, patience)
        self._helper: Spawned | None = None
        self.renew()
        _ENGINES.add(self)

    def run(
        self,
        job: Mapping[str, Any],
        bounds: Bounds,
        payload: bytes = b"",
        files: Sequence[int] = (),
    ) -> Answer:
        """Do one job in a child and return its answer.

        The child and its group are gone when this returns.  One job runs at
        a time, beside those of the renderer.

        :param job: what the child is asked for; JSON values only, and ``do``
            names the task.
        :param payload: bytes the task finds under ``payload``.
        :param files: open descriptors the task finds, under other numbers, in
            ``files``; `wire.MOST_FILES` at most.
        :raises ChildDied: on a crash, an exceeded bound, or an answer that is
            none; what the child wrote elsewhere is discarded.
        :raises EngineMissing: when no document is to blame.
        :raises OSError: when the system starts no more processes.
        """
        with self._turn(job):
            facts, made = self._asked({**job, "bounds": asdict(bounds)}, payload, files)
        failed = facts.get("failed")
        if failed in _ENGINE:
            raise EngineMissing(failed)
        if failed is not None:
            raise ChildDied(str(failed)[:80])
        return Answer(facts, made)

    def close(self) -> None:
        """End the helper and with it every job; the next job starts another."""
        with self._lock:
            helper, self._helper = self._helper, None
        if helper is not None:
            helper.close()

    def renew(self) -> None:
        """Begin anew in a forked process: helper and lock belong to the other one."""
        if self._helper is not None:
            self._helper.let_go()
        self._helper = None
        self._lock = threading.Lock()

    def _turn(self, job: Mapping[str, Any]) -> AbstractContextManager[None]:
        return nullcontext() if job["do"] in VIEWING else self._turns.turn()

    def _asked(
        self, job: dict[str, Any], payload: bytes, files: Sequence[int]
    ) -> tuple[dict[str, Any], bytes]:
        try:
            return self._converse(job, payload, files)
        except HelperLost:
            if job["do"] not in VIEWING:
                raise
        # Somebody is waiting for it, and nothing was written: once more, with another helper.
        return self._converse(job, payload, files)

    def _converse(
        self, job: dict[str, Any], payload: bytes, files: Sequence[int]
    ) -> tuple[dict[str, Any], bytes]:
        helper, line = self._begin(job["bounds"]["wall_seconds"])
        try:
            line.ask(job, payload, files)
            return line.answer()
        except TimeoutError:
            died, lost = ChildDied("timeout"), EngineMissing("helper")
        except ChildDied as error:
            died, lost = error, HelperLost("helper")
        finally:
            if not line.hang_up():
                helper.kill()
                lost = EngineMissing("helper")
        # The children of a helper that is killed die after it, so it is known by now.
        raise lost if helper.gone else died

    def _begin(self, seconds: float) -> tuple[Spawned, Line]:
        with self._lock:
            for _ in range(2):
                helper = self._living()
                try:
                    return helper, helper.line(seconds)
                except OSError:
                    # Stuck, or ended a moment ago.
                    helper.kill()
        raise EngineMissing("helper")

    def _living(self) -> Spawned:
        if self._helper is not None and self._helper.gone:
            self._helper.let_go()
            self._helper = None
        if self._helper is None:
            self._helper = Spawned(self._module)
        return self._helper


def _renew_all() -> None:
    for engine in _ENGINES:
        engine.renew()


def _close_all() -> None:
    for engine in _ENGINES:
        engine.close()


_ENGINES: "weakref.WeakSet[Engine]" = weakref.WeakSet()
os.register_at_fork(after_in_child=_renew_all)
atexit.register(_close_all)

run = Engine().run
"""As `Engine.run`, with the one helper of this process."""
