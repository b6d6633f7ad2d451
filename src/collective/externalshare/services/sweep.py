"""Housekeeping in small transactions: forget what is over, announce what the clock did."""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from .batches import some_of
from .lifecycle import Lifecycle
from .marking import Marking
from .pages_seen import PagesSeen
from .pins import Pins
from .ports import Ports
from .record import unrecordable
from .tell import gets_notices
from .tell import learned_of
from .tell import tell_reader
from .templates import Templates
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar


T = TypeVar("T")
BATCH = 500
GATES_AT_ONCE = 500
# Small, since each row may conflict with a reader and is then tried in the next sweep.
TOLD_AT_ONCE = 100
# How long a form that was sent may be sent again and be the same sending.
REMEMBERED = DAY


class Sweep:
    """Idempotent; safe to run twice, or on two clients, where the loser's commit conflicts."""

    def __init__(
        self, ports: Ports, batch: int = BATCH, gates_at_once: int = GATES_AT_ONCE
    ) -> None:
        self.ports = ports
        self.batch = batch
        self.gates_at_once = gates_at_once

    def __call__(self) -> int:
        """One batch of every kind; how many records were touched (0: nothing left to do).

        While nothing can be recorded, only what leaves no evidence is forgotten.
        """
        forgotten = self._challenges() + self._windows() + self._operations()
        if unrecordable(self.ports):
            return forgotten
        return forgotten + sum(
            (
                PagesSeen(self.ports).settle_all(self.batch),
                self._sessions(),
                self._grants(),
                self._gates(),
                self._expired(),
                Pins(self.ports).forget_idle(self.gates_at_once),
                Templates(self.ports).forget_idle(self.gates_at_once),
            )
        )

    def _challenges(self) -> int:
        store, now, bounds = self.ports.store, self.ports.now, self.ports.settings
        gone = self._first(
            challenge
            for challenge in store.challenges.values()
            if not challenge.lives(now, bounds.code_minutes)
        )
        for challenge in gone:
            store.challenges.pop(challenge.id, None)
            if store.browsers.get(challenge.browser) == challenge.id:
                store.browsers.pop(challenge.browser)
        return len(gone)

    def _sessions(self) -> int:
        store, now, bounds = self.ports.store, self.ports.now, self.ports.settings
        gone = self._first(
            session
            for session in store.sessions.values()
            if not session.lives(now, bounds.session_idle_minutes, bounds.session_hours)
        )
        for session in gone:
            store.sessions.pop(session.digest, None)
            store.session_lists[session.recipient_id].remove(session.digest)
        return len(gone)

    def _grants(self) -> int:
        store, now = self.ports.store, self.ports.now
        minutes = self.ports.settings.ticket_minutes
        gone = self._first(
            grant
            for grant in store.grants.values()
            if not grant.lives(now, minutes, grant.session_digest in store.sessions)
        )
        for grant in gone:
            store.grants.pop(grant.id, None)
            store.tickets.pop(grant.ticket_digest, None)
        return len(gone)

    def _windows(self) -> int:
        store, now = self.ports.store, self.ports.now
        gone = self._first(name for name, window in store.windows.items() if window.idle(now))
        for name in gone:
            # Written, so that whoever counts in it at this moment conflicts and counts anew.
            store.windows.pop(name)._p_changed = True
        return len(gone)

    def _operations(self) -> int:
        store, oldest = self.ports.store, self.ports.now - REMEMBERED
        gone = self._first(
            operation
            for operation, made in (store.operations or {}).items()
            if store.distributions[made].created <= oldest
        )
        for operation in gone:
            store.operations.pop(operation)
        return len(gone)

    def _gates(self) -> int:
        """Re-read documents: dates, role mappings and the clock fire no event in Plone."""
        lifecycle, room = Lifecycle(self.ports), TOLD_AT_ONCE
        changed = 0
        # Each document is woken, so of many only some are looked at in each sweep.
        for uid in some_of(self.ports.store.gates, self.gates_at_once):
            gate = self.ports.store.gates[uid]
            before = gate.refusal, gate.strangers
            document = self.ports.documents.get(gate.uid, gate.path)
            lifecycle.refresh(gate.uid, document)
            changed += Marking(self.ports).revised(gate, self.batch)
            if gate.untold and room:
                room -= lifecycle.catch_up(gate, document, room)
            changed += before != (gate.refusal, gate.strangers)
        return changed + TOLD_AT_ONCE - room

    def _expired(self) -> int:
        store, lifecycle = self.ports.store, Lifecycle(self.ports)
        expired = self._first(store.expired(self.ports.now))
        for share in expired:
            document = self.ports.documents.get(share.document_uid, share.gate.path)
            lifecycle.announce(share, document)
            store.forget_expiry(share, share.terms.expires)
            self._say_goodbye(share)
        return len(expired)

    def _say_goodbye(self, share: Share) -> None:
        """Where the site wants it, once the last that a reader had has ended by the clock."""
        store, now = self.ports.store, self.ports.now
        told = self.ports.settings.mail_goodbye and gets_notices(self.ports, share)
        if not (told and learned_of(self.ports, share)):
            return
        held = (store.share_at(key) for key in store.by_recipient.keys(share.recipient_id))
        if share.status(now, None) is Status.EXPIRED and all(
            one.status(now, None) in ENDED for one in held
        ):
            tell_reader(self.ports, MailKind.GOODBYE, share)

    def _first(self, found: Iterable[T]) -> list[T]:
        return list(islice(found, self.batch))
