"""Sessions end: one, by its reader or an administrator, or every one of the site."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.session import AccessSession
from .pages_seen import PagesSeen
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .record import record_administration


class Sessions:
    """Living sessions, for people who manage (ASVS 7.4.5)."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def living(self) -> list[AccessSession]:
        """Every living session, the latest used first."""
        bounds, now = self.ports.settings, self.ports.now
        living = [
            session
            for session in self.ports.store.sessions.values()
            if session.lives(now, bounds.session_idle_minutes, bounds.session_hours)
        ]
        return sorted(living, key=lambda session: -session.last_seen)

    def end_one(self, session_digest: str, actor: Actor, contact: Contact = NOBODY) -> bool:
        """End the session with this digest; False when there is none."""
        session = self.ports.store.sessions.get(session_digest)
        if session is None:
            return False
        end_session(self.ports, session, actor, contact)
        return True

    def end_all(self, actor: Actor, contact: Contact = NOBODY) -> int:
        """End every session of the site; how many of them were living."""
        must_be_recordable(self.ports)
        store = self.ports.store
        ended = len(self.living())
        seen = PagesSeen(self.ports)
        for session in list(store.sessions.values()):
            seen.settle(session)
            store.session_lists[session.recipient_id].remove(session.digest)
            # One by one: `clear` would pass over a session that begins at this moment.
            del store.sessions[session.digest]
        event = Event(Action.SESSIONS_ENDED, actor, new=str(ended))
        record_administration(self.ports, event, contact)
        return ended


def end_session(ports: Ports, session: AccessSession, actor: Actor, contact: Contact) -> None:
    """End one session, with its evidence in the chain of the invitation that opened it."""
    must_be_recordable(ports)
    PagesSeen(ports).settle(session)
    ports.store.sessions.pop(session.digest, None)
    ports.store.session_lists[session.recipient_id].remove(session.digest)
    leaving = actor.kind == "recipient"
    event = Event(Action.SESSION_ENDED, actor, recipient_id=actor.id if leaving else "")
    record(ports, session.invitation_id, event, contact)
