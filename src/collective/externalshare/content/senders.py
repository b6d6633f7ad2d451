"""Senders whose account is gone, noted for the list of what needs somebody's eye."""

from __future__ import annotations

from ..services.batches import some_of
from ..services.marking import Marking
from ..services.ports import Ports
from Acquisition import aq_chain
from typing import Any


SENDERS_AT_ONCE = 50


def look_at_senders(site: Any, ports: Ports) -> int:
    """Look at some senders, and note who came or went; how many those were."""
    marking = Marking(ports)
    chosen = some_of(ports.store.by_sender.sets, SENDERS_AT_ONCE)
    return sum(marking.sender(user_id, gone=not has_account(site, user_id)) for user_id in chosen)


def has_account(site: Any, user_id: str) -> bool:
    """Whether the site, or the server around it, knows this user.

    Whoever has no id, such as an emergency user, acts under a login name.
    """
    for place in aq_chain(site):
        users = getattr(place, "__allow_groups__", None)
        if users is not None and (users.getUserById(user_id) or users.getUser(user_id)):
            return True
    return False
