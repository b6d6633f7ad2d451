"""One revision prepared for all its readers: what stays the same in every copy of it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from persistent import Persistent
from typing import Any

import hashlib


PREPARER = 3
"""Raised whenever bodies are made in another way, so that none is used that is not."""


@dataclass(frozen=True)
class Recipe:
    """The settings that a body depends on; all others are in the tail alone.

    `comments`: whether review comments stay. `angle`: degrees that the lines
    across a page rise by; None follows its diagonal. `pages`: a range of pages
    that alone are in it (see `model.pages`).
    """

    comments: bool = False
    angle: float | None = None
    pages: str = ""

    def key(self, sha256: str) -> str:
        """Name the template of a source, by its SHA-256 in hex."""
        angle = "diagonal" if self.angle is None else f"{self.angle:g}"
        name = f"{sha256}-{PREPARER}-{angle}" + "-comments" * self.comments
        if not self.pages:
            return name
        pages = self.pages.replace(",", "_")
        # It is the name of a file, too.
        short = pages if len(pages) <= 40 else hashlib.sha256(pages.encode()).hexdigest()[:40]
        return f"{name}-pages-{short}"


@dataclass(frozen=True)
class Layout:
    """How the bytes of a body go on, as a reader's tail needs to know it.

    A body is a PDF up to its cross-reference table.  `rows` is the beginning
    of that table's deflated stream, a row for each of the body's `objects`;
    a tail adds its own rows, for which it needs `last_row` (PNG prediction
    goes from row to row) and `adler` (the checksum goes on).
    """

    length: int
    """Bytes of the body; the tail begins there."""

    objects: int
    """Objects of the body, numbered from 0: the tail's begin with this number."""

    root: int
    """Number of the document catalogue."""

    rows: bytes
    last_row: bytes
    adler: int


class Template(Persistent):
    """The body of a revision in our own store, never on the content.

    `body` is a ZODB blob with the SHA-256 `body_sha256` (hex), or None where
    this file can only be stamped whole; then there is no `layout` either.
    `sizes`: width and height of each page as it is seen, in points. `uids`:
    the documents whose revision it is. Kept, never changed, but for `uids`.
    """

    def __init__(
        self,
        key: str,
        sizes: array[float],
        body: Any = None,
        body_sha256: str = "",
        layout: Layout | None = None,
    ) -> None:
        self.key = key
        self.sizes = sizes
        self.body = body
        self.body_sha256 = body_sha256
        self.layout = layout
        self.uids: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.sizes) // 2

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of a page, counted from 1."""
        return self.sizes[2 * number - 2], self.sizes[2 * number - 1]

    def serves(self, uid: str) -> None:
        """Note that a document's revision is this one; no change, no write."""
        if uid not in self.uids:
            self.uids = (*self.uids, uid)
