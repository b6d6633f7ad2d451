"""Share documents with people outside: one act, all or nothing."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.address import clean_lines
from ..model.address import clean_words
from ..model.address import organisation_key
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Event
from ..model.distribution import Distribution
from ..model.hold import Hold
from ..model.invitation import Invitation
from ..model.recipient import Recipient
from ..model.revision import Revision
from ..model.secrets import digest
from ..model.secrets import new_id
from ..model.share import Share
from ..model.verdict import Refused
from .ask_approval import ask_approvers
from .attach import against_attaching
from .attach import against_size
from .bounds import blocked
from .bounds import readiness as readiness
from .bounds import too_long
from .bounds import too_many
from .excerpt import against_pages
from .invite import queue_invitation
from .lifecycle import give_out
from .lifecycle import Lifecycle
from .limits import Limits
from .order import Order as Order
from .policy import Policy
from .ports import Ports
from .record import record
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any


class Distribute:
    """Makes distributions, invitations and shares with their evidence and their mails."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def check(self, order: Order) -> list[Refused]:
        """Everything that speaks against an order, the state of documents apart; writes nothing."""
        bounds = self.ports.settings
        found = [refused for refused in (readiness(self.ports),) if refused]
        if not order.addressees:
            found.append(Refused("recipients_missing", where="recipients"))
        found += too_long(bounds, len(order.addressees), order.message, order.label)
        addresses = [person.address for person in order.addressees]
        uids = [document.uid for document in order.documents]
        found += blocked(self.ports, addresses) + too_many(bounds, uids, addresses)
        if not order.documents:
            found.append(Refused("documents_missing", where="documents"))
        policy = Policy(self.ports)
        found += policy.judge(order.documents, addresses, order.terms)
        if order.attached:
            found += against_attaching(self.ports, order.documents, order.terms, order.by_mail)
        return found + policy.unconfirmed(order.confirmed)

    def __call__(self, order: Order) -> Distribution | list[Refused]:
        """Carry an order out, or say everything that speaks against it and do nothing.

        An operation of this sender that was carried out before gives what it made then.
        """
        before = self._carried_out(order)
        if before is not None:
            return before
        refusals = self.check(order)
        documents = {document.uid: document for document in order.documents}
        revisions, more = self._revisions(order, documents.values() if not refusals else ())
        refusals += more
        if not refusals and (refused := self._spend(order)):
            refusals = [refused]
        if refusals:
            return refusals
        distribution = self._distribution(order)
        self._keep(distribution, order)
        for document in documents.values():
            # The sweep tells its older shares what they have to be told.
            Lifecycle(self.ports).refresh(document.uid, document)
        people: dict[str, Addressee] = {}
        for person in order.addressees:
            people.setdefault(person.address, person)
        for person in people.values():
            self._invite(distribution, order, person, revisions)
        if distribution.hold is not None:
            ask_approvers(self.ports, distribution, order.contact)
        for share_id in distribution.share_ids:
            share = self.ports.store.shares[share_id]
            document = documents[share.document_uid]
            self.ports.announcer.announce("IExternalShareCreated", share_id, document)
        return distribution

    def _revisions(
        self, order: Order, documents: Iterable[Any]
    ) -> tuple[list[Revision], list[Refused]]:
        """What would be handed out, and what speaks against that."""
        found = [(document, document.revision()) for document in documents]
        revisions = [one for _document, one in found if isinstance(one, Revision)]
        refusals = [
            Refused(str(one), {"title": document.title}, "documents")
            for document, one in found
            if not isinstance(one, Revision)
        ]
        if not refusals:
            refusals += against_pages(self.ports, order.terms, revisions)
        if order.attached and not refusals:
            refusals += against_size(self.ports, order.terms, revisions)
        return revisions, refusals

    def _spend(self, order: Order) -> Refused | None:
        """Count the sending among those of its sender, or record that it is one too many."""
        people = len({person.address for person in order.addressees})
        shares = people * len({document.uid for document in order.documents})
        return Limits(self.ports).spend(order.sender.id, shares, people, order.contact)

    def _carried_out(self, order: Order) -> Distribution | None:
        found = self.ports.store.distribution_by_operation(order.operation)
        return found if found is not None and found.author.id == order.sender.id else None

    def _keep(self, distribution: Distribution, order: Order) -> None:
        self.ports.store.distributions[distribution.id] = distribution
        if order.operation:
            self.ports.store.remember_operation(order.operation, distribution)

    def _distribution(self, order: Order) -> Distribution:
        message, now = clean_lines(order.message), self.ports.now
        made = Distribution(new_id(), order.sender, message, order.terms, now, order.by_mail)
        made.attached, made.label = order.attached, clean_words(order.label)
        if self.ports.settings.checklist:
            made.confirmed = tuple(self.ports.settings.checklist)
        if Policy(self.ports).needs_approval(order.documents):
            made.hold = Hold()
            self.ports.store.await_approval(made.id)
        return made

    def _invite(
        self,
        distribution: Distribution,
        order: Order,
        person: Addressee,
        revisions: Sequence[Revision],
    ) -> None:
        store, ring = self.ports.store, self.ports.ring
        recipient = self._recipient(person, distribution.created)
        invitation = Invitation(
            new_id(),
            distribution.id,
            recipient.id,
            person.name,
            person.organisation,
            person.language or recipient.language,
            ring.current,
            distribution.created,
        )
        invitation.token_digest = digest(ring.link_token(ring.current, invitation.id, 1))
        store.add_invitation(invitation)
        for revision in revisions:
            share = self._share(distribution, invitation, order, revision)
            share.told = revision.sha256
            share.records = (invitation, distribution, recipient)
            key = organisation_key(person.organisation)
            store.add_share(share, key, recipient.address, person.name)
            invitation.share_ids += (share.id,)
            distribution.share_ids += (share.id,)
            self._record(share, invitation, recipient.address, revision, order)
        distribution.invitation_ids += (invitation.id,)
        actor = Actor("user", order.sender.id)
        if distribution.hold is not None:
            event = Event(Action.APPROVAL_ASKED, actor)
            record(self.ports, invitation.id, event, order.contact)
        elif order.by_mail:
            queue_invitation(self.ports, invitation, actor, order.contact)

    def _recipient(self, person: Addressee, now: int) -> Recipient:
        found = self.ports.store.recipient_at(person.address)
        if found is None:
            found = Recipient(
                new_id(), person.address, person.name, person.organisation, person.language, now
            )
            self.ports.store.add_recipient(found)
        else:
            # Whoever is being erased at this moment must not be invited under the old id.
            self.ports.store.rely_on(found)
        return found

    def _share(
        self, distribution: Distribution, invitation: Invitation, order: Order, revision: Revision
    ) -> Share:
        gate = self.ports.store.gate(revision.document_uid, revision.path, revision.title)
        give_out(self.ports, gate, revision)
        gate.note_sender(order.sender.id)
        share = Share(
            new_id(),
            invitation.id,
            distribution.id,
            invitation.recipient_id,
            order.sender.id,
            invitation.organisation,
            gate,
            order.terms,
            distribution.created,
        )
        share.hold = distribution.hold
        if order.terms.pinned:
            share.pin = self.ports.store.pin(revision, distribution.created)
        return share

    def _record(
        self, share: Share, invitation: Invitation, address: str, revision: Revision, order: Order
    ) -> None:
        person = {
            "address": address,
            "name": invitation.name,
            "organisation": invitation.organisation,
        }
        event = Event(
            Action.SHARE_CREATED,
            Actor("user", order.sender.id),
            share=share.id,
            document=revision.document_uid,
            revision=revision.label,
            sha256=revision.sha256,
            size=revision.size,
            new=share.terms.written(),
            recipient_id=invitation.recipient_id,
            person=person,
        )
        record(self.ports, invitation.id, event, order.contact)
