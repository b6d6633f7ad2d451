"""Senders whose account is gone, noted for the list of what needs somebody's eye."""

from __future__ import annotations

from ..services.batches import some_of
from ..services.ports import Ports
from ..services.record import unrecordable
from ..services.senders import note_sender
from .accounts import account
from typing import Any


SENDERS_AT_ONCE = 50


def look_at_senders(site: Any, ports: Ports) -> int:
    """Look at some senders, and note who came or went; how many those were."""
    if unrecordable(ports):
        return 0
    chosen = some_of(ports.store.by_sender.sets, SENDERS_AT_ONCE)
    return sum(note_sender(ports, one, gone=account(site, one) is None) for one in chosen)
