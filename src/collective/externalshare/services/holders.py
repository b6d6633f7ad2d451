"""Who outside holds a document: asked on its page, and before it is taken away."""

from __future__ import annotations

from ..model.share import ENDED
from .ports import Ports
from dataclasses import dataclass
from itertools import islice


MOST_EXAMINED = 50


@dataclass(frozen=True)
class Holders:
    """How many people have a share that lasts; `more`: there may be others beside them."""

    people: int
    more: bool = False


def holders_of(ports: Ports, uid: str, most: int = MOST_EXAMINED) -> Holders:
    """The holders of a document by its newest shares; no document and no recipient is woken."""
    store, gate = ports.store, ports.store.gates.get(uid)
    if gate is None:
        return Holders(0)
    people: set[str] = set()
    for examined, key in enumerate(islice(store.by_document.keys(uid), most + 1)):
        if examined == most:
            return Holders(len(people), more=True)
        share = store.share_at(key)
        if share.status(ports.now, gate.refusal) not in ENDED:
            people.add(share.recipient_id)
    return Holders(len(people))
