"""One canonical address outside, whoever shared with it."""

from __future__ import annotations

from persistent import Persistent


LANGUAGES = ("en", "de")
"""In which a recipient can be spoken to."""


class Recipient(Persistent):
    """A mailbox; name and organisation are those first given.

    What a later sender typed stays on that sending's invitation, so that one
    sender cannot rename another's reader. `language` is the one in which the
    reader last came in. Of an erased person the id is left, and when that was.
    `blocked`: since when they get no code and nothing new may be shared with them.
    `stopped` is when the reader asked for no more reminders. `merged`: since when
    nothing is shared with this address any more, and `merged_into` the id of the
    recipient who gets it instead.
    """

    erased: int | None = None
    stopped: int | None = None
    blocked: int | None = None
    blocked_reason = ""
    merged: int | None = None
    merged_into = ""

    def __init__(
        self,
        recipient_id: str,
        address: str,
        name: str,
        organisation: str,
        language: str,
        created: int,
    ) -> None:
        self.id = recipient_id
        self.address = address
        self.name = name
        self.organisation = organisation
        self.language = language
        self.created = created

    def erase(self, now: int) -> None:
        """Keep nothing of the person."""
        self.address = self.name = self.organisation = self.language = self.blocked_reason = ""
        self.merged_into = ""
        self.erased = now

    def block(self, now: int, reason: str) -> bool:
        """Keep out; False when they were kept out before."""
        if self.blocked is not None:
            return False
        self.blocked, self.blocked_reason = now, reason
        return True

    def unblock(self) -> bool:
        """Let in again; False when they were not kept out."""
        if self.blocked is None:
            return False
        self.blocked, self.blocked_reason = None, ""
        return True

    def merge(self, now: int, kept_id: str) -> None:
        """Close the record: another one is written to instead."""
        self.merged, self.merged_into = now, kept_id

    def reopen(self) -> bool:
        """Open it again; False when it was open."""
        if self.merged is None:
            return False
        self.merged, self.merged_into = None, ""
        return True


class SessionList(Persistent):
    """Digests of a recipient's living sessions, oldest first; `seen`: when the last one began."""

    digests: tuple[str, ...] = ()
    seen: int | None = None

    def add(self, digest: str, most: int) -> tuple[str, ...]:
        """Add a session; returns the digests that must end to keep `most` (ASVS 7.1.2)."""
        kept = (*self.digests, digest)
        ended, self.digests = kept[:-most], kept[-most:]
        return ended

    def remove(self, digest: str) -> None:
        """Forget one session; an unknown one is ignored."""
        self.digests = tuple(known for known in self.digests if known != digest)
