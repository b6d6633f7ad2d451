"""What Plone does to documents, told to the lists and to the evidence.

No right depends on anything written here.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.gate import DocumentGate
from ..model.policy import sender_stays
from ..model.policy import SenderGone
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.share import Share
from ..model.share import Status
from .ports import Ports
from .record import must_be_recordable
from .record import record
from typing import Any


ANNOUNCED = {
    Status.SUSPENDED: (Action.SHARE_SUSPENDED, "IExternalShareSuspended"),
    Status.ACTIVE: (Action.SHARE_RESUMED, "IExternalShareResumed"),
    Status.EXPIRED: (Action.SHARE_EXPIRED, "IExternalShareExpired"),
}


def give_out(ports: Ports, gate: DocumentGate, revision: Revision) -> None:
    """Note what a document gives out now; of a new PDF its readers are told (`services.jobs`)."""
    if gate.see(revision.sha256, revision.label, ports.now):
        ports.store.note_renewed(gate.uid)
    if gate.pages != revision.pages:
        gate.pages = revision.pages


class Lifecycle:
    """Keeps gates fresh and announces what became of the shares behind them."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def refresh(self, uid: str, document: Any) -> None:
        """Bring the gate of a shared document up to date; `document` None: it was deleted.

        A document that was never shared has no gate and gets none. The sweep
        tells what became of its shares (ADR 0011).
        """
        gate: DocumentGate | None = self.ports.store.gates.get(uid)
        if gate is None:
            return
        refusal = SourceRefusal.DELETED if document is None else document.refusal()
        if document is not None:
            if gate.path != document.path:
                gate.path = document.path
            if gate.title != document.title:
                self.ports.store.retitle(gate, document.title)
        value, strangers = str(refusal) if refusal else None, self._strangers(gate, document)
        if (gate.refusal, gate.strangers) == (value, strangers):
            return
        # Else the gate would say what cannot be told of; so the sweep tries again.
        must_be_recordable(self.ports)
        gate.refusal, gate.strangers = value, strangers
        gate.untold = True

    def _strangers(self, gate: DocumentGate, document: Any) -> frozenset[str]:
        """Senders who may share the document no longer, where the site suspends their shares."""
        settings, store = self.ports.settings, self.ports.store
        if settings.sender_gone != SenderGone.SUSPEND or document is None:
            return frozenset()
        if gate.senders is None:
            shares = map(store.share_at, store.by_document.keys(gate.uid))
            gate.senders = frozenset(share.sender_id for share in shares)
        stay = (one for one in gate.senders if sender_stays(settings, document, one))
        return gate.senders.difference(stay)

    def catch_up(self, gate: DocumentGate, document: Any, most: int) -> int:
        """Announce what became of at most `most` of a document's shares; how many those were.

        Each row lies in a chain that its reader, or a stranger with the link,
        may be writing at this very moment. Whoever retracts a document must
        not fail on that, so this is for the sweep alone.
        """
        told = 0
        for key in list(self.ports.store.by_document.keys(gate.uid)):
            if told == most:
                return told
            told += self.announce(self.ports.store.share_at(key), document)
        gate.untold = False
        return told

    def announce(self, share: Share, document: Any) -> bool:
        """Record and tell, once, that a share was suspended, resumed or expired."""
        refusal = share.refusal
        status = share.status(self.ports.now, refusal)
        if status in (Status.PENDING, Status.EXHAUSTED):
            # Whether its document can be had is to be told all the same.
            status = Status.SUSPENDED if refusal else Status.ACTIVE
        if status == share.announced or status not in ANNOUNCED:
            return False
        share.announced = str(status)
        action, kind = ANNOUNCED[status]
        reason = refusal or "" if status is Status.SUSPENDED else ""
        if status is Status.EXPIRED:
            self.ports.store.end(share)
        event = Event(
            action,
            SYSTEM,
            reason=reason,
            share=share.id,
            document=share.document_uid,
        )
        record(self.ports, share.invitation_id, event)
        self.ports.announcer.announce(kind, share.id, document, reason)
        return True
