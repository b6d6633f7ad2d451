"""Writing evidence: the one way a service appends to a chain."""

from __future__ import annotations

from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.contact import kept_of
from ..model.verdict import Refused
from .ports import Ports
from dataclasses import replace
from typing import Any


def record(ports: Ports, chain_id: str, event: Event, contact: Contact = NOBODY) -> dict[str, Any]:
    """Append an event to an invitation's chain, and where its request came from.

    It commits with what it tells of.
    """
    chain: Chain = ports.store.chains[chain_id]
    person = {**event.person, **kept_of(contact.person, ports.settings.contact_detail)}
    whole = replace(event, request=contact.request, person=person)
    row = chain.append(whole, ports.now, ports.ring)
    ports.store.grew(chain_id, row["sequence"])
    ports.store.must_post(chain, row["sequence"])
    return row


def must_be_recordable(ports: Ports) -> None:
    """Raise `KeysUnusable` before anything is written that could not be recorded.

    A face answers `KeysUnusable` with a page, and what was written until then commits.
    """
    _ = ports.ring


def unrecordable(ports: Ports) -> Refused | None:
    """The same as a refusal, for faces that ask before they do anything."""
    return Refused("key_unusable") if ports.keys.problem() == "key_unusable" else None


def record_administration(ports: Ports, event: Event, contact: Contact = NOBODY) -> dict[str, Any]:
    """Append an event that concerns no single invitation."""
    return record(ports, ADMINISTRATION, event, contact)
