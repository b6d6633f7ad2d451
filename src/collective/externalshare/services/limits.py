"""The documented limits of `security.md` 4.5, as arithmetic over stored windows.

Pages are counted in memory instead: looking at them writes nothing.

Limits by client address hold for public addresses only: behind a proxy that
Zope was not told to trust, everybody would share one.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.invitation import Invitation
from ..model.limits import Window
from ..model.secrets import digest
from ..model.session import AccessSession
from ..model.share import Share
from ..model.tally import Tally
from ..model.times import DAY
from ..model.times import HOUR
from ..model.times import MINUTE
from ..model.verdict import Refused
from .ports import Ports
from .record import record_administration
from math import ceil

import ipaddress


SHARDS = "0123456789abcdef"
DRAWN = Tally(MINUTE)
PASSWORD_TRIES = 5


class Limits:
    """Whether somebody has tried often enough."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def addresses_spent(self, invitation: Invitation, contact: Contact) -> bool:
        """Too many addresses typed at this link, or from this client address."""
        bounds = self.ports.settings
        spent = invitation.guard.addresses.weight(self.ports.now)
        return spent >= bounds.address_tries_per_hour or self._full(
            self._by_client("address", contact), bounds.address_tries_per_ip
        )

    def count_address(self, invitation: Invitation, contact: Contact) -> None:
        """Count an address typed."""
        invitation.guard.addresses.add(self.ports.now)
        self._count(self._by_client("address", contact), 10 * MINUTE)

    def codes_spent(self, contact: Contact) -> bool:
        """Too many wrong codes from this client address."""
        return self._full(self._by_client("code", contact), self.ports.settings.wrong_codes_per_ip)

    def count_code(self, contact: Contact) -> None:
        """Count a wrong code."""
        self._count(self._by_client("code", contact), HOUR)

    def may_mail(self, invitation: Invitation) -> bool:
        """Whether one more code may be mailed, to this reader and by this site."""
        bounds = self.ports.settings
        mailed = sum(self._weight(_site_window(shard)) for shard in SHARDS)
        may = invitation.guard.may_send(
            self.ports.now,
            bounds.seconds_between_codes,
            bounds.codes_per_hour,
            bounds.codes_per_day,
        )
        return may and mailed < bounds.codes_per_site_hour

    def count_mail(self, invitation: Invitation, sent: bool) -> None:
        """Count a code mail; for a stranger the same counters are written, with nothing added."""
        now = self.ports.now
        invitation.guard.note_sent(now, sent)
        self.ports.store.window(_site_window(invitation.id), HOUR).add(now, int(sent))

    def grants_spent(self, session: AccessSession) -> bool:
        """Too many copies asked for in this session."""
        return self._full(f"grants {session.digest}", self.ports.settings.grants_per_hour)

    def count_grant(self, session: AccessSession) -> None:
        """Count a copy made."""
        self._count(f"grants {session.digest}", HOUR)

    def pages_wait(self, session: AccessSession) -> int:
        """Seconds until this session may have another page drawn; 0: now."""
        return DRAWN.seconds_left(
            session.digest, self.ports.settings.pages_per_minute, self.ports.now
        )

    def count_page(self, session: AccessSession) -> None:
        """Count a page drawn, as a picture or as text."""
        DRAWN.count(session.digest, self.ports.now)

    def passwords_tried(self, share: Share) -> int:
        """How often the share's password was tried in an hour, in whatever session."""
        return ceil(self._weight(_password_window(share)))

    def passwords_spent(self, share: Share) -> bool:
        """Too many tries of the password."""
        return self.passwords_tried(share) >= PASSWORD_TRIES

    def count_password(self, share: Share) -> None:
        """Count a try."""
        self._count(_password_window(share), HOUR)

    def refusals_spent(self, session: AccessSession) -> bool:
        """Enough refusals of this session are in the evidence; more would only fill it."""
        return self._full(f"refusals {session.digest}", self.ports.settings.grants_per_hour)

    def count_refusal(self, session: AccessSession) -> None:
        """Count a refusal that is recorded."""
        self._count(f"refusals {session.digest}", HOUR)

    def turned_away_spent(self, invitation: Invitation, reason: str) -> bool:
        """Whether it is in the evidence already that this link turned somebody away, and why."""
        return self._full(f"turned away {reason} {invitation.id}", 1)

    def count_turned_away(self, invitation: Invitation, reason: str) -> None:
        """Count what is recorded; forgotten after an hour."""
        self._count(f"turned away {reason} {invitation.id}", HOUR)

    def sending_spent(self, sender_id: str, shares: int, recipients: int) -> Refused | None:
        """Whether a sending of this size would be more than one sender may send."""
        bounds, made = self.ports.settings, self._weight(f"shares {sender_id}")
        if made + shares > bounds.shares_per_hour and not self.is_large(sender_id, shares):
            code = "sending_large" if shares > bounds.shares_per_hour else "shares_spent"
            return Refused(code, {"maximum": bounds.shares_per_hour, "count": shares})
        if self._weight(f"recipients {sender_id}") + recipients > bounds.recipients_per_day:
            return Refused("recipients_spent", {"maximum": bounds.recipients_per_day})
        return None

    def spend(self, sender_id: str, shares: int, people: int, contact: Contact) -> Refused | None:
        """Count a sending among those of its sender, or record that it is one too many."""
        refused = self.sending_spent(sender_id, shares, people)
        if refused is not None:
            self.alert(sender_id, refused, contact)
            return refused
        if self.is_large(sender_id, shares):
            self.note_large(sender_id, shares, contact)
        self.count_sending(sender_id, shares, people)
        return None

    def is_large(self, sender_id: str, shares: int) -> bool:
        """Whether it is a sending beyond the hour's number that is let through all the same."""
        bounds = self.ports.settings
        beyond = bounds.large_sendings and shares > bounds.shares_per_hour
        return beyond and self._weight(f"shares {sender_id}") < 1

    def count_sending(self, sender_id: str, shares: int, recipients: int) -> None:
        """Count what was sent."""
        self._count(f"shares {sender_id}", HOUR, shares)
        self._count(f"recipients {sender_id}", DAY, recipients)

    def note_large(self, sender_id: str, shares: int, contact: Contact) -> None:
        """Record that a sending beyond the hour's number was let through."""
        reason = f"sending_let_through {shares}"
        event = Event(Action.LIMIT_REACHED, Actor("user", sender_id), reason=reason)
        record_administration(self.ports, event, contact)

    def alert(self, sender_id: str, refused: Refused, contact: Contact) -> None:
        """Record, once an hour, that a sender reached a limit: it may be a mass export."""
        name = f"alerted {refused.code} {sender_id}"
        if self._full(name, 1):
            return
        self._count(name, HOUR)
        reason = f"{refused.code} {refused.values['maximum']}"
        if refused.code == "sending_large":
            reason = f"sending_too_large {refused.values['count']}"
        actor = Actor("user", sender_id)
        event = Event(Action.LIMIT_REACHED, actor, result="refused", reason=reason)
        record_administration(self.ports, event, contact)

    def _full(self, name: str, bound: int) -> bool:
        return bool(name) and self._weight(name) >= bound

    def _weight(self, name: str) -> float:
        window: Window | None = self.ports.store.windows.get(name)
        return 0.0 if window is None else window.weight(self.ports.now)

    def _count(self, name: str, length: int, amount: int = 1) -> None:
        if name:
            self.ports.store.window(name, length).add(self.ports.now, amount)

    def _by_client(self, what: str, contact: Contact) -> str:
        network = public_network(contact.ip)
        if not network:
            return ""
        # Keyed, so that the table of windows tells no client addresses.
        kid = self.ports.ring.current
        return f"{what} {self.ports.ring.mac(kid, 'client', network).hex()[:32]}"


def _password_window(share: Share) -> str:
    # Of the password, not of the document: one sending has one for all of its documents.
    return f"password {share.recipient_id} {digest(share.terms.password)}"


def _site_window(invitation_id: str) -> str:
    # One counter for the whole site would make readers of different links conflict.
    return f"site codes {invitation_id[0]}"


def public_network(ip: str) -> str:
    """The client's network (IPv4 /32, IPv6 /64), or empty for anything not public."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    if not address.is_global:
        return ""
    prefix = 32 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
