"""What a link that is none answers, and how often."""

from __future__ import annotations

from ...model.verdict import Refused
from ...services.limits import public_network
from .answers import problem
from .answers import unavailable
from .misses import MISSES
from .visit import Visit


def unknown_link(visit: Visit) -> str:
    """Not available; counted by client, in memory."""
    MISSES.count(public_network(visit.contact.ip), visit.ports.now)
    return unavailable(visit)


def too_many_unknown(visit: Visit) -> str | None:
    """The refusal of a client that opened too many unknown links, good ones included.

    If good ones still worked, the refusal itself would tell them apart.
    """
    network = public_network(visit.contact.ip)
    seconds = MISSES.seconds_left(network, visit.settings.unknown_links_per_ip, visit.ports.now)
    if not seconds:
        return None
    return problem(visit, 429, refused=Refused("too_many_requests"), seconds=seconds)
