"""The loop: goes round all sites of a database, sends what is due, sleeps without a transaction."""

from __future__ import annotations

from ..interfaces import IShareStore
from .blame import whereabouts
from .idle import Idle
from .reply import Fate
from .sender import AT_ONCE
from .sender import OutboxSender
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.externalshare import logger
from threading import Event
from time import monotonic
from transaction.interfaces import TransientError
from typing import Any
from zope.component.hooks import site as acting_in
from zope.component.interfaces import ISite
from zope.event import notify


DEPTH = 2
MOST_IN_A_FOLDER = 200


class Loop:
    """Sends for all sites below an application root until stopped.

    `open_app` gives the root on a connection of its own, which the loop
    closes after each round. The transaction manager is that of the running
    thread, so that code of others which calls `transaction.get()` joins in.
    """

    # Seconds. Asking an empty outbox costs about as much as an empty request, so
    # nobody has to wake the loop: a code is on its way within a second.
    pause = 1.0
    # After trouble with the database, so that the log stays readable.
    long_pause = 15.0
    between_idles = 60.0

    def __init__(self, open_app: Callable[[], Any]) -> None:
        self.open_app = open_app
        self.stopping = Event()
        self.outcomes: Counter[Fate] = Counter()
        self._idled: dict[tuple[str, ...], float] = {}

    def run(self) -> None:
        """Go round until `stop`; whatever happens is logged and the loop goes on."""
        pause = 0.0
        while not self.stopping.wait(pause):
            try:
                pause = 0.0 if self.round() else self.pause
            except Exception as error:
                logger.error("The outbox rests for a moment: %s", whereabouts(error))
                pause = self.long_pause

    def stop(self) -> None:
        """End after the mail that is being sent."""
        self.stopping.set()

    def round(self, limit: int = AT_ONCE) -> int:
        """Send at most `limit` due mails of each site; how many rows were taken."""
        app = self.open_app()
        connection = app._p_jar
        try:
            connection.transaction_manager.begin()
            taken = 0
            for site in list(sites_in(app)):
                with acting_in(site):
                    sender = OutboxSender(site, self.stopping)
                    taken += sender.send_due(limit)
                    self.outcomes += sender.outcomes
                    self._idle(site)
            return taken
        finally:
            connection.transaction_manager.abort()
            connection.close()

    def waiting(self) -> int:
        """How many rows wait in all sites."""
        app = self.open_app()
        try:
            return sum(OutboxSender(site).waiting() for site in sites_in(app))
        finally:
            app._p_jar.transaction_manager.abort()
            app._p_jar.close()

    def _idle(self, site: Any) -> None:
        path = site.getPhysicalPath()
        if monotonic() - self._idled.get(path, float("-inf")) < self.between_idles:
            return
        self._idled[path] = monotonic()
        manager = site._p_jar.transaction_manager
        manager.begin()
        try:
            notify(Idle(site))
            manager.commit()
        except TransientError:
            logger.debug("Housekeeping gave way to somebody else.")
        except Exception as error:
            logger.error("Housekeeping failed: %s", whereabouts(error))
        finally:
            manager.abort()


def sites_in(folder: Any, depth: int = DEPTH) -> Iterator[Any]:
    """Sites with our store in a folder and the folders in it; a site holds no other site."""
    if len(folder.objectIds()) > MOST_IN_A_FOLDER:
        return
    for obj in folder.objectValues():
        if ISite.providedBy(obj):
            store = IShareStore(obj, None)
            if store is not None and store.installed:  # type: ignore[attr-defined]
                yield obj
        elif depth > 1 and getattr(obj, "isPrincipiaFolderish", False):
            yield from sites_in(obj, depth - 1)
