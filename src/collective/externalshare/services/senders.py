"""Senders who go, and perhaps come back: noted for the lists, with evidence."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.times import HOUR
from .marking import Marking
from .ports import Ports
from .record import record_administration


GONE_AFTER = 4 * HOUR
"""Microseconds."""


def note_sender(ports: Ports, user_id: str, gone: bool) -> bool:
    """Note whether a sender's account is gone; True when that is new."""
    if not Marking(ports).sender(user_id, gone):
        return False
    action = Action.SENDER_LEFT if gone else Action.SENDER_RETURNED
    record_administration(ports, Event(action, SYSTEM, new=user_id))
    return True


def note_look(ports: Ports, user_id: str, found: bool) -> bool:
    """Note whether a sweep found a sender's account; True when they left or came back by that.

    A user directory that does not answer looks like one without accounts. So they have
    left when no sweep has found the account for `GONE_AFTER` (ADR 0034).
    """
    marking = Marking(ports)
    if found:
        marking.found(user_id)
        return note_sender(ports, user_id, gone=False)
    if ports.store.has_left(user_id) or marking.missed_for(user_id) < GONE_AFTER:
        return False
    return note_sender(ports, user_id, gone=True)


def has_left(ports: Ports, user_id: str) -> bool:
    """Whether a sender's account is gone, as far as lists know: nobody reports to them then."""
    return ports.store.has_left(user_id)
