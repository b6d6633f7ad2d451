"""The time-limited right of a browser that gave a good code."""

from __future__ import annotations

from .secrets import digest
from .times import HOUR
from .times import MINUTE
from persistent import Persistent


class AccessSession(Persistent):
    """Who the browser with this cookie digest proved to be; it holds no rights.

    Rights are computed live on every request, so that a revoke needs no
    session to be found.
    """

    # (share id, access, grant id) of grants not swept yet: the same press of a
    # button within their minutes is the same grant.
    grants: tuple[tuple[str, str, str], ...] = ()
    # (grant id, page numbers) of pages sent, until they are in the evidence.
    pages: tuple[tuple[str, tuple[int, ...]], ...] = ()
    # What passwords were given for, by the digests of their digests.
    unlocked: tuple[str, ...] = ()

    def __init__(self, cookie_digest: str, recipient_id: str, invitation_id: str, now: int) -> None:
        self.digest = cookie_digest
        self.recipient_id = recipient_id
        self.invitation_id = invitation_id
        self.created = now
        self.last_seen = now

    def lives(self, now: int, idle_minutes: int, hours: int) -> bool:
        """Inside both the idle and the absolute limit (ASVS 7.3.1, 7.3.2)."""
        return (
            self.created - MINUTE <= now < self.created + hours * HOUR
            and now < self.last_seen + idle_minutes * MINUTE
        )

    def unlock(self, password: str) -> None:
        """Remember that the password with this digest was given."""
        self.unlocked = (*self.unlocked, digest(password))

    def has_unlocked(self, password: str) -> bool:
        """Whether the password with this digest was given; another one has to be given anew."""
        return digest(password) in self.unlocked

    def stale(self, now: int) -> bool:
        """Whether `last_seen` is old enough to be written again: at most once a minute."""
        return now >= self.last_seen + MINUTE
