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
        """Replace what is given, keep the rest; a revoked share is refused."""
        old = share.terms
        if refused := self._refusal(share, expires, access):
            return refused
        until = old.expires if expires is None else until_when(self.ports, expires, 0)
        if isinstance(until, Refused):
            return until
        must_be_recordable(self.ports)
        share.terms = Terms(until, access or old.access)
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
        status = share.status(self.ports.now, None)
        if status is Status.REVOKED:
            return Refused("share_revoked")
        if access is not None and access not in tuple(Access):
            return Refused("access_unknown", where="access")
        if expires is None and access is None:
            return Refused("nothing_to_change")
        if expires is None and status is Status.EXPIRED:
            return Refused("share_expired")
        return None
