"""A person outside, by their address: everything that is held about them."""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import organisation_key
from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from ..model.audit import SideRecord
from ..model.distribution import Distribution
from ..model.grant import Grant
from ..model.invitation import Invitation
from ..model.outbox import OutboxRow
from ..model.recipient import Recipient
from ..model.recipient_list import RecipientList
from ..model.session import AccessSession
from ..model.share import Share
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import json


SHORTEST_NAME = 3
"""Characters; a shorter name is found in too many words to say anything."""


class Person:
    """Reads; never writes.

    A stranger, to whom nothing was ever shared, can be held all the same: a test
    mail went to them, they stand in a list, or a sender's message names their
    address. Their recipient is no record of the store, and its id is empty.
    """

    def __init__(self, ports: Ports, recipient: Recipient) -> None:
        self.ports = ports
        self.store = ports.store
        self.recipient = recipient

    @cached_property
    def invitations(self) -> list[Invitation]:
        """What they were sent."""
        return self.store.invitations_of(self.recipient)

    @cached_property
    def shares(self) -> list[Share]:
        """What they may or might read."""
        return [self.store.shares[one] for inv in self.invitations for one in inv.share_ids]

    @cached_property
    def sessions(self) -> list[AccessSession]:
        """Their browsers."""
        kept = self.store.session_lists.get(self.recipient.id)
        digests = kept.digests if kept is not None else ()
        return [self.store.sessions[one] for one in digests if one in self.store.sessions]

    @cached_property
    def grants(self) -> list[Grant]:
        """Copies that can still be fetched; stamp and tail bear their name."""
        ours = {share.id for share in self.shares}
        return [grant for grant in self.store.grants.values() if grant.share_id in ours]

    @cached_property
    def challenges(self) -> list[str]:
        """Ids of the codes that were asked for at their links."""
        ours = {invitation.id for invitation in self.invitations}
        found = self.store.challenges.values()
        return [one.id for one in found if one.invitation_id in ours]

    @cached_property
    def mails(self) -> list[OutboxRow]:
        """What the outbox holds for them."""
        subjects = {*(one.id for one in self.invitations), *self.challenges}
        address = self.recipient.address
        return [
            row
            for row in self.store.outbox.values()
            if row.subject_id in subjects or row.address == address
        ]

    @cached_property
    def names(self) -> list[str]:
        """How they were called."""
        listed = (one.member(self.recipient.address) for one in self.lists)
        found = dict.fromkeys(
            (
                self.recipient.name,
                *(one.name for one in self.invitations),
                *(member.name for member in listed if member),
            )
        )
        return [name for name in found if name]

    @cached_property
    def organisations(self) -> set[str]:
        """Keys of those for which, as far as is known, nobody else works: they name the person."""
        store, named = self.store, {share.organisation for share in self.shares}
        return {
            key
            for key in map(organisation_key, filter(None, named))
            if all(
                store.share_at(one).recipient_id == self.recipient.id
                for one in store.by_organisation.keys(key)
            )
        }

    @cached_property
    def lists(self) -> list[RecipientList]:
        """Named lists that they are in."""
        address = self.recipient.address
        return [one for one in self.store.recipient_lists() if one.member(address)]

    @property
    def chains(self) -> list[Chain]:
        """The chains of their invitations."""
        return [self.store.chains[one.id] for one in self.invitations]

    def rows(self) -> Iterator[tuple[Chain, dict[str, Any], SideRecord | None]]:
        """Every row about them, of their own chains and of the administration's."""
        for chain in self.chains:
            for text, _mac, side in chain.entries():
                yield chain, json.loads(text), side
        chain = self.store.chains[ADMINISTRATION]
        for sequence, side in chain.side.items():
            if self.concerned(side):
                text = next(chain.entries(sequence))[0]
                yield chain, json.loads(text), side

    def concerned(self, side: SideRecord) -> bool:
        """Whether a side record holds data of this person."""
        known = dict(side.person)
        return (
            (side.recipient_id == self.recipient.id != "")
            or self.recipient.address in known.values()
            or organisation_key(known.get("organisation", "")) in self.organisations
        )

    @property
    def held(self) -> bool:
        """Whether there is anything about them at all."""
        if self.recipient.id or self.lists or self.mails or self.mentions():
            return True
        return any(True for _ in self.rows())

    def mentioned(self, text: str) -> bool:
        """Whether a text that somebody typed has their address or one of their names."""
        folded = " ".join(text.casefold().split())
        needles = (self.recipient.address, *self.names)
        return any(
            len(one) >= SHORTEST_NAME and " ".join(one.casefold().split()) in folded
            for one in needles
        )

    def mentions(self) -> list[Distribution]:
        """Sendings whose message or label mentions them, to whomever it went."""
        found = self.store.distributions.values()
        return [one for one in found if self.mentioned(one.message) or self.mentioned(one.label)]


def find_person(ports: Ports, address: str) -> Person | Refused:
    """The person with an address as people type it."""
    if not address.strip():
        return Refused("person_missing", where="address")
    clean = canonical(address) or ""
    recipient = ports.store.recipient_at(clean)
    person = Person(ports, recipient or Recipient("", clean, "", "", "", 0))
    known = bool(clean) and person.held
    return person if known else Refused("person_unknown", where="address")
