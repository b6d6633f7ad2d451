"""Challenges of browsers: made, found again, waited for, answered.

A stranger's is made like the invited reader's, with a row in the outbox that
is dropped instead of sent.
"""

from __future__ import annotations

from ..model.address import canonical
from ..model.challenge import Challenge
from ..model.invitation import Invitation
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import digest
from ..model.secrets import new_id
from ..model.secrets import same
from ..model.times import MINUTE
from ..model.times import SECOND
from .ports import Ports


class Challenges:
    """At most one challenge a browser; `browser` is always the cookie's secret, or empty."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def make(
        self, invitation: Invitation, browser: str, address: str, genuine: bool, language: str
    ) -> None:
        """Tie a new challenge to the browser and put its code, or nothing, into the outbox."""
        store, now, kid = self.ports.store, self.ports.now, self.ports.ring.current
        challenge = Challenge(new_id(), invitation.id, digest(browser), new_id(), kid, now, genuine)
        challenge.asked = self._asked(challenge, address)
        store.challenges[challenge.id] = challenge
        store.browsers[challenge.browser] = challenge.id
        kind = MailKind.CODE if genuine else MailKind.DECOY
        give_up = now + self.ports.settings.code_minutes * MINUTE
        row = OutboxRow(new_id(), kind.value, challenge.id, now, give_up, language=language)
        store.enqueue(row)

    def of(self, invitation: Invitation, browser: str) -> Challenge | None:
        """The browser's challenge for this invitation."""
        found = self.ports.store.browsers.get(digest(browser)) if browser else None
        challenge: Challenge | None = self.ports.store.challenges.get(found) if found else None
        return challenge if challenge and challenge.invitation_id == invitation.id else None

    def waits(self, invitation: Invitation, browser: str, address: str) -> bool:
        """Whether a code for this very address was asked for a moment ago and may be on its way.

        A double click must not kill that code. A corrected address waits for
        nothing and gets a challenge of its own, and whether it is the invited
        one must not show.
        """
        found = self.of(invitation, browser)
        bounds, now = self.ports.settings, self.ports.now
        if found is None or not found.lives(now, bounds.code_minutes):
            return False
        young = now < found.issued + bounds.seconds_between_codes * SECOND
        again = self.ports.ring.has(found.key_id) and same(found.asked, self._asked(found, address))
        return young and again and found.tries < bounds.tries_per_code

    def forget(self, browser: str) -> None:
        """Drop the browser's challenge; its code is none any more."""
        store = self.ports.store
        found = store.browsers.pop(digest(browser), None) if browser else None
        if found is not None:
            store.challenges.pop(found, None)

    def fits(self, challenge: Challenge, typed: str) -> bool:
        """Whether these eight digits are the challenge's; none are a decoy's."""
        if not self.ports.ring.has(challenge.key_id):
            return False
        code = self.ports.ring.code(
            challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id
        )
        return same(code, typed) and challenge.genuine

    def _asked(self, challenge: Challenge, address: str) -> str:
        asked = canonical(address) or ""
        return self.ports.ring.mac(challenge.key_id, "asked", challenge.id, asked).hex()
