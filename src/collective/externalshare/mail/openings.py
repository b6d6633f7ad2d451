"""What senders are told of openings, gathered at the moment when the mail could leave."""

from __future__ import annotations

from ..model.audit import Action
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.settings import Settings
from ..model.share import Share
from ..model.times import from_micros
from ..revision_words import say_revision
from .invitation import name_of
from .letterhead import Letterhead
from .opened import OpenedFacts
from .task import Needless
from .words import Words
from collective.externalshare import _
from typing import Any


def openings(
    store: Any, row: OutboxRow, settings: Settings, head: Letterhead, words: Words
) -> OpenedFacts | Needless:
    """Of one reader, or a summary; nothing of readers who were erased meanwhile."""
    base = settings.link_base.rstrip("/")
    if row.kind == MailKind.DIGEST:
        return _summary(store, row, f"{base}/@@my-external-shares", head, words)
    invitation = store.invitations[row.subject_id]
    recipient = store.recipients[invitation.recipient_id]
    if recipient.erased is not None:
        return Needless("no_longer_due")
    shares = [store.shares[share_id] for share_id in row.share_ids]
    sender = store.distributions[invitation.distribution_id].sender
    if row.address != sender.address:
        return Needless("handed_over")
    reader = invitation.name or recipient.address
    items = (
        acknowledgements(store, row, head, words)
        if row.kind == MailKind.ACKNOWLEDGED
        else tuple((one.gate.title, _when(one, head, words)) for one in shares)
    )
    return OpenedFacts(
        name_of(sender), reader, items, f"{base}/@@external-share-details/{shares[0].id}"
    )


def _when(share: Share, head: Letterhead, words: Words) -> str:
    last = share.usage.last
    return "" if last is None else words.moment(from_micros(last), head.zone)


def acknowledgements(
    store: Any, row: OutboxRow, head: Letterhead, words: Words
) -> tuple[tuple[str, str], ...]:
    """What a mail tells of, from the evidence: titles, each with revision, moment and SHA-256."""
    rows = [chain.row(sequence) for chain, sequence in map(store.row_at, row.openings)]
    titles = [store.shares[one["share"]].gate.title for one in rows]
    return tuple(zip(titles, (_said(one, head, words) for one in rows), strict=True))


def _said(row: dict[str, Any], head: Letterhead, words: Words) -> str:
    """Which revision, or which pages of it, when; the digest names it whatever it is called."""
    text = _(
        "mail_acknowledged_item",
        default="revision ${revision}, acknowledged on ${moment}, SHA-256 ${sha256}",
    )
    moment = words.moment(from_micros(row["time"]), head.zone)
    revision = say_revision(row["revision"], row["old"], words.language)
    return words(text, revision=revision, moment=moment, sha256=row["sha256"])


def _summary(
    store: Any, row: OutboxRow, link: str, head: Letterhead, words: Words
) -> OpenedFacts | Needless:
    """Titles, each with its readers, in the order in which they came."""
    found: dict[str, dict[str, None]] = {}
    name = ""
    for key in reversed(row.openings):
        chain, sequence = store.row_at(key)
        told = chain.row(sequence)
        share = store.shares[told["share"]]
        invitation = store.invitations[share.invitation_id]
        recipient = store.recipients[share.recipient_id]
        # What was handed over meanwhile is its new sender's.
        if recipient.erased is None and share.sender_id == row.subject_id:
            reader = invitation.name or recipient.address
            if told["action"] == Action.SHARE_ACKNOWLEDGED:
                reader = f"{reader}: {_said(told, head, words)}"
            found.setdefault(share.gate.title, {})[reader] = None
            name = name_of(store.distributions[share.distribution_id].sender)
    if not found:
        return Needless("no_longer_due")
    items = tuple((title, ", ".join(readers)) for title, readers in found.items())
    return OpenedFacts(name, "", items, link)
