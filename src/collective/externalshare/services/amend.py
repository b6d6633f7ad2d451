"""Change the terms of a share: extend, shorten, view only or download, and the rest of them."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.outbox import MailKind
from ..model.outbox import OutboxState
from ..model.pin import KEPT
from ..model.pin import Pin
from ..model.revision import Revision
from ..model.share import Share
from ..model.share import Status
from ..model.terms import Access
from ..model.terms import Terms
from ..model.times import DAY
from ..model.verdict import Refused
from .authorize import given_out
from .authorize import standing
from .bounds import kept_instead
from .excerpt import against_pages
from .invite import begins
from .lifecycle import give_out
from .lifecycle import Lifecycle
from .policy import Policy
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .tell import gets_notices
from .tell import tell_reader
from .terms import Asked
from .terms import change_terms
from dataclasses import replace
from typing import Unpack


class Amend:
    """Changes terms within the same bounds as a new sending; an expired share comes back."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self,
        share: Share,
        actor: Actor,
        contact: Contact = NOBODY,
        **asked: Unpack[Asked],
    ) -> Refused | None:
        """Replace what is given, keep the rest; a revoked share is refused.

        Terms as they are change nothing, and evidence does not speak of a change.
        """
        old = share.terms
        if share.revocation is not None:
            return Refused("share_revoked")
        reader = self.ports.store.recipients[share.recipient_id]
        if kept := kept_instead(self.ports, reader):
            return Refused("recipient_merged", {"address": reader.address, "kept": kept})
        terms = change_terms(self.ports, old, **asked)
        if isinstance(terms, Refused):
            return terms
        if terms.expires <= self.ports.now:
            return Refused("share_expired")
        must_be_recordable(self.ports)
        if terms == old:
            return None
        if refused := self._may_not_revive(share, actor) or self._forbidden(share, terms):
            return refused
        pin = self._pin(share, terms)
        if isinstance(pin, Refused):
            return pin
        share.pin = pin
        if not _only_stricter(old, terms):
            # Nobody approves what they made wider themselves.
            self.ports.store.distributions[share.distribution_id].note_widened(actor.id)
        self._replace(share, terms)
        self._record(share, old, actor, contact)
        self._tell(share, old, actor, contact)
        if share.announced == Status.EXPIRED:
            # The row above says that it is back; only a suspension is news.
            share.announced = Status.ACTIVE.value
            document = self.ports.documents.get(share.document_uid, share.gate.path)
            Lifecycle(self.ports).announce(share, document)
        return None

    def _pin(self, share: Share, terms: Terms) -> Pin | Refused | None:
        """What the share keeps to from now on: the revision that is published at this moment."""
        if not terms.pinned:
            return None
        if share.pin is not None:
            share.pin.need(self.ports.now)
            return share.pin if share.pin.kept else Refused("pinned_gone")
        document = self.ports.documents.get(share.document_uid, share.gate.path)
        if document is None:
            return Refused("deleted")
        revision = document.revision()
        if not isinstance(revision, Revision):
            return Refused(str(revision))
        give_out(self.ports, share.gate, revision)
        pin: Pin = self.ports.store.pin(revision, self.ports.now)
        return pin

    def _record(self, share: Share, old: Terms, actor: Actor, contact: Contact) -> None:
        """The row of a change; where a revision is pinned by it, which one."""
        pinned = share.pin if share.pin and not old.pinned else None
        event = Event(
            Action.SHARE_CHANGED,
            actor,
            share=share.id,
            document=share.document_uid,
            revision=pinned.label if pinned else "",
            sha256=pinned.sha256 if pinned else "",
            old=old.written(),
            new=share.terms.written(old),
        )
        record(self.ports, share.invitation_id, event, contact)

    def _forbidden(self, share: Share, terms: Terms) -> Refused | None:
        """What the rules have against new terms; an earlier end, and less access, are welcome."""
        if _only_stricter(share.terms, terms):
            return None
        document = self.ports.documents.get(share.document_uid, share.gate.path)
        if Policy(self.ports).needs_approval([document]) and not share.held:
            # Else what was approved for a week to look at would become something else.
            return Refused("approval_needed")
        address = self.ports.store.recipients[share.recipient_id].address
        found = Policy(self.ports).judge([document], [address], terms)
        return next(iter(found or self._without_pages(share, terms)), None)

    def _may_not_revive(self, share: Share, actor: Actor) -> Refused | None:
        """What ended long ago stays ended; so does what was handed over to who may not share it.

        Handing over after the end asks for no right; to bring it back does.
        """
        if share.status(self.ports.now, None) is not Status.EXPIRED:
            return None
        if self.ports.now - share.end > KEPT:
            return Refused("revive_late", {"days": KEPT // DAY})
        made = self.ports.store.distributions[share.distribution_id]
        if not made.earlier:
            return None
        document = self.ports.documents.get(share.document_uid, share.gate.path)
        if actor.id != share.sender_id or document is None or document.may_be_shared_by(actor.id):
            return None
        return Refused("revive_may_not")

    def _without_pages(self, share: Share, terms: Terms) -> list[Refused]:
        """Refusals of another range than before, or of the same one of another revision."""
        found, follows = standing(self.ports, share), share.pin is not None and not terms.pinned
        same = terms.pages == share.terms.pages and not follows
        if same or not terms.pages or found.document is None:
            return []
        revision = found.document.revision() if follows else given_out(found)
        if not isinstance(revision, Revision):
            return [Refused(str(revision))]
        return against_pages(self.ports, terms, [revision])

    def _tell(self, share: Share, old: Terms, actor: Actor, contact: Contact) -> None:
        """Tell the reader of more time, once it has begun."""
        told = self.ports.settings.mail_extended and gets_notices(self.ports, share)
        begun = share.status(self.ports.now, None) is not Status.PENDING
        if told and begun and share.terms.expires > old.expires:
            tell_reader(self.ports, MailKind.EXTENDED, share, actor, contact)

    def _replace(self, share: Share, terms: Terms) -> None:
        old, share.terms = share.terms, terms
        asks = (terms.acknowledge, terms.acknowledge_days, terms.pages)
        if asks != (old.acknowledge, old.acknowledge_days, old.pages):
            share.asked = self.ports.now
        if terms.limit and not _only_stricter(old, terms):
            share.usage.begin_anew()
        if terms.starts != old.starts:
            self._move_mail(share)
        if terms.expires != old.expires:
            self.ports.store.move_expiry(share, old.expires)
        self.ports.store.post_deadline(share)

    def _move_mail(self, share: Share) -> None:
        """Let the invitation leave when its shares begin now; what was sent is sent."""
        invitation = self.ports.store.invitations[share.invitation_id]
        row = self.ports.store.outbox.get(invitation.delivery.row_id)
        if row is not None and row.state == OutboxState.QUEUED:
            row.wait_until(begins(self.ports, invitation))


def _only_stricter(old: Terms, terms: Terms) -> bool:
    """Whether nothing changes but to an earlier end, less access, and when the sender is told.

    The last of these concerns nobody else.
    """
    if terms.expires > old.expires or terms.access not in (old.access, Access.VIEW):
        return False
    changed = replace(old, expires=terms.expires, access=terms.access, notify=terms.notify)
    if terms.access == Access.VIEW:
        # There is nothing left to be limited.
        changed = replace(changed, limit=0)
    return terms == changed
