"""How far the mails of one sending are."""

from __future__ import annotations

from ..model.invitation import MailState
from .ports import Ports
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Mails by what became of them; those without a mail are links that the sender passes on."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    without: int = 0

    @property
    def mails(self) -> int:
        """How many mails there are."""
        return self.waiting + self.sent + self.failed


STATES = {
    MailState.QUEUED: "waiting",
    MailState.SENT: "sent",
    MailState.FAILED: "failed",
    MailState.NONE: "without",
}


def progress_of(ports: Ports, distribution_id: str, sender_id: str) -> Progress | None:
    """The progress of a sending of this sender; None where it is none of theirs."""
    found = ports.store.distributions.get(distribution_id)
    if found is None or found.sender.id != sender_id:
        return None
    counts = dict.fromkeys(STATES.values(), 0)
    for invitation_id in found.invitation_ids:
        delivery = ports.store.invitations[invitation_id].delivery
        counts[STATES[MailState(delivery.state)]] += 1
    return Progress(**counts)
