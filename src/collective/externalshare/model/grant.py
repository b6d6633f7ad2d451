"""One permission to fetch one stamped copy for a few minutes."""

from __future__ import annotations

from .template import Layout
from .template import Recipe
from .template import Template
from .terms import Access
from .times import MINUTE
from dataclasses import dataclass
from persistent import Persistent
from typing import Any


@dataclass(frozen=True)
class Stamp:
    """The words on a copy: lines across each page, and the line at its foot.

    Either may be empty, never both. `opacity`: of the lines across, 0 to 1.
    """

    diagonal: tuple[str, ...]
    footer: str
    opacity: float = 0.3


@dataclass(frozen=True)
class Identity:
    """What a copy says of itself to a program, beside what everybody sees on it.

    `copy_id`: 32 hexadecimal characters, random for each copy. `copy_number`:
    the same for people. `recipient`: who it was made for, in clear; empty
    where the settings keep it out.
    """

    copy_id: str
    copy_number: str
    title: str
    recipient: str = ""


@dataclass(frozen=True)
class Tail:
    """What a reader's copy adds to a body; the layout's rows stand between both parts."""

    before: bytes
    after: bytes

    def joined(self, layout: Layout) -> bytes:
        """The bytes behind the body."""
        return b"".join((self.before, layout.rows, self.after))


@dataclass(frozen=True)
class Whole:
    """How a copy that has no template was made, so that it is made again as it was.

    `fonts`: files, as the settings named them. `identity`: None for a copy nobody receives.
    """

    recipe: Recipe
    fonts: tuple[str, ...] = ()
    identity: Identity | None = None


@dataclass(frozen=True)
class CopyFacts:
    """What was made: digest (hex) and size (bytes) of the stamped copy, and its pages."""

    sha256: str
    size: int
    pages: int


class KeptCopy(Persistent):
    """The exact bytes of one copy, by what they are made of.

    It holds the template and its own tail while it lives, so that it gives the
    same bytes whatever is published, changed or dropped meanwhile. Where the
    template has no body there is no tail, and the copy is made `whole` from
    `blob`, the source's ZODB blob.
    """

    tail: Tail | None = None
    whole: Whole | None = None

    def keep(
        self, blob: Any, template: Template, stamp: Stamp, made: tuple[CopyFacts, Tail | Whole]
    ) -> None:
        """Keep a copy just made of a source's blob."""
        self.template: Template | None = template
        self.stamp = stamp
        self.copy, how = made
        self.tail = how if isinstance(how, Tail) else None
        self.whole = how if isinstance(how, Whole) else None
        self.blob = blob if self.tail is None else None


class Grant(KeptCopy):
    """Ties a ticket to a session, a share and the exact bytes; `id` is in the copy too."""

    # Of a grant made before templates were; its copy is made whole.
    template: Template | None = None
    # The range that it is a copy of; a grant is for no other.
    pages = ""

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
        template: Template,
        stamp: Stamp,
        made: tuple[CopyFacts, Tail | Whole],
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
        self.keep(blob, template, stamp, made)
        self.issued = issued

    def fresh(self, now: int, minutes: int) -> bool:
        """Whether asking again is still the same grant."""
        return self.issued - MINUTE <= now < self.issued + minutes * MINUTE

    def lives(self, now: int, minutes: int, session_lives: bool) -> bool:
        """Whether the ticket still fetches the copy.

        A file is fetched within minutes; pages are read for as long as the
        session lasts, which is bounded itself.
        """
        return session_lives and (self.access == Access.VIEW or self.fresh(now, minutes))
