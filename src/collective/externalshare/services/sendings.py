"""Sendings of a document, newest first: for a line each in its history."""

from __future__ import annotations

from ..model.distribution import Distribution
from .ports import Ports
from dataclasses import dataclass
from itertools import islice


MOST_EXAMINED = 1_000


@dataclass(frozen=True)
class Sending:
    """A distribution and how many people it went to; `people` are names, else addresses."""

    made: Distribution
    recipients: int
    people: tuple[str, ...]


def sendings_of(ports: Ports, uid: str, most: int, named: int = 3) -> list[Sending]:
    """At most `most` of a document's sendings; of very many shares the newest are looked at."""
    store = ports.store
    found: dict[str, None] = {}
    for key in islice(store.by_document.keys(uid), MOST_EXAMINED):
        found.setdefault(store.share_at(key).distribution_id)
        if len(found) > most:
            break
    chosen = [store.distributions[one] for one in list(found)[:most]]
    return [_sending(ports, made, named) for made in chosen]


def _sending(ports: Ports, made: Distribution, named: int) -> Sending:
    store = ports.store
    invitations = [store.invitations[one] for one in made.invitation_ids[:named]]
    people = (one.name or store.recipients[one.recipient_id].address for one in invitations)
    return Sending(made, len(made.invitation_ids), tuple(filter(None, people)))
