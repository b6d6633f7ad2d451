"""The values that enter and leave the PDF engine."""

from collective.externalshare.model.finding import Finding
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.template import Recipe
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

    findings: tuple[Finding, ...] = ()
    """What else is in a file that can be shown."""

    @property
    def ok(self) -> bool:
        """Whether the file can be shown and stamped."""
        return self.refusal is None


SPECIMEN = Stamp(
    ("External distribution · Confidential", "A reader", "reader@example.org · 2026-01-01"),
    "External distribution · Confidential · A reader <reader@example.org> · 2026-01-01 UTC",
)
"""As much as settings and addresses let a real stamp hold; for copies nobody receives."""


def recipe_of(settings: Settings, pages: str = "") -> Recipe:
    """What the control panel says of bodies, for the whole or a range of pages."""
    return Recipe(settings.keep_comments, settings.watermark_angle, pages)


def bounds_of(settings: Settings) -> Bounds:
    """What the control panel says of the bounds; the others are not for people to set."""
    return Bounds(
        cpu_seconds=settings.pdf_cpu_seconds,
        wall_seconds=settings.pdf_wall_seconds,
        memory=settings.pdf_memory_megabytes * MEBIBYTE,
        pages=settings.pdf_pages,
        size=settings.pdf_megabytes * MEBIBYTE,
    )
