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
from ..model.audit import NOBODY
from ..model.audit import SYSTEM
from ..model.audit import VISITOR
from ..model.challenge import Challenge
from ..model.invitation import Invitation
from ..model.secrets import digest
from ..model.secrets import fold_code
from ..model.secrets import fold_token
from ..model.secrets import new_secret
from ..model.secrets import same
from ..model.session import AccessSession
from ..model.verdict import Refused
from .authorize import is_blocked
from .authorize import usable
from .challenges import Challenges
from .limits import Limits
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .refusal import record_closed
from .refusal import record_turned_away
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
        self.challenges = Challenges(ports)

    def arrive(self, token: str) -> Arrival | None:
        """What a link leads to, or None whatever the reason. Writes nothing."""
        invitation = self._invitation(token)
        if invitation is None:
            return None
        shares = (self.ports.store.shares[share_id] for share_id in invitation.share_ids)
        found = usable(self.ports, shares)
        if not found:
            return None
        distribution = self.ports.store.distributions[invitation.distribution_id]
        sender = distribution.sender.name or distribution.sender.id
        return Arrival(invitation, sender, max(one.share.terms.expires for one in found))

    def _invitation(self, token: str) -> Invitation | None:
        folded = fold_token(token)
        return self.ports.store.invitation_by_token(digest(folded)) if folded else None

    def _arrive_to_act(self, token: str, contact: Contact) -> Arrival | None:
        """As `arrive`; that a known link is closed is recorded, an unknown one leaves nothing."""
        arrival, invitation = self.arrive(token), self._invitation(token)
        if arrival is None and invitation is not None:
            record_closed(self.ports, invitation, contact)
        return arrival

    def request_code(
        self, token: str, address: str, browser: str, contact: Contact
    ) -> CodeRequested | Refused | None:
        """Send a code if the address is the invited one; nobody can tell from the answer.

        `browser` is the cookie of an earlier request, or empty. None: no such link.
        """
        arrival = self._arrive_to_act(token, contact)
        if arrival is None:
            return None
        if not address.strip():
            return Refused("address_missing", where="email")
        must_be_recordable(self.ports)
        invitation = arrival.invitation
        if self.limits.addresses_spent(invitation, contact):
            return self._turned_away(invitation, contact, Refused("too_many_requests"))
        self.limits.count_address(invitation, contact)
        if self.challenges.waits(invitation, browser, address):
            return CodeRequested(browser)
        invited, room = self._is_invited(invitation, address), self.limits.may_mail(invitation)
        genuine = invited and room
        # By the room alone, so that friend and stranger are treated alike.
        before = "" if room else self.challenges.set_aside(invitation, browser)
        self.challenges.forget(browser)
        browser = new_secret()
        self.challenges.make(invitation, browser, address, genuine, contact.language, before)
        self.limits.count_mail(invitation, genuine)
        event = Event(
            Action.CODE_REQUESTED,
            VISITOR,
            result="sent" if genuine else "not_sent",
            recipient_id=invitation.recipient_id,
        )
        record(self.ports, invitation.id, event, contact)
        return CodeRequested(browser)

    def verify(
        self,
        token: str,
        code: str,
        browser: str,
        contact: Contact,
        earlier: AccessSession | None = None,
    ) -> Verified | Refused | None:
        """Trade a code for a session; a wrong one spends a try. None: no such link.

        `earlier` is the browser's living session, which the new one ends (ASVS 7.2.4).
        Codes: `code_missing` (nothing like a code was typed; no try spent), `code_old`,
        `code_wrong` with `left`, `code_tries_spent`, `too_many_requests`.
        """
        arrival = self._arrive_to_act(token, contact)
        if arrival is None:
            return None
        typed = fold_code(code)
        if typed is None:
            return Refused("code_missing", where="code")
        invitation = arrival.invitation
        if self.limits.codes_spent(contact):
            return self._turned_away(invitation, contact, Refused("too_many_requests"))
        challenge = self.challenges.of(invitation, browser)
        bounds = self.ports.settings
        if challenge is None or not challenge.lives(self.ports.now, bounds.code_minutes):
            return self._turned_away(invitation, contact, Refused("code_old", where="code"))
        if challenge.tries >= bounds.tries_per_code:
            spent = Refused("code_tries_spent", where="code")
            return self._turned_away(invitation, contact, spent)
        # Codes sent before they were switched off must not give more tries than the
        # bound says. The answer is the usual one: only the invited reader's wrong
        # codes switch them off, so another answer would tell which address that is.
        fits = self.challenges.fits(challenge, typed)
        if not fits or invitation.guard.off or is_blocked(self.ports, invitation.recipient_id):
            return self._wrong(invitation, challenge, contact)
        if earlier is not None:
            self.leave(earlier, contact)
        return self._admit(invitation, challenge, contact)

    def asked_at(self, arrival: Arrival, browser: str) -> int | None:
        """When this browser asked for its code, a stranger's too. Writes nothing."""
        found = self.challenges.of(arrival.invitation, browser)
        return found.issued if found else None

    def leave(self, session: AccessSession, contact: Contact) -> None:
        """End a session at its reader's wish."""
        end_session(self.ports, session, Actor("recipient", session.recipient_id), contact)

    def _turned_away(self, invitation: Invitation, contact: Contact, refused: Refused) -> Refused:
        record_turned_away(self.ports, invitation, refused.code, contact)
        return refused

    def _is_invited(self, invitation: Invitation, address: str) -> bool:
        invited = self.ports.store.recipients[invitation.recipient_id].address
        # A blocked reader is a stranger: the same is done, and no code is mailed.
        blocked = is_blocked(self.ports, invitation.recipient_id)
        return same(canonical(address) or "none", invited) and not blocked

    def _wrong(self, invitation: Invitation, challenge: Challenge, contact: Contact) -> Refused:
        could_hit = self.challenges.count_wrong(challenge)
        self.limits.count_code(contact)
        left = self.ports.settings.tries_per_code - challenge.tries
        event = Event(
            Action.CODE_REFUSED,
            VISITOR,
            result="refused",
            reason=f"tries_left {left}",
            recipient_id=invitation.recipient_id,
        )
        record(self.ports, invitation.id, event, contact)
        # Only where a code could be hit, so that strangers cannot lock the reader out.
        if could_hit and invitation.guard.fail(self.ports.settings.failures_before_lock):
            record(self.ports, invitation.id, Event(Action.CODE_LOCKED, VISITOR, result="locked"))
        return Refused("code_wrong", {"left": left}, where="code")

    def _admit(self, invitation: Invitation, challenge: Challenge, contact: Contact) -> Verified:
        store, now = self.ports.store, self.ports.now
        self.challenges.close(challenge)
        invitation.guard.succeed()
        recipient = store.recipients[invitation.recipient_id]
        # Whoever is being blocked at this moment must not come in.
        store.rely_on(recipient)
        if contact.language and recipient.language != contact.language:
            # What a reader was shown on the way in is what later mails are written in.
            recipient.language = contact.language
        cookie = new_secret()
        session = AccessSession(digest(cookie), invitation.recipient_id, invitation.id, now)
        store.sessions[session.digest] = session
        sessions = store.session_lists[invitation.recipient_id]
        sessions.seen = now
        for oldest in sessions.add(session.digest, self.ports.settings.sessions_per_recipient):
            if oldest in store.sessions:
                end_session(self.ports, store.sessions[oldest], SYSTEM, NOBODY)
        event = Event(
            Action.CODE_ACCEPTED,
            Actor("recipient", invitation.recipient_id),
            recipient_id=invitation.recipient_id,
            person={"address": recipient.address},
        )
        record(self.ports, invitation.id, event, contact)
        return Verified(cookie)
