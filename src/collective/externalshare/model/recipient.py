"""One canonical address outside, whoever shared with it."""

from __future__ import annotations

from persistent import Persistent


class Recipient(Persistent):
    """A mailbox; name and organisation are those first given.

    What a later sender typed stays on that sending's invitation, so that one
    sender cannot rename another's reader. `language` is the one in which the
    reader last came in. Of an erased person the id is left, and when that was.
    """

    erased: int | None = None

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
        self.address = self.name = self.organisation = self.language = ""
        self.erased = now


class SessionList(Persistent):
    """Digests of a recipient's living sessions, oldest first."""

    digests: tuple[str, ...] = ()

    def add(self, digest: str, most: int) -> tuple[str, ...]:
        """Add a session; returns the digests that must end to keep `most` (ASVS 7.1.2)."""
        kept = (*self.digests, digest)
        ended, self.digests = kept[:-most], kept[-most:]
        return ended

    def remove(self, digest: str) -> None:
        """Forget one session; an unknown one is ignored."""
        self.digests = tuple(known for known in self.digests if known != digest)
