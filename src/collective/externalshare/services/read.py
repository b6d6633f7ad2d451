"""What a reader gets: the portal, a document's page, a grant, the bytes."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.distribution import Distribution
from ..model.grant import Grant
from ..model.invitation import Invitation
from ..model.pages import last_page
from ..model.policy import Objection
from ..model.recipient import Recipient
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.secrets import copy_number
from ..model.secrets import digest
from ..model.secrets import new_id
from ..model.session import AccessSession
from ..model.share import Share
from ..model.terms import Access
from ..model.times import MINUTE
from ..model.verdict import Refused
from .authorize import authorize
from .authorize import given_out
from .authorize import locked
from .authorize import readable as readable_share
from .authorize import Standing
from .authorize import usable
from .copying import make_copy
from .lifecycle import give_out
from .limits import Limits
from .pages_seen import PagesSeen
from .ports import Ports
from .record import record
from .refusal import record_refusal
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One document on the reader's portal, usable now; the title is the live one."""

    share: Share
    title: str
    distribution: Distribution
    invitation: Invitation
    access: str = Access.VIEW.value


@dataclass(frozen=True)
class Granted:
    """A ticket that fetches the copy for some minutes."""

    ticket: str


def _in_order(entry: Entry) -> tuple[int, str, int]:
    invitation = entry.invitation
    return -entry.share.created, invitation.id, invitation.share_ids.index(entry.share.id)


