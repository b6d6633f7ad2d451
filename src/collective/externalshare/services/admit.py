"""From a link to a session: arrive, ask for a code, give it, leave.

Refusals are returned: raising would roll back the spent try. A stranger's
request does the same work and writes as the invited reader's, and looks alike.
"""

from __future__ import annotations

from ..model.address import canonical
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import VISITOR
from ..model.challenge import Challenge
from ..model.invitation import Invitation
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import digest
from ..model.secrets import fold_code
from ..model.secrets import fold_token
from ..model.secrets import new_id
from ..model.secrets import new_secret
from ..model.secrets import same
from ..model.session import AccessSession
from ..model.times import MINUTE
from ..model.times import SECOND
from ..model.verdict import Refused
from .authorize import usable
from .limits import Limits
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .sessions import end_session
from dataclasses import dataclass


@dataclass(frozen=True)
class Arrival:
    """A link that leads somewhere: who sent it, until when (microseconds) it may be used."""

    invitation: Invitation
    sender_name: str
    expires: int


@dataclass(frozen=True)
class CodeRequested:
    """The same for everyone; `browser` is the secret of the cookie that ties the code to it."""

    browser: str


@dataclass(frozen=True)
class Verified:
    """A good code: `cookie` is the new session's secret, stored only as its digest."""

    cookie: str


