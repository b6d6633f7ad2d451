"""Which pages of an opening were sent, without a write for every page.

Page numbers wait in this process. A page's answer may put them on the session,
at most once a minute; the sweep, and leaving, turn them into one row each
opening. What waits in a process that dies is lost: it says what was looked at,
and nothing is decided by it.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Event
from ..model.grant import Grant
from ..model.pages import pages_in
from ..model.session import AccessSession
from .ports import Ports
from .record import record
from threading import Lock

import transaction


Seen = dict[str, set[int]]


class Waiting:
    """Page numbers by session and grant, for all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[str, Seen] = {}

    def add(self, session_digest: str, grant_id: str, number: int) -> None:
        """One more page was sent."""
        with self._lock:
            self._seen.setdefault(session_digest, {}).setdefault(grant_id, set()).add(number)

    def take(self, session_digest: str) -> Seen:
        """What waits for a session; it waits no more."""
        with self._lock:
            return self._seen.pop(session_digest, {})

    def sessions(self) -> list[str]:
        """Digests of the sessions that something waits for."""
        with self._lock:
            return list(self._seen)


WAITING = Waiting()


class PagesSeen:
    """Brings what waits to the session, and from there into the evidence."""

    def __init__(self, ports: Ports, waiting: Waiting = WAITING) -> None:
        self.ports = ports
        self.waiting = waiting

    def note(self, session: AccessSession, grant: Grant, number: int) -> None:
        """A page was sent; writes nothing."""
        self.waiting.add(session.digest, grant.id, number)

    def keep(self, session: AccessSession) -> None:
        """Put what waits on the session, one object, which is being written anyway."""
        found = self.waiting.take(session.digest)
        if found:
            self._give_back_unless_committed(session.digest, found)
            kept = {grant: set(numbers) for grant, numbers in session.pages}
            for grant_id, numbers in found.items():
                kept.setdefault(grant_id, set()).update(numbers)
            session.pages = tuple((grant, tuple(sorted(kept[grant]))) for grant in sorted(kept))

    def _give_back_unless_committed(self, session_digest: str, found: Seen) -> None:
        def done(committed: bool = False) -> None:
            if not committed:
                for grant_id, numbers in found.items():
                    for number in numbers:
                        self.waiting.add(session_digest, grant_id, number)

        current = transaction.get()
        current.addAfterCommitHook(done)
        current.addAfterAbortHook(done)

    def settle(self, session: AccessSession) -> int:
        """One row for each opening of a session that pages were sent of; how many rows."""
        self.keep(session)
        rows = 0
        for grant_id, numbers in session.pages:
            grant: Grant | None = self.ports.store.grants.get(grant_id)
            if grant is not None:
                self._record(session, grant, numbers)
                rows += 1
        if session.pages:
            session.pages = ()
        return rows

    def settle_all(self, most: int) -> int:
        """As `settle`, for at most so many sessions."""
        store = self.ports.store
        waiting = [store.sessions.get(digest) for digest in self.waiting.sessions()]
        kept = (session for session in store.sessions.values() if session.pages)
        sessions = {session.digest: session for session in (*waiting, *kept) if session}
        return sum(self.settle(session) for session in list(sessions.values())[:most])

    def _record(self, session: AccessSession, grant: Grant, numbers: tuple[int, ...]) -> None:
        share = self.ports.store.shares[grant.share_id]
        event = Event(
            Action.PAGES_SHOWN,
            Actor("recipient", session.recipient_id),
            share=share.id,
            document=share.document_uid,
            revision=grant.revision,
            sha256=grant.source_sha256,
            copy=grant.copy.sha256,
            new=ranges(_of_source(grant.pages, numbers)),
            recipient_id=session.recipient_id,
        )
        record(self.ports, share.invitation_id, event)


def _of_source(pages: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Pages of an excerpt as the document numbers them."""
    known = pages_in(pages)
    return tuple(known[number - 1] for number in numbers) if known else numbers


def ranges(numbers: tuple[int, ...]) -> str:
    """Sorted page numbers as people write them: ``1-4, 7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in parts)
