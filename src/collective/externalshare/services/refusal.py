"""Evidence of what a reader was not given; the reader is never told why."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.session import AccessSession
from ..model.share import Share
from .authorize import standing
from .limits import Limits
from .ports import Ports
from .record import record


def record_refusal(
    ports: Ports,
    session: AccessSession,
    share_id: str,
    access: str,
    contact: Contact,
    reason: str = "",
) -> None:
    """Record that the session's reader was refused their own share, and why.

    Somebody else's or an unknown share leaves no row: there is no chain it
    belongs to. So many rows an hour and no more, else pressing a button often
    would fill the database.
    """
    share: Share | None = ports.store.shares.get(share_id)
    if share is None or share.recipient_id != session.recipient_id:
        return
    limits = Limits(ports)
    if limits.refusals_spent(session):
        return
    found = standing(ports, share)
    if not reason:
        reason = "view_only" if found.active else found.reason or str(found.status)
    event = Event(
        Action.ACCESS_REFUSED,
        Actor("recipient", session.recipient_id),
        result="refused",
        reason=reason,
        share=share.id,
        document=share.document_uid,
        new=access,
        recipient_id=session.recipient_id,
    )
    record(ports, share.invitation_id, event, contact)
    limits.count_refusal(session)