class Admit:
    """Trade a link and a mailed code for an access session."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.limits = Limits(ports)

    def arrive(self, token: str) -> Arrival | None:
        """What a link leads to, or None whatever the reason. Writes nothing."""
        folded = fold_token(token)
        invitation = folded and self.ports.store.invitation_by_token(digest(folded))
        if not invitation:
            return None
        shares = (self.ports.store.shares[share_id] for share_id in invitation.share_ids)
        found = usable(self.ports, shares)
        if not found:
            return None
        distribution = self.ports.store.distributions[invitation.distribution_id]
        sender = distribution.sender.name or distribution.sender.id
        return Arrival(invitation, sender, max(one.share.terms.expires for one in found))

    def request_code(
        self, token: str, address: str, browser: str, contact: Contact
    ) -> CodeRequested | Refused | None:
        """Send a code if the address is the invited one; nobody can tell from the answer.

        `browser` is the cookie of an earlier request, or empty. None: no such link.
        """
        arrival = self.arrive(token)
        if arrival is None:
            return None
        if not address.strip():
            return Refused("address_missing", where="email")
        must_be_recordable(self.ports)
        invitation = arrival.invitation
        if self.limits.addresses_spent(invitation, contact):
            return Refused("too_many_requests")
        self.limits.count_address(invitation, contact)
        if self._waiting(invitation, browser, address):
            return CodeRequested(browser)
        self._forget(browser)
        browser = new_secret()
        invited, room = self._is_invited(invitation, address), self.limits.may_mail(invitation)
        genuine = invited and room
        challenge = self._challenge(invitation, browser, address, genuine)
        self._enqueue(challenge, contact)
        self.limits.count_mail(invitation, genuine)
        event = Event(
            Action.CODE_REQUESTED,
            VISITOR,
            result="sent" if genuine else "not_sent",
            request=contact.request,
            recipient_id=invitation.recipient_id,
            person=contact.person,
        )
        record(self.ports, invitation.id, event)
        return CodeRequested(browser)

    def verify(
        self, token: str, code: str, browser: str, contact: Contact
    ) -> Verified | Refused | None:
        """Trade a code for a session; a wrong one spends a try. None: no such link.

        Codes: `code_missing` (nothing like a code was typed; no try spent),
        `code_wrong` with `left`, `code_tries_spent`, `too_many_requests`.
        """
        arrival = self.arrive(token)
        if arrival is None:
            return None
        typed = fold_code(code)
        if typed is None:
            return Refused("code_missing", where="code")
        if self.limits.codes_spent(contact):
            return Refused("too_many_requests")
        challenge = self._challenge_of(arrival.invitation, browser)
        bounds = self.ports.settings
        if challenge is None or not challenge.lives(self.ports.now, bounds.code_minutes):
            return Refused("code_old", where="code")
        if arrival.invitation.guard.off:
            # Codes sent before must not give more tries than the bound says.
            return Refused("code_old", where="code")
        if challenge.tries >= bounds.tries_per_code:
            return Refused("code_tries_spent", where="code")
        if not self._fits(challenge, typed):
            return self._wrong(arrival.invitation, challenge, contact)
        return self._admit(arrival.invitation, challenge, contact)

    def asked_at(self, arrival: Arrival, browser: str) -> int | None:
        """When this browser asked for its code, a stranger's too. Writes nothing."""
        found = self._challenge_of(arrival.invitation, browser)
        return found.issued if found else None

    def leave(self, session: AccessSession, contact: Contact) -> None:
        """End a session at its reader's wish."""
        end_session(self.ports, session, Actor("recipient", session.recipient_id), contact)

    def _is_invited(self, invitation: Invitation, address: str) -> bool:
        invited = self.ports.store.recipients[invitation.recipient_id].address
        return same(canonical(address) or "", invited)

    def _challenge_of(self, invitation: Invitation, browser: str) -> Challenge | None:
        found = self.ports.store.browsers.get(digest(browser)) if browser else None
        challenge: Challenge | None = self.ports.store.challenges.get(found) if found else None
        return challenge if challenge and challenge.invitation_id == invitation.id else None

    def _waiting(self, invitation: Invitation, browser: str, address: str) -> bool:
        # A double click must not kill the code that is on its way. Only the same
        # address waits: a corrected one needs its own code, and whether it is the
        # invited one must not show.
        found = self._challenge_of(invitation, browser)
        bounds, now = self.ports.settings, self.ports.now
        if found is None or not found.lives(now, bounds.code_minutes):
            return False
        young = now < found.issued + bounds.seconds_between_codes * SECOND
        again = self.ports.ring.has(found.key_id) and same(found.asked, self._asked(found, address))
        return young and again and found.tries < bounds.tries_per_code

    def _asked(self, challenge: Challenge, address: str) -> str:
        asked = canonical(address) or ""
        return self.ports.ring.mac(challenge.key_id, "asked", challenge.id, asked).hex()

    def _forget(self, browser: str) -> None:
        store = self.ports.store
        found = store.browsers.pop(digest(browser), None) if browser else None
        if found is not None:
            store.challenges.pop(found, None)

    def _challenge(
        self, invitation: Invitation, browser: str, address: str, genuine: bool
    ) -> Challenge:
        store, now, kid = self.ports.store, self.ports.now, self.ports.ring.current
        challenge = Challenge(new_id(), invitation.id, digest(browser), new_id(), kid, now, genuine)
        challenge.asked = self._asked(challenge, address)
        store.challenges[challenge.id] = challenge
        store.browsers[challenge.browser] = challenge.id
        return challenge

    def _enqueue(self, challenge: Challenge, contact: Contact) -> None:
        kind = MailKind.CODE if challenge.genuine else MailKind.DECOY
        now = challenge.issued
        give_up = now + self.ports.settings.code_minutes * MINUTE
        row = OutboxRow(new_id(), kind.value, challenge.id, now, give_up, language=contact.language)
        self.ports.store.enqueue(row)

    def _fits(self, challenge: Challenge, typed: str) -> bool:
        if not self.ports.ring.has(challenge.key_id):
            return False
        code = self.ports.ring.code(
            challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id
        )
        return same(code, typed) and challenge.genuine

    def _wrong(self, invitation: Invitation, challenge: Challenge, contact: Contact) -> Refused:
        challenge.tries += 1
        self.limits.count_code(contact)
        left = self.ports.settings.tries_per_code - challenge.tries
        event = Event(
            Action.CODE_REFUSED,
            VISITOR,
            result="refused",
            reason=f"tries_left {left}",
            request=contact.request,
            recipient_id=invitation.recipient_id,
            person=contact.person,
        )
        record(self.ports, invitation.id, event)
        # Only a genuine challenge counts, so that strangers cannot lock the reader out.
        if challenge.genuine and invitation.guard.fail(self.ports.settings.failures_before_lock):
            record(self.ports, invitation.id, Event(Action.CODE_LOCKED, VISITOR, result="locked"))
        return Refused("code_wrong", {"left": left}, where="code")

    def _admit(self, invitation: Invitation, challenge: Challenge, contact: Contact) -> Verified:
        store, now = self.ports.store, self.ports.now
        challenge.used = True
        store.browsers.pop(challenge.browser, None)
        invitation.guard.succeed()
        recipient = store.recipients[invitation.recipient_id]
        if contact.language and recipient.language != contact.language:
            # What a reader was shown on the way in is what later mails are written in.
            recipient.language = contact.language
        cookie = new_secret()
        session = AccessSession(digest(cookie), invitation.recipient_id, invitation.id, now)
        store.sessions[session.digest] = session
        sessions = store.session_lists[invitation.recipient_id]
        for ended in sessions.add(session.digest, self.ports.settings.sessions_per_recipient):
            store.sessions.pop(ended, None)
        event = Event(
            Action.CODE_ACCEPTED,
            Actor("recipient", invitation.recipient_id),
            request=contact.request,
            recipient_id=invitation.recipient_id,
            person={"address": recipient.address, **contact.person},
        )
        record(self.ports, invitation.id, event)
        return Verified(cookie)
