"""Evidence of what a reader, or a stranger with a link, was not given; they are not told why."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import VISITOR
from ..model.invitation import Invitation
from ..model.session import AccessSession
from ..model.share import Share
from ..model.terms import Access
from .authorize import locked
from .authorize import standing
from .limits import Limits
from .ports import Ports
from .record import record
from .record import unrecordable


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
        seen = found.view_only or share.terms.access != Access.DOWNLOAD
        only_seen = found.readable and seen
        reason = "view_only" if only_seen else found.reason or str(found.status)
        if found.readable and locked(session, share):
            reason = "password_missing"
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


def record_turned_away(ports: Ports, invitation: Invitation, reason: str, contact: Contact) -> None:
    """Record that somebody at a link, identified or not, was turned away, and why.

    One row an hour for each link and reason: who goes on trying learns nothing
    and writes nothing.
    """
    limits = Limits(ports)
    if unrecordable(ports) or limits.turned_away_spent(invitation, reason):
        return
    event = Event(
        Action.ACCESS_REFUSED,
        VISITOR,
        result="refused",
        reason=reason,
        recipient_id=invitation.recipient_id,
    )
    record(ports, invitation.id, event, contact)
    limits.count_turned_away(invitation, reason)


def record_closed(ports: Ports, invitation: Invitation, contact: Contact) -> None:
    """Record that a link led to nothing that can be used now, by the reason of its latest share."""
    shares = [ports.store.shares[share_id] for share_id in invitation.share_ids]
    found = [standing(ports, share) for share in shares]
    if found:
        last = found[-1]
        record_turned_away(ports, invitation, last.reason or str(last.status), contact)
