"""Whether anything can be sent, what one sending may hold, and whom it may reach at all."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.distribution import LONGEST_LABEL
from ..model.recipient import Recipient
from ..model.settings import Settings
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Sequence


def readiness(ports: Ports) -> Refused | None:
    """Why nothing can be sent from this site yet, or None. Links without mail need it too."""
    for problem in (ports.keys.problem(), ports.mail.problem()):
        if problem and problem != "key_in_database":
            return Refused(problem)
    return None if ports.settings.link_base else Refused("link_base_missing")


def too_long(bounds: Settings, people: int, message: str, label: str) -> list[Refused]:
    """Refusals of too many recipients, and of a message or a label that is too long."""
    found = []
    if people > bounds.maximum_recipients:
        values = {"maximum": bounds.maximum_recipients}
        found.append(Refused("recipients_many", values, where="recipients"))
    if len(message) > bounds.maximum_message:
        values = {"maximum": bounds.maximum_message}
        found.append(Refused("message_long", values, where="message"))
    if len(clean_words(label)) > LONGEST_LABEL:
        found.append(Refused("label_long", {"maximum": LONGEST_LABEL}, where="label"))
    return found


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
    """A refusal for each address whose reader is kept out, or is written to at another one."""
    found = []
    for address in dict.fromkeys(addresses):
        known = ports.store.recipient_at(address)
        if known is not None and known.blocked is not None:
            found.append(Refused("recipient_blocked", {"address": address}, "recipients"))
        elif known is not None and (kept := kept_instead(ports, known)):
            values = {"address": address, "kept": kept}
            found.append(Refused("recipient_merged", values, "recipients"))
    return found


def kept_instead(ports: Ports, recipient: Recipient) -> str:
    """The address that is written to instead of a recipient's; empty where theirs is in use."""
    found, seen = recipient, set()
    while found.merged_into and found.id not in seen:
        seen.add(found.id)
        found = ports.store.recipients[found.merged_into]
    return found.address if found is not recipient else ""
