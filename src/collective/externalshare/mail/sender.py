"""The sender: takes what is due out of one site's outbox and hands it to the mail server.

At least once: the row is leased in one transaction, the server is talked to
in none, the outcome is written in a second. A mail leaves twice only when the
process dies between the server's answer and the second, with one Message-ID.
"""

from __future__ import annotations

from ..interfaces import IClock
from ..interfaces import IKeys
from ..interfaces import IShareStore
from ..interfaces import KeysUnusable
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import KeyRing
from ..model.times import to_micros
from .blame import whereabouts
from .prepare import Preparation
from .reply import Fate
from .reply import Outcome
from .reply import outcome_of
from .reply import Trouble
from .result import Result
from .task import Needless
from .task import Ready
from .task import Unready
from collections import Counter
from collective.externalshare import logger
from dataclasses import dataclass
from threading import Event
from time import sleep
from transaction.interfaces import TransientError
from typing import Any
from zope.component import getUtility


AT_ONCE = 50
# The outcome must not be lost to a conflict, a full disk or a database that is
# started anew: the mail would leave again. The pauses double, and their sum
# stays below a minute, which with the mail itself is about a lease.
TRIES = 16
PAUSE = 0.05
LONGEST_PAUSE = 5.0
TIDIED_AT_ONCE = 500
TIDYING_TRIES = 3


@dataclass(frozen=True)
class Errand:
    """One leased row: what to do for it outside, and how to come back to it."""

    row_id: str
    lease: int
    ring: KeyRing
    task: Ready | Needless | Outcome


