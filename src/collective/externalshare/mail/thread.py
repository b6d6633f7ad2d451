"""The thread: the built-in sender of a Zope process that serves a site."""

from __future__ import annotations

from .loop import Loop
from threading import Thread
from typing import Any

import atexit
import os
import sys


ENVIRONMENT = "EXTERNALSHARE_SENDER"
# A console starts Zope as a server does, but serves nobody, and may well have
# been pointed at a copy of a live database.
CONSOLE = "Zope2.utilities.zconsole"
LONGEST_FAREWELL = 5.0


def open_zope() -> Any:
    """The application root on a connection of its own, with a request for code that wants one."""
    from Testing.makerequest import makerequest

    import Zope2

    return makerequest(Zope2.app())


def wanted(environment: Any = os.environ) -> bool:
    """Whether this process sends mails: not with `EXTERNALSHARE_SENDER=off`, nor in a console."""
    off = environment.get(ENVIRONMENT, "").strip().lower() in ("off", "0", "false", "no")
    return not off and CONSOLE not in sys.modules


class SenderThread(Thread):
    """Runs a loop beside the requests; at the end of the process it ends after its mail."""

    def __init__(self, loop: Loop) -> None:
        super().__init__(name="externalshare-outbox", daemon=True)
        self.loop = loop

    def run(self) -> None:
        """Send until the process ends."""
        self.loop.run()

    def leave(self) -> None:
        """Stop, but do not hold up the process for a slow mail server."""
        self.loop.stop()
        self.join(LONGEST_FAREWELL)


class _Farewell:
    """Stands among Zope's databases, before the first: all are closed in turn at its end."""

    def close(self) -> None:
        stop()


_running: list[SenderThread] = []


def start(event: object) -> SenderThread | None:
    """Begin to send when Zope begins to serve (`IProcessStarting`)."""
    import Zope2

    return None if _running or not wanted() else begin(Loop(open_zope), Zope2.opened)


def begin(loop: Loop, databases: list[Any]) -> SenderThread:
    """Run a loop beside the requests until the databases are closed, or the process ends.

    Python's own hook comes after Zope has closed them: what became of a mail
    on its way could not be written any more, and the mail would leave again.
    """
    thread = SenderThread(loop)
    _running.append(thread)
    databases.insert(0, _Farewell())
    atexit.register(stop)
    thread.start()
    return thread


def stop() -> None:
    """End the thread of this process after its mail."""
    while _running:
        _running.pop().leave()
