"""Forgetting a person: what was done stays proved, who it was is gone."""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import clean_words
from ..model.ageing import forget
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.verdict import Refused
from ..model.verification import field_digest
from .person import find_person
from .person import Person
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from .revoke import LONGEST_REASON
from .revoke import Revoke
from .sessions import end_session
from collections.abc import Sequence
from dataclasses import dataclass

import secrets


OTHERS = ("recipient", "visitor")
"""Kinds of actors in an invitation's chain whose contacts are those of its reader."""


@dataclass(frozen=True)
class Erased:
    """What was done, for whoever has to answer for it; kept nowhere.

    `recipient_id`: who it was in the records; empty for a stranger. `salt`:
    proves, with the address, that the row of the administration is about it.
    `messages`: ids of sendings whose message or label still mentions the person.
    `reasons`: (chain, sequence) of rows whose signed reason does.
    """

    recipient_id: str
    salt: str
    revoked: int
    sessions: int
    rows: int
    mails: int
    cleared: int
    lists: int
    messages: tuple[str, ...]
    reasons: tuple[tuple[str, int], ...]


class PersonErasure:
    """Erases in one transaction: wholly, or not at all."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(
        self,
        address: str,
        confirmation: str,
        reason: str,
        actor: Actor,
        contact: Contact = NOBODY,
        clear: Sequence[str] = (),
    ) -> Erased | Refused:
        """Erase the person with this address, typed twice.

        `clear`: ids of sendings whose message and label are to be deleted too. Refused:
        `person_missing`, `person_unknown`, `confirmation_wrong`,
        `reason_missing`, `reason_long`, `reason_names_person`.
        """
        person = find_person(self.ports, address)
        if isinstance(person, Refused):
            return person
        reason = clean_words(reason)
        refused = _wrong(person, confirmation, reason)
        if refused is not None:
            return refused
        must_be_recordable(self.ports)
        return self._erase(person, reason, actor, contact, clear)

    def _erase(
        self, person: Person, reason: str, actor: Actor, contact: Contact, clear: Sequence[str]
    ) -> Erased:
        # Counted first: what comes after takes away what they are found by.
        mentioning = person.mentions()
        mails, sessions = len(person.mails), len(person.sessions)
        lists = [one.without(person.recipient.address) for one in person.lists]
        revoked = Revoke(self.ports)(person.shares, actor, reason, contact)
        self._end(person, actor, contact)
        reasons = _reasons(person)
        rows = self._forget_rows(person)
        for one in mentioning:
            if one.id in clear:
                one.message = ""
                self.ports.store.unlabel(one)
        left = tuple(one.id for one in mentioning if one.message or one.label)
        salt = secrets.token_hex(16)
        digest = field_digest(salt, person.recipient.address)
        if person.recipient.id:
            self.ports.store.unname(person.recipient, self.ports.now)
        recipient_id = person.recipient.id
        told = Event(
            Action.PERSONAL_DATA_ERASED, actor, reason=reason, old=recipient_id, new=digest
        )
        record_administration(self.ports, told, contact)
        return Erased(
            recipient_id,
            salt,
            revoked if isinstance(revoked, int) else 0,
            sessions,
            rows,
            mails,
            len(mentioning) - len(left),
            len(lists),
            left,
            reasons,
        )

    def _end(self, person: Person, actor: Actor, contact: Contact) -> None:
        store = self.ports.store
        mails, grants, challenges = person.mails, person.grants, person.challenges
        for session in person.sessions:
            end_session(self.ports, session, actor, contact)
        for grant in grants:
            store.grants.pop(grant.id, None)
            store.tickets.pop(grant.ticket_digest, None)
        for row in mails:
            store.drop_mail(row.id)
        for challenge_id in challenges:
            challenge = store.challenges.pop(challenge_id)
            if store.browsers.get(challenge.browser) == challenge_id:
                store.browsers.pop(challenge.browser)

    def _forget_rows(self, person: Person) -> int:
        forgotten = 0
        for chain, row, side in list(person.rows()):
            if side is not None and (person.concerned(side) or row["actor"][0] in OTHERS):
                forgotten += forget(chain, row["sequence"])
        return forgotten


def _wrong(person: Person, confirmation: str, reason: str) -> Refused | None:
    if canonical(confirmation) != person.recipient.address:
        return Refused("confirmation_wrong", where="confirmation")
    if not reason:
        return Refused("reason_missing", where="reason")
    if len(reason) > LONGEST_REASON:
        return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
    # It stays in signed rows for ever.
    if person.mentioned(reason):
        return Refused("reason_names_person", where="reason")
    return None


def _reasons(person: Person) -> tuple[tuple[str, int], ...]:
    return tuple(
        (chain.id, row["sequence"])
        for chain, row, _side in person.rows()
        if person.mentioned(row["reason"])
    )
