"""What one sending may hold, and whom it may reach at all."""

from __future__ import annotations

from ..model.settings import Settings
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Sequence


def too_many(bounds: Settings, uids: Sequence[str], addresses: Sequence[str]) -> list[Refused]:
    """Refusals of too many documents or shares; what is named twice counts once."""
    found = []
    documents = len(set(uids))
    shares = documents * len(set(addresses))
    if documents > bounds.maximum_documents:
        values = {"maximum": bounds.maximum_documents}
        found.append(Refused("documents_many", values, where="documents"))
    if shares > bounds.maximum_shares:
        values = {"maximum": bounds.maximum_shares, "count": shares}
        found.append(Refused("shares_many", values, where="documents"))
    return found


def blocked(ports: Ports, addresses: Sequence[str]) -> list[Refused]:
    """A refusal for each address whose reader is kept out."""
    found = []
    for address in dict.fromkeys(addresses):
        known = ports.store.recipient_at(address)
        if known is not None and known.blocked is not None:
            found.append(Refused("recipient_blocked", {"address": address}, "recipients"))
    return found
