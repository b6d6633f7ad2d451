"""The values that enter and leave the PDF engine."""

from dataclasses import dataclass
from typing import Literal


Refusal = Literal["not_pdf", "locked", "damaged", "too_big", "too_many_pages", "not_stampable"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """All that one job on a PDF may use.

    The defaults let a 2,000 page manual through and stop a file made to
    exhaust the server within half a minute.
    """

    cpu_seconds: int = 20
    """Processor time of the child."""

    wall_seconds: float = 30
    """Time on the clock, child start included."""

    memory: int = 1024 * MEBIBYTE
    """Address space of the child, in bytes."""

    pages: int = 2000
    """Most pages of a document."""

    size: int = 200 * MEBIBYTE
    """Most bytes of a source file."""

    output: int = 512 * MEBIBYTE
    """Most bytes the child may write into one file."""

    content: int = 32 * MEBIBYTE
    """Most bytes of one page's decoded content that are read token by token."""

    pixels: int = 1800
    """Longest side of a page image that is only looked at by the engine, in pixels."""

    image: int = 25_000_000
    """Most pixels of a page image for a reader."""


@dataclass(frozen=True)
class Inspection:
    """What was found out about one file."""

    refusal: Refusal | None
    """Why the file cannot be shown, or None when it can."""

    pages: int
    """Number of pages; 0 when they could not be counted."""

    size: int
    """Length of the file in bytes."""

    sha256: str
    """Hexadecimal digest of the whole file."""

    @property
    def ok(self) -> bool:
        """Whether the file can be shown and stamped."""
        return self.refusal is None


@dataclass(frozen=True)
class Stamp:
    """What is written on every page of a copy, already in words."""

    diagonal: tuple[str, ...]
    """Lines across the page, from the top; at least one is not blank."""

    footer: str
    """The line at the foot of the page; long ones are wrapped."""


@dataclass(frozen=True)
class Copy:
    """A stamped file that was written and proved."""

    sha256: str
    """Hexadecimal digest of the copy."""

    size: int
    """Length of the copy in bytes."""

    pages: int
    """Number of pages, each of them stamped."""
