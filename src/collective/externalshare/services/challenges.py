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
        self,
        invitation: Invitation,
        browser: str,
        address: str,
        genuine: bool,
        language: str,
        before: str = "",
    ) -> None:
        """Tie a new challenge to the browser and put its code, or nothing, into the outbox."""
        store, now, kid = self.ports.store, self.ports.now, self.ports.ring.current
        challenge = Challenge(new_id(), invitation.id, digest(browser), new_id(), kid, now, genuine)
        challenge.asked = self._asked(challenge, address)
        challenge.before = before
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

    def set_aside(self, invitation: Invitation, browser: str) -> str:
        """Untie the browser's challenge; the id of the one whose code stays good, or empty.

        For a new challenge for which nothing can be mailed: what lies in the
        reader's mailbox must not die for it. A stranger's decoy is kept alike.
        """
        found = self.of(invitation, browser)
        if found is None:
            return ""
        bearer = self._bearer(found)
        self.ports.store.browsers.pop(found.browser)
        if bearer is not found:
            self.ports.store.challenges.pop(found.id)
        return bearer.id

    def fits(self, challenge: Challenge, typed: str) -> bool:
        """Whether these eight digits are the challenge's; none are a decoy's."""
        bearer = self._bearer(challenge)
        if not self.ports.ring.has(bearer.key_id):
            return False
        code = self.ports.ring.code(bearer.key_id, bearer.id, bearer.nonce, bearer.invitation_id)
        return same(code, typed) and self._is_open(bearer)

    def count_wrong(self, challenge: Challenge) -> bool:
        """Spend a try, also of the code itself; True when it could have been hit."""
        bearer = self._bearer(challenge)
        could_hit = self._is_open(bearer)
        challenge.tries += 1
        if bearer is not challenge:
            bearer.tries += 1
        return could_hit

    def close(self, challenge: Challenge) -> None:
        """The code was given; it is none any more."""
        challenge.used = self._bearer(challenge).used = True
        self.ports.store.browsers.pop(challenge.browser, None)

    def _bearer(self, challenge: Challenge) -> Challenge:
        """The challenge whose code counts: itself, or the one before it."""
        found: Challenge = self.ports.store.challenges.get(challenge.before, challenge)
        return found

    def _is_open(self, bearer: Challenge) -> bool:
        bounds = self.ports.settings
        lives = bearer.lives(self.ports.now, bounds.code_minutes)
        return lives and bearer.genuine and bearer.tries < bounds.tries_per_code

    def _asked(self, challenge: Challenge, address: str) -> str:
        asked = canonical(address) or ""
        return self.ports.ring.mac(challenge.key_id, "asked", challenge.id, asked).hex()
