"""What somebody holds, shared anew with the same person at another address."""

from __future__ import annotations

from ..model.address import organisation_key
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.distribution import Distribution
from ..model.hold import Hold
from ..model.invitation import Invitation
from ..model.recipient import Recipient
from ..model.revision import Revision
from ..model.secrets import digest
from ..model.secrets import new_id
from ..model.share import Share
from .ask_approval import ask_approvers
from .invite import queue_invitation
from .policy import Policy
from .ports import Ports
from .record import record
from collections.abc import Sequence
from dataclasses import replace
from typing import Any


class Anew:
    """Makes distributions, invitations and shares for `kept`, by somebody in the senders' place."""

    def __init__(self, ports: Ports, kept: Recipient, actor: Actor, contact: Contact) -> None:
        self.ports = ports
        self.store = ports.store
        self.kept = kept
        self.actor = actor
        self.contact = contact

    def __call__(self, shares: Sequence[Share]) -> tuple[list[Share], int]:
        """Their new shares, and how many invitations leave without a mail.

        One invitation for each of before, with the same documents under the same terms.
        """
        by_invitation: dict[str, list[Share]] = {}
        for share in shares:
            by_invitation.setdefault(share.invitation_id, []).append(share)
        made: list[Share] = []
        silent = 0
        for invitation_id, given in by_invitation.items():
            before = self.store.invitations[invitation_id]
            sending = self.store.distributions[before.distribution_id]
            silent += not sending.by_mail
            # In the order that the sender chose; shares of one moment have none of their own.
            given.sort(key=lambda share: before.share_ids.index(share.id))
            made += self._invite(before, sending, given)
        return made, silent

    def _invite(
        self, before: Invitation, sending: Distribution, given: Sequence[Share]
    ) -> list[Share]:
        store, now = self.store, self.ports.now
        documents = [self._document(share) for share in given]
        distribution = sending.again(new_id(), now, self.actor.id)
        if Policy(self.ports).needs_approval(one for one in documents if one is not None):
            distribution.hold = Hold()
            store.await_approval(distribution.id)
        invitation = self._invitation(before, distribution)
        made = [share.again(new_id(), invitation, now) for share in given]
        for old, new, document in zip(given, made, documents, strict=True):
            new.records = (invitation, distribution, self.kept)
            if distribution.hold is not None:
                new.hold = distribution.hold
            key = organisation_key(new.organisation)
            store.add_share(new, key, self.kept.address, invitation.name)
            self._record(old, new, invitation, document)
        ids = tuple(new.id for new in made)
        invitation.share_ids = distribution.share_ids = ids
        distribution.invitation_ids = (invitation.id,)
        store.distributions[distribution.id] = distribution
        if distribution.hold is not None:
            asked = Event(Action.APPROVAL_ASKED, self.actor)
            record(self.ports, invitation.id, asked, self.contact)
            ask_approvers(self.ports, distribution, self.contact)
        elif distribution.by_mail:
            queue_invitation(self.ports, invitation, self.actor, self.contact)
        for new, document in zip(made, documents, strict=True):
            self.ports.announcer.announce("IExternalShareCreated", new.id, document)
        return made

    def _invitation(self, before: Invitation, distribution: Distribution) -> Invitation:
        ring = self.ports.ring
        made = before.again(
            new_id(), distribution.id, self.kept.id, ring.current, distribution.created
        )
        made.token_digest = digest(ring.link_token(ring.current, made.id, 1))
        self.store.add_invitation(made)
        return made

    def _document(self, share: Share) -> Any:
        return self.ports.documents.get(share.document_uid, share.gate.path)

    def _record(self, old: Share, new: Share, invitation: Invitation, document: Any) -> None:
        """As of any share that is made; `old` names the one that it takes the place of."""
        person = {
            "address": self.kept.address,
            "name": invitation.name,
            "organisation": invitation.organisation,
        }
        event = Event(
            Action.SHARE_CREATED,
            self.actor,
            share=new.id,
            document=new.document_uid,
            old=old.id,
            new=new.terms.written(),
            recipient_id=self.kept.id,
            person=person,
        )
        # What cannot be had at present has no revision to name; each grant names its own.
        found = None if document is None else document.revision()
        revision = found if new.pin is None else new.pin.revision(new.gate.path)
        if isinstance(revision, Revision):
            given = {"revision": revision.label, "sha256": revision.sha256, "size": revision.size}
            event = replace(event, **given)  # type: ignore[arg-type]
        record(self.ports, invitation.id, event, self.contact)
