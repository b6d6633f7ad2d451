"""The loop: goes round all sites of a database, sends what is due, sleeps without a transaction."""

from __future__ import annotations

from .blame import whereabouts
from .idle import Idle
from .reply import Fate
from .sender import AT_ONCE
from .sender import OutboxSender
from .sender import store_of
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
MOST_WOKEN = 200
PLONE = "Plone Site"


class Loop:
    """Sends for all sites below an application root until stopped.

    `open_app` gives the root on a connection of its own, which the loop
    closes after each round. The transaction manager is that of the running
    thread, so that code of others which calls `transaction.get()` joins in.
    """

    # Seconds. Asking an empty outbox costs about as much as an empty request, so
    # nobody has to wake the loop: a code is on its way within a second.
    pause = 1.0
    # After trouble with the database; and for one site, after trouble with itself,
    # its keys or its mail server, so that the log stays readable and a dead server
    # is asked now and then instead of once for each mail.
    long_pause = 10.0
    between_idles = 60.0
    # Readers write the records that housekeeping adds to: it comes again soon.
    after_conflict = 5.0

    def __init__(self, open_app: Callable[[], Any]) -> None:
        self.open_app = open_app
        self.stopping = Event()
        self.outcomes: Counter[Fate] = Counter()
        self.troubled = False
        """Whether a site could not be worked off; the log says why."""
        self._idled: dict[tuple[str, ...], float] = {}
        self._resting: dict[tuple[str, ...], float] = {}

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
            return sum(self._visit(site, limit) for site in list(sites_in(app)))
        finally:
            connection.transaction_manager.abort()
            connection.close()

    def waiting(self) -> int:
        """How many rows wait in all sites that can be asked."""
        app, rows = self.open_app(), 0
        try:
            for site in list(sites_in(app)):
                try:
                    rows += OutboxSender(site).waiting()
                except Exception as error:
                    logger.error("The outbox of one site is out of reach: %s", whereabouts(error))
            return rows
        finally:
            app._p_jar.transaction_manager.abort()
            app._p_jar.close()

    def _visit(self, site: Any, limit: int) -> int:
        """Send for one site, and give it its quiet moment; its trouble keeps no other site."""
        path = site.getPhysicalPath()
        if monotonic() < self._resting.get(path, 0.0):
            return 0
        sender = OutboxSender(site, self.stopping)
        taken, rests = 0, False
        try:
            if store_of(site) is not None:
                with acting_in(site):
                    taken = sender.send_due(limit)
                    if self._is_quiet_moment(path):
                        sender.tidy()
                        self._idle(site, path)
        except Exception as error:
            logger.error("The outbox of one site rests for a moment: %s", whereabouts(error))
            self.troubled = rests = True
        self.outcomes += sender.outcomes
        if rests or sender.hindered:
            self._resting[path] = monotonic() + self.long_pause
        return taken

    def _is_quiet_moment(self, path: tuple[str, ...]) -> bool:
        if monotonic() - self._idled.get(path, float("-inf")) < self.between_idles:
            return False
        self._idled[path] = monotonic()
        return True

    def _idle(self, site: Any, path: tuple[str, ...]) -> None:
        manager = site._p_jar.transaction_manager
        manager.begin()
        try:
            notify(Idle(site))
            manager.commit()
        except TransientError:
            logger.debug("Housekeeping gave way to somebody else.")
            self._idled[path] -= self.between_idles - self.after_conflict
        except Exception as error:
            logger.error("Housekeeping failed: %s", whereabouts(error))
        finally:
            manager.abort()


def sites_in(folder: Any, depth: int = DEPTH) -> Iterator[Any]:
    """Sites in a folder and the folders in it; a site holds no other site.

    Of a folder with very many objects only those are looked at that it knows
    to be Plone sites: the others would have to be woken to be asked.
    """
    many = len(folder.objectIds()) > MOST_WOKEN
    for obj in folder.objectValues(PLONE) if many else folder.objectValues():
        if ISite.providedBy(obj):
            yield obj
        elif depth > 1 and getattr(obj, "isPrincipiaFolderish", False):
            yield from sites_in(obj, depth - 1)
