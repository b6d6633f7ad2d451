"""The one decision, whether something may be used now.

Every route and every list of a single share comes through here. Nothing is
taken from a catalog, a gate or a session: the document is read live.
"""

from __future__ import annotations

from ..model.policy import NO_RULES
from ..model.policy import Objection
from ..model.policy import objection
from ..model.policy import Rules
from ..model.policy import sender_stays
from ..model.policy import site_rules
from ..model.policy import stricter
from ..model.revision import OF_FILE
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.secrets import digest
from ..model.session import AccessSession
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from ..model.terms import Access
from .ports import Ports
from .record import must_be_recordable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Standing:
    """A share as it stands: its status, why it is suspended, its live document or None.

    `readable`: whether the reader may look at it now. A share whose downloads
    are spent is no longer active, and readable all the same. `view_only`: the
    rules allow no download now, whatever the terms say.
    """

    share: Share
    status: Status
    reason: str
    document: Any
    readable: bool
    view_only: bool = False


def standing(ports: Ports, share: Share) -> Standing:
    """Read a share and its document live."""
    return next(standings(ports, [share]))


def standings(ports: Ports, shares: Iterable[Share]) -> Iterator[Standing]:
    """Read several shares live; each document is looked at once, and so is each of its senders."""
    known: dict[str, tuple[Any, str, Rules]] = {}
    stays: dict[tuple[str, str], bool] = {}
    for share in shares:
        uid = share.document_uid
        if uid not in known:
            document = ports.documents.get(uid, share.gate.path)
            gone = SourceRefusal.DELETED, NO_RULES
            found, own = gone if document is None else document.judged()
            # A pinned revision may be given out while the document's present file may not.
            closed = found and found not in OF_FILE
            rules = NO_RULES if closed else stricter(site_rules(ports.settings), own)
            known[uid] = document, str(found or ""), rules
        document, refusal, rules = known[uid]
        reason = share.stopped(refusal) or ""
        if not reason:
            pair = uid, share.sender_id
            if pair not in stays:
                stays[pair] = sender_stays(ports.settings, document, share.sender_id)
            address = ports.store.records_of(share)[2].address
            reason = str(objection(rules, address, stays[pair]) or _shortened(share, document))
        status = share.status(ports.now, reason or None)
        readable = share.readable(ports.now, reason or None)
        said = reason if status is Status.SUSPENDED else held_for(share, status)
        yield Standing(share, status, said, document, readable, rules.view_only)


def given_out(found: Standing) -> Revision | SourceRefusal:
    """The revision that a share gives out now; may inspect and write, see `IShareSource`."""
    share, document = found.share, found.document
    if share.pin is None:
        answer: Revision | SourceRefusal = document.revision()
        return answer
    refusal = share.stopped(document.refusal())
    return SourceRefusal(refusal) if refusal else share.pin.revision(document.path)


def _shortened(share: Share, document: Any) -> str:
    """Why a share of some pages is suspended, where they are not there any more."""
    if not share.terms.pages or not share.lacks_pages(document.pages()):
        return ""
    return Objection.PAGES_MISSING.value


def held_for(share: Share, status: Status) -> str:
    """Why a share is pending, where that is not its start."""
    awaited = share.held and status is Status.PENDING
    return Objection.APPROVAL_AWAITED.value if awaited else ""


def usable(ports: Ports, shares: Iterable[Share]) -> list[Standing]:
    """Those that may be used now; no document is looked at for a share that has ended."""
    running = (share for share in shares if share.status(ports.now, None) not in ENDED)
    return [found for found in standings(ports, running) if found.readable]


def living_session(ports: Ports, cookie: str) -> AccessSession | None:
    """The session of a cookie, or None when there is none, idle too long or too old."""
    found: AccessSession | None = ports.store.sessions.get(digest(cookie)) if cookie else None
    bounds = ports.settings
    if found and found.lives(ports.now, bounds.session_idle_minutes, bounds.session_hours):
        return None if is_blocked(ports, found.recipient_id) else found
    return None


def is_blocked(ports: Ports, recipient_id: str) -> bool:
    """Whether somebody is kept out, whatever was shared with them."""
    return ports.store.recipients[recipient_id].blocked is not None


def locked(session: AccessSession, share: Share) -> bool:
    """Whether the share's password has to be given first."""
    return bool(share.terms.password) and not session.has_unlocked(share.terms.password)


def readable(ports: Ports, session: AccessSession, share_id: str) -> Standing | None:
    """The standing of a share that this session's reader may look at, a password apart, or None."""
    share: Share | None = ports.store.shares.get(share_id)
    if share is None or share.recipient_id != session.recipient_id:
        return None
    if is_blocked(ports, share.recipient_id):
        return None
    found = standing(ports, share)
    return found if found.readable else None


def authorize(ports: Ports, session: AccessSession, share_id: str, access: str) -> Standing | None:
    """The standing of a share that this session's reader may use in this way, or None.

    None has many causes and looks the same for all of them: unknown, somebody
    else's, ended, suspended, locked, or view only where the file is asked for.
    While nothing can be recorded nothing may be used either, tickets granted
    before included: a revoke could not be recorded, so it could not stop them.

    :raises KeysUnusable: while the keys outside cannot be read.
    """
    must_be_recordable(ports)
    found = readable(ports, session, share_id)
    if found is None or locked(session, found.share):
        return None
    if access == Access.DOWNLOAD:
        only_seen = found.view_only or found.share.terms.access != Access.DOWNLOAD
        return None if only_seen else found
    return found
