"""Senders who go, and perhaps come back: noted for the lists, with evidence."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Event
from ..model.audit import SYSTEM
from .marking import Marking
from .ports import Ports
from .record import record_administration


def note_sender(ports: Ports, user_id: str, gone: bool) -> bool:
    """Note whether a sender's account is gone; True when that is new."""
    if not Marking(ports).sender(user_id, gone):
        return False
    action = Action.SENDER_LEFT if gone else Action.SENDER_RETURNED
    record_administration(ports, Event(action, SYSTEM, new=user_id))
    return True


def has_left(ports: Ports, user_id: str) -> bool:
    """Whether a sender's account is gone, as far as lists know: nobody reports to them then."""
    marks = Marking(ports).marks
    return marks is not None and user_id in marks.gone