class Read:
    """Reads for a living session; every call decides anew what it may see."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def reader(self, session: AccessSession) -> Recipient:
        """Whose session it is."""
        recipient: Recipient = self.ports.store.recipients[session.recipient_id]
        return recipient

    def portal(self, session: AccessSession) -> list[Entry]:
        """Everything the session's reader may use now, newest first. Writes nothing.

        What was sent together stands together, in the order of its sending.
        """
        store = self.ports.store
        keys = store.by_recipient.keys(session.recipient_id)
        found = usable(self.ports, (store.share_at(key) for key in keys))
        return sorted(map(self._entry, found), key=_in_order)

    def document(self, session: AccessSession, share_id: str) -> Entry | None:
        """One document of the reader's, or None."""
        found = authorize(self.ports, session, share_id, Access.VIEW)
        return None if found is None else self._entry(found)

    def locked(self, session: AccessSession, share_id: str) -> Entry | None:
        """A document of the reader's whose password has to be given first, or None."""
        found = readable_share(self.ports, session, share_id)
        return self._entry(found) if found and locked(session, found.share) else None

    def note_seen(self, session: AccessSession) -> bool:
        """Keep the session awake; writes at most once a minute, and says whether it did."""
        if not session.stale(self.ports.now):
            return False
        session.last_seen = self.ports.now
        PagesSeen(self.ports).keep(session)
        return True

    def grant(
        self, session: AccessSession, share_id: str, access: str, contact: Contact
    ) -> Granted | Refused | None:
        """Make the reader's stamped copy and a ticket for it; the evidence commits with it.

        None: nothing to be had, for whatever reason. `copy_failed`: no copy
        could be made, so nothing leaves. Asked again within the ticket's
        minutes, the same grant answers and nothing is counted.
        """
        found = authorize(self.ports, session, share_id, access)
        if found is None:
            record_refusal(self.ports, session, share_id, access, contact)
            return None
        self.ports.store.rely_on(found.share, found.share.gate, session, self.reader(session))
        found.document.rely_on()
        revision = given_out(found)
        if not isinstance(revision, Revision):
            record_refusal(self.ports, session, share_id, access, contact, str(revision))
            failed = revision is SourceRefusal.ENGINE_FAILED
            return Refused("copy_failed") if failed else None
        earlier = self._earlier(session, found.share, access, revision)
        if last_page(found.share.terms.pages) > revision.pages:
            reason = Objection.PAGES_MISSING
            record_refusal(self.ports, session, share_id, access, contact, reason)
            return None
        if earlier is not None:
            return Granted(self.ports.ring.ticket(earlier.key_id, earlier.id))
        if access == Access.DOWNLOAD and found.share.spent:
            record_refusal(self.ports, session, share_id, access, contact)
            return None
        limits = Limits(self.ports)
        if limits.grants_spent(session):
            record_refusal(self.ports, session, share_id, access, contact, "too_many_requests")
            return Refused("too_many_requests")
        try:
            grant = self._make(session, found, access, revision)
        except CopyFailed as error:
            logger.error("No copy could be made for share %s: %s", share_id, error)
            record_refusal(self.ports, session, share_id, access, contact, "copy_failed")
            return Refused("copy_failed")
        limits.count_grant(session)
        self._count(session, found, grant, revision, contact)
        return Granted(self.ports.ring.ticket(grant.key_id, grant.id))

    def _entry(self, found: Standing) -> Entry:
        share = found.share
        invitation, distribution, _ = self.ports.store.records_of(share)
        return Entry(
            share,
            found.document.title,
            distribution,
            invitation,
            Access.VIEW.value if found.view_only else share.terms.access,
        )

    def _earlier(
        self, session: AccessSession, share: Share, access: str, revision: Revision
    ) -> Grant | None:
        minutes = self.ports.settings.ticket_minutes
        for share_id, granted_access, grant_id in session.grants:
            grant: Grant | None = self.ports.store.grants.get(grant_id)
            if (share_id, granted_access) != (share.id, access) or grant is None:
                continue
            # A minute is left over, so that the ticket does not die in the redirect.
            living = grant.fresh(self.ports.now + MINUTE, minutes)
            # Without the key that made it, its ticket cannot be shown again.
            living = living and self.ports.ring.has(grant.key_id)
            same = (revision.sha256, share.terms.pages)
            if living and (grant.source_sha256, grant.pages) == same:
                return grant
        return None

    def _make(
        self, session: AccessSession, found: Standing, access: str, revision: Revision
    ) -> Grant:
        share = found.share
        store, ring, now = self.ports.store, self.ports.ring, self.ports.now
        grant_id = new_id()
        made = make_copy(self.ports, share, found.document, revision, grant_id)
        grant = Grant(
            grant_id,
            digest(ring.ticket(ring.current, grant_id)),
            ring.current,
            session.digest,
            share.id,
            access,
            revision.filename_of(share.terms.pages),
            revision.label,
            revision.sha256,
            revision.blob,
            made.template,
            made.stamp,
            made.copy,
            now,
        )
        grant.pages = share.terms.pages
        store.grants[grant.id] = grant
        store.tickets[grant.ticket_digest] = grant.id
        session.last_seen = now
        minutes, given = self.ports.settings.ticket_minutes, store.grants
        kept = (
            one for one in session.grants if one[2] in given and given[one[2]].fresh(now, minutes)
        )
        session.grants = (*kept, (share.id, access, grant.id))
        return grant

    def _count(
        self,
        session: AccessSession,
        found: Standing,
        grant: Grant,
        revision: Revision,
        contact: Contact,
    ) -> None:
        share = found.share
        if share.pin is None:
            give_out(self.ports, share.gate, revision)
        share.usage.count(
            grant.access, self.ports.now, revision.label, revision.sha256, grant.pages
        )
        taken = grant.access == Access.DOWNLOAD
        event = Event(
            Action.SHARE_DOWNLOADED if taken else Action.SHARE_OPENED,
            Actor("recipient", session.recipient_id),
            share=share.id,
            document=revision.document_uid,
            revision=revision.label,
            sha256=revision.sha256,
            copy=grant.copy.sha256,
            size=grant.copy.size,
            new=copy_number(grant.id),
            old=grant.pages,
            recipient_id=session.recipient_id,
            person={"address": self.reader(session).address},
        )
        row = record(self.ports, share.invitation_id, event, contact)
        self.ports.store.note_copy(row)
        kind = "IExternalShareDownloaded" if taken else "IExternalShareOpened"
        self.ports.announcer.announce(kind, share.id, found.document)
