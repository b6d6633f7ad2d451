"""What people of the site itself are told, gathered at the moment when the mail could leave."""

from __future__ import annotations

from ..interfaces import IAccounts
from ..model.distribution import Distribution
from ..model.distribution import Sender
from ..model.four_eyes import FourEyes
from ..model.outbox import APPROVALS
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.settings import Settings
from ..model.share import ENDED
from .approvals import ApprovalFacts
from .approvals import WORDS
from .approvals import write_approval
from .documents import SharedDocument
from .invitation import name_of
from .letter import Letter
from .letterhead import Letterhead
from .opened import TOLD
from .opened import write_opened
from .openings import openings
from .task import Needless
from .words import Words
from typing import Any


# Far above what a site asks.
MOST_APPROVERS = 10_000
APPROVALS_PAGE = "@@externalshare-controlpanel-approvals"


def write_inside(
    site: Any,
    store: Any,
    row: OutboxRow,
    settings: Settings,
    head: Letterhead,
    words: Words,
    now: int,
) -> Letter | Needless:
    """The letter of such a row, or why none is needed any more."""
    if row.kind != MailKind.APPROVAL_ASKED and store.has_left(_told(store, row)):
        # Whose account is gone meanwhile: the mailbox is no longer the site's.
        return Needless("sender_left")
    if row.kind in APPROVALS:
        facts = approval(site, store, row, settings, now)
        if isinstance(facts, Needless):
            return facts
        wording = head.wording(row.kind, WORDS[row.kind].wording, words)
        return write_approval(wording, facts, head, words)
    told = openings(store, row, settings, head, words)
    if isinstance(told, Needless):
        return told
    return write_opened(head.wording(row.kind, TOLD[row.kind].wording, words), told, head, words)


def approval(
    site: Any, store: Any, row: OutboxRow, settings: Settings, now: int
) -> ApprovalFacts | Needless:
    """What waits, or was decided; nobody is asked about what somebody decided, or all ended."""
    made = store.distributions[store.invitations[row.subject_id].distribution_id]
    shares = [store.shares[one] for one in made.share_ids]
    asks, base = row.kind == MailKind.APPROVAL_ASKED, settings.link_base.rstrip("/")
    if asks and not made.hold.waiting:
        return Needless("approval_over")
    if asks and all(share.status(now, None) in ENDED for share in shares):
        return Needless("share_ended")
    if asks and not _may_approve(site, made, row.address):
        return Needless("approver_may_not")
    if not asks and row.address != made.sender.address:
        return Needless("handed_over")
    decider = IAccounts(site).named(made.hold.decider)
    page = APPROVALS_PAGE if asks else f"@@external-share-details/{shares[0].id}"
    named = {share.document_uid: share for share in shares}.values()
    return ApprovalFacts(
        row.kind,
        "" if asks else name_of(made.sender),
        name_of(made.sender),
        len(made.invitation_ids),
        [SharedDocument.of_share(one.gate.title, one) for one in named],
        f"{base}/{page}",
        name_of(decider) if decider else made.hold.decider,
        next((one.revocation.reason for one in shares if one.revocation), ""),
    )


def _told(store: Any, row: OutboxRow) -> str:
    """The id of the sender that a row is for."""
    if row.kind == MailKind.DIGEST:
        return row.subject_id
    made: Distribution = store.distributions[store.invitations[row.subject_id].distribution_id]
    return made.sender.id


def _may_approve(site: Any, made: Distribution, address: str) -> bool:
    """Whether somebody at this address still may, and has not become its sender meanwhile."""
    accounts = IAccounts(site)
    eyes = FourEyes(made, accounts.named)
    found = accounts.approvers(MOST_APPROVERS)
    return any(one.address == address and not eyes.against(one) for one in found)


def sender_asking(store: Any, row: OutboxRow) -> Sender | None:
    """Who gets the answer of somebody who is asked to approve; None of any other mail."""
    if row.kind != MailKind.APPROVAL_ASKED:
        return None
    sender: Sender = store.distributions[store.invitations[row.subject_id].distribution_id].sender
    return sender
