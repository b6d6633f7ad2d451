"""Change the terms of a share: extend, shorten, view only or download."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.share import Share
from ..model.share import Status
from ..model.terms import Access
from ..model.terms import Terms
from ..model.times import iso
from ..model.times import SECOND
from ..model.times import to_micros
from ..model.verdict import Refused
from .lifecycle import Lifecycle
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .terms import until_when
from datetime import datetime


class Amend:
    """Changes terms within the same bounds as a new sending; an expired share comes back."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self,
        share: Share,
        actor: Actor,
        expires: datetime | None = None,
        access: str | None = None,
        contact: Contact = NOBODY,
    ) -> Refused | None:
        """Replace what is given, keep the rest; a revoked share is refused.

        Terms as they are change nothing, and evidence does not speak of a change.
        """
        old = share.terms
        if refused := self._refusal(share, expires, access):
            return refused
        until = self._until(old, expires)
        if isinstance(until, Refused):
            return until
        if until <= self.ports.now:
            return Refused("share_expired")
        must_be_recordable(self.ports)
        terms = Terms(until, access or old.access)
        if terms == old:
            return None
        share.terms = terms
        if until != old.expires:
            self.ports.store.move_expiry(share, old.expires)
        event = Event(
            Action.SHARE_CHANGED,
            actor,
            share=share.id,
            document=share.document_uid,
            old=f"{old.access} {iso(old.expires)}",
            new=f"{share.terms.access} {iso(share.terms.expires)}",
        )
        record(self.ports, share.invitation_id, event, contact)
        if share.announced == Status.EXPIRED:
            # The row above says that it is back; only a suspension is news.
            share.announced = Status.ACTIVE.value
            document = self.ports.documents.get(share.document_uid, share.gate.path)
            Lifecycle(self.ports).announce(share, document)
        return None

    def _refusal(
        self, share: Share, expires: datetime | None, access: str | None
    ) -> Refused | None:
        if share.revocation is not None:
            return Refused("share_revoked")
        if access is not None and access not in tuple(Access):
            return Refused("access_unknown", where="access")
        if expires is None and access is None:
            return Refused("nothing_to_change")
        return None

    def _until(self, old: Terms, expires: datetime | None) -> int | Refused:
        if expires is None:
            return old.expires
        # Ends are shown to the second: sent back as it was read, an end stays what it was.
        if expires.tzinfo is not None and to_micros(expires) // SECOND == old.expires // SECOND:
            return old.expires
        return until_when(self.ports, expires, 0)
