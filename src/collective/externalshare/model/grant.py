"""One permission to fetch one stamped copy for a few minutes."""

from __future__ import annotations

from .times import MINUTE
from dataclasses import dataclass
from persistent import Persistent
from typing import Any


@dataclass(frozen=True)
class Stamp:
    """The words on a copy: lines across each page, and the line at its foot."""

    diagonal: tuple[str, ...]
    footer: str


@dataclass(frozen=True)
class CopyFacts:
    """What was made: digest (hex) and size (bytes) of the stamped copy, and its pages."""

    sha256: str
    size: int
    pages: int


class Grant(Persistent):
    """Ties a ticket to a session, a share and the exact bytes.

    `blob` is the source's ZODB blob, held while the ticket lives, so that the
    same grant gives the same bytes whatever is published meanwhile. The copy
    itself is made again from it where no finished file lies at hand.
    """

    def __init__(
        self,
        grant_id: str,
        ticket_digest: str,
        key_id: str,
        session_digest: str,
        share_id: str,
        access: str,
        filename: str,
        revision: str,
        source_sha256: str,
        blob: Any,
        stamp: Stamp,
        copy: CopyFacts,
        issued: int,
    ) -> None:
        self.id = grant_id
        self.ticket_digest = ticket_digest
        self.key_id = key_id
        self.session_digest = session_digest
        self.share_id = share_id
        self.access = access
        self.filename = filename
        self.revision = revision
        self.source_sha256 = source_sha256
        self.blob = blob
        self.stamp = stamp
        self.copy = copy
        self.issued = issued

    def lives(self, now: int, minutes: int) -> bool:
        """Whether the ticket still fetches the copy."""
        return self.issued - MINUTE <= now < self.issued + minutes * MINUTE
