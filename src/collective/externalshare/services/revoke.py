"""End shares: final, from the next request on."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.share import Share
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record
from collections.abc import Sequence


LONGEST_REASON = 500


class Revoke:
    """Revokes one share or many; revoking again changes nothing and is no error."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self, shares: Sequence[Share], actor: Actor, reason: str = "", contact: Contact = NOBODY
    ) -> int | Refused:
        """How many shares ended now; refused as a whole for a reason over 500 characters."""
        if len(reason) > LONGEST_REASON:
            return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
        must_be_recordable(self.ports)
        return sum(self._one(share, actor, clean_words(reason), contact) for share in shares)

    def _one(self, share: Share, actor: Actor, reason: str, contact: Contact) -> bool:
        if not share.revoke(self.ports.now, actor.id, reason):
            return False
        self.ports.store.end(share)
        event = Event(
            Action.SHARE_REVOKED,
            actor,
            reason=reason,
            share=share.id,
            document=share.document_uid,
        )
        record(self.ports, share.invitation_id, event, contact)
        document = self.ports.documents.get(share.document_uid, share.gate.path)
        self.ports.announcer.announce("IExternalShareRevoked", share.id, document)
        return True
