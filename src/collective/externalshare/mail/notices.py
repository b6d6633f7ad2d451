"""Notices by their kind, and what one is about at the moment when it could leave."""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.outbox import REMINDERS
from ..model.recipient import Recipient
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from .expiring import EXPIRING
from .extended import EXTENDED
from .goodbye import GOODBYE
from .invitation import SharedDocument
from .notice import Notice
from .renewed import RENEWED
from .revoked import REVOKED
from .task import Needless
from .unacknowledged import UNACKNOWLEDGED
from .unread import UNREAD
from collections.abc import Iterable
from typing import Any


NOTICES: dict[str, Notice] = {
    MailKind.EXTENDED: EXTENDED,
    MailKind.REVOKED: REVOKED,
    MailKind.GOODBYE: GOODBYE,
    MailKind.EXPIRING: EXPIRING,
    MailKind.UNREAD: UNREAD,
    MailKind.RENEWED: RENEWED,
    MailKind.UNACKNOWLEDGED: UNACKNOWLEDGED,
}
# Of what has ended; the others are of what can be opened.
FAREWELLS = (MailKind.REVOKED, MailKind.GOODBYE)


def farewell_to(
    store: Any, row: OutboxRow, recipient: Recipient, now: int
) -> list[SharedDocument] | Needless:
    """What a notice of an end has to name, as its list of documents knew it last."""
    if recipient.erased is not None:
        return Needless("share_ended")
    shares = [store.shares[share_id] for share_id in row.share_ids]
    if row.kind == MailKind.REVOKED:
        ended = [share for share in shares if share.status(now, None) is Status.REVOKED]
    elif holds_something(store, recipient, now):
        return Needless("shared_again")
    else:
        ended = [share for share in shares if share.status(now, None) in ENDED]
    if not ended:
        return Needless("shared_again")
    return list(_named(ended))


def still_due(store: Any, row: OutboxRow, recipient: Recipient) -> list[str] | Needless:
    """Which shares a notice of living ones is about yet: their ids."""
    if row.kind in REMINDERS and recipient.stopped is not None:
        return Needless("reminders_stopped")
    shares = [store.shares[share_id] for share_id in row.share_ids]
    if row.kind == MailKind.UNACKNOWLEDGED:
        shares = [share for share in shares if share.owes]
    elif row.kind != MailKind.EXTENDED:
        shares = [share for share in shares if share.unread]
    if row.kind == MailKind.EXPIRING:
        # Whoever was given another end since was told so, or is reminded of that one.
        shares = [share for share in shares if share.reminded[0] == share.terms.expires]
    return [share.id for share in shares] or Needless("no_longer_due")


def first_share(store: Any, recipient_id: str) -> Share:
    """What was shared with a reader before everything else."""
    share: Share = store.share_at(store.by_recipient.oldest(recipient_id))
    return share


def holds_something(store: Any, recipient: Recipient, now: int) -> bool:
    """Whether any share of a reader has not ended."""
    keys = store.by_recipient.keys(recipient.id)
    return any(store.share_at(key).status(now, None) not in ENDED for key in keys)


def _named(shares: Iterable[Share]) -> Iterable[SharedDocument]:
    return (SharedDocument.of_share(one.gate.title, one) for one in shares)