class OutboxSender:
    """Sends the due mails of one site, codes first. Several may run at once.

    Works on the connection the site was loaded from and its transaction
    manager; there must be no transaction of anybody else in it.
    """

    def __init__(self, site: Any, stopping: Event | None = None) -> None:
        self.site = site
        self.stopping = stopping or Event()
        self.manager = site._p_jar.transaction_manager
        self.outcomes: Counter[Fate] = Counter()
        self.hindered = False
        """Whether a round ended before its mails: no mail server, or no key, that could be used."""
        self._passed: set[str] = set()

    def send_due(self, limit: int = AT_ONCE) -> int:
        """Bring at most `limit` due rows one step further; how many it were.

        Stops early while the server cannot be talked to, so that one dead
        server costs one time-out a round and not one a mail; and when `stopping`.
        """
        self._passed.clear()
        taken = 0
        while taken < limit and not self.stopping.is_set():
            errand = self._lease()
            if errand is None:
                break
            outcome, ended = self._run(errand)
            self._write(errand, outcome, ended)
            taken += 1
            if outcome.server_gone:
                self.hindered = True
                break
        return taken

    def waiting(self) -> int:
        """How many rows wait, due or not."""
        self.manager.begin()
        try:
            store = store_of(self.site)
            return 0 if store is None else sum(1 for _row in store.waiting_mail())
        finally:
            self.manager.abort()

    def tidy(self) -> None:
        """Take the rows whose way has ended out of the lists; what conflicts waits for next time.

        Not after each mail: whoever shares with many people writes the same
        lists for about a second, and would conflict with every mail that leaves.
        """
        failures = 0
        while failures < TIDYING_TRIES:
            self.manager.begin()
            try:
                store = store_of(self.site)
                taken = 0 if store is None else store.tidy_mail(TIDIED_AT_ONCE)
                self.manager.commit()
                if taken < TIDIED_AT_ONCE:
                    return
            except TransientError:
                failures += 1
            finally:
                self.manager.abort()

    def _lease(self) -> Errand | None:
        """Transaction 1; None when there is nothing to do."""
        while True:
            self.manager.begin()
            row = None
            try:
                store = store_of(self.site)
                if store is None or not store.pending_mail:
                    return None
                row = self._first_due(store)
                if row is None:
                    return None
                self._passed.add(row.id)
                errand = self._prepare(store, row)
                self.manager.commit()
                return errand
            except TransientError:
                # Another sender took the row: it is passed over in this round.
                if row is None:
                    return None
            except KeysUnusable:
                # Nothing can be made or proved before this is mended; health says so.
                logger.error("No mail leaves the outbox: the key outside cannot be used.")
                self.hindered = True
                return None
            finally:
                self.manager.abort()

    def _first_due(self, store: Any) -> OutboxRow | None:
        now = to_micros(getUtility(IClock).now())
        due = [
            row
            for row_id in store.pending_mail
            if row_id not in self._passed and (row := store.outbox[row_id]).ready(now)
        ]
        return min(due, key=_rank, default=None)

    def _prepare(self, store: Any, row: OutboxRow) -> Errand:
        ring = IKeys(self.site).ring()
        task: Ready | Needless | Outcome
        try:
            task = Preparation(self.site, store)(row)
        except (TransientError, KeysUnusable):
            raise
        except Unready as error:
            task = Outcome(Fate.RETRY, error.trouble.value)
        except Exception as error:
            logger.error("Mail %s could not be made: %s", row.id, whereabouts(error))
            task = Outcome(Fate.RETRY, Trouble.RENDERING.value)
            # Whatever was half done by then must not be kept.
            self.manager.abort()
            self.manager.begin()
        row.lease(to_micros(getUtility(IClock).now()))
        return Errand(row.id, row.lease_until, ring, task)

    def _run(self, errand: Errand) -> tuple[Outcome, bool]:
        """Outside any transaction: talk to the server where there is something to say."""
        match errand.task:
            case Outcome() as outcome:
                return outcome, True
            case Needless(reason, ended):
                return Outcome(Fate.SKIPPED, reason), ended
            case Ready(sender, recipient, data, transport):
                try:
                    transport(sender, recipient, data)
                except Exception as error:
                    outcome = outcome_of(error)
                    if outcome.reply == Trouble.UNEXPECTED:
                        logger.error("Mail %s: %s", errand.row_id, whereabouts(error))
                    logger.info("Mail %s did not leave: %s", errand.row_id, outcome.reply)
                    return outcome, True
                return Outcome(Fate.SENT), True

    def _write(self, errand: Errand, outcome: Outcome, ended: bool) -> None:
        """Transaction 2, until it succeeds."""
        telling = True
        for number in range(TRIES):
            try:
                self._write_once(errand, outcome, ended, telling)
                return
            except TransientError:
                pass
            except Exception as error:
                # Perhaps somebody's subscriber failed: then the outcome is kept without telling.
                logger.error("Mail %s: %s", errand.row_id, whereabouts(error))
                telling = False
            sleep(min(PAUSE * 2**number, LONGEST_PAUSE))
        logger.error("Mail %s: its outcome could not be written.", errand.row_id)

    def _write_once(self, errand: Errand, outcome: Outcome, ended: bool, telling: bool) -> None:
        self.manager.begin()
        try:
            fate = self._conclude(errand, outcome, ended, telling)
            self.manager.commit()
            self.outcomes.update([fate] if fate else [])
        finally:
            self.manager.abort()

    def _conclude(
        self, errand: Errand, outcome: Outcome, ended: bool, telling: bool
    ) -> Fate | None:
        store = store_of(self.site)
        row = None if store is None else store.outbox.get(errand.row_id)
        if row is None or row.left:
            return None
        if row.lease_until != errand.lease and outcome.fate is not Fate.SENT:
            return None
        now = to_micros(getUtility(IClock).now())
        result = Result(self.site, store, errand.ring, now)
        fate = result(row, outcome, ended)
        if telling and fate is Fate.DEAD:
            result.announce(row)
        return fate


def store_of(site: Any) -> Any:
    """The store of a site on which the add-on is installed, or None."""
    store: Any = IShareStore(site, None)
    return store if store is not None and store.installed else None


def _rank(row: OutboxRow) -> tuple[bool, int]:
    return row.kind not in (MailKind.CODE.value, MailKind.DECOY.value), row.due
