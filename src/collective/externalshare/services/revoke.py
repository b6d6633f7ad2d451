"""End shares: final, from the next request on."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.outbox import MailKind
from ..model.share import ENDED
from ..model.share import Share
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .tell import learned_of
from .tell import tell_reader
from collections.abc import Sequence


LONGEST_REASON = 500


class Revoke:
    """Revokes one share or many; revoking again changes nothing and is no error."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self,
        shares: Sequence[Share],
        actor: Actor,
        reason: str = "",
        contact: Contact = NOBODY,
        notify: bool = False,
    ) -> int | Refused:
        """How many shares ended now; refused as a whole for a reason over 500 characters.

        `notify`: tell those readers by mail who knew of them, and could have opened them
        until now; not the reason.
        """
        if len(reason) > LONGEST_REASON:
            return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
        must_be_recordable(self.ports)
        said = clean_words(reason)
        return sum(self._one(share, actor, said, contact, notify) for share in shares)

    def _one(self, share: Share, actor: Actor, reason: str, contact: Contact, notify: bool) -> bool:
        lasted = share.status(self.ports.now, None) not in ENDED
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
        if notify and lasted and learned_of(self.ports, share):
            tell_reader(self.ports, MailKind.REVOKED, share, actor, contact)
        document = self.ports.documents.get(share.document_uid, share.gate.path)
        self.ports.announcer.announce("IExternalShareRevoked", share.id, document)
        return True
