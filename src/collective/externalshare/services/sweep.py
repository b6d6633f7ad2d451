"""Housekeeping in small transactions: forget what is over, announce what the clock did."""

from __future__ import annotations

from ..model.times import DAY
from ..model.times import MINUTE
from .lifecycle import Lifecycle
from .ports import Ports


BATCH = 500


class Sweep:
    """Idempotent; safe to run twice, or on two clients, where the loser's commit conflicts."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self) -> int:
        """One batch of every kind; how many records were touched (0: nothing left to do)."""
        return sum(
            (
                self._challenges(),
                self._sessions(),
                self._grants(),
                self._windows(),
                self._gates(),
                self._expired(),
            )
        )

    def _challenges(self) -> int:
        store, now, bounds = self.ports.store, self.ports.now, self.ports.settings
        gone = _first(
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
        gone = _first(
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
        gone = _first(grant for grant in store.grants.values() if not grant.lives(now, minutes))
        for grant in gone:
            store.grants.pop(grant.id, None)
            store.tickets.pop(grant.ticket_digest, None)
        return len(gone)

    def _windows(self) -> int:
        store, now = self.ports.store, self.ports.now
        gone = _first(name for name, window in store.windows.items() if window.idle(now))
        for name in gone:
            store.windows.pop(name)
        return len(gone)

    def _gates(self) -> int:
        """Re-read documents: dates, role mappings and the clock fire no event in Plone."""
        lifecycle = Lifecycle(self.ports)
        changed = 0
        for gate in list(self.ports.store.gates.values()):
            before = gate.refusal
            lifecycle.refresh(gate.uid, self.ports.documents.get(gate.uid, gate.path))
            changed += before != gate.refusal
            if changed == BATCH:
                break
        return changed

    def _expired(self) -> int:
        store, now = self.ports.store, self.ports.now
        lifecycle = Lifecycle(self.ports)
        announced = 0
        for day in list(store.expiry_days.keys(max=(now + MINUTE) // DAY)):
            days = store.expiry_days[day]
            for share_id in _first(iter(days)):
                share = store.shares[share_id]
                if now < share.terms.expires:
                    continue
                days.remove(share_id)
                document = self.ports.documents.get(share.document_uid, share.gate.path)
                announced += lifecycle.announce(share, document)
            if not days:
                del store.expiry_days[day]
        return announced


def _first(found):  # type: ignore[no-untyped-def]
    return [record for record, _ in zip(found, range(BATCH), strict=False)]
