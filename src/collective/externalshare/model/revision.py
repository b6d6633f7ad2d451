"""A revision: what may be shared of a document now, or why nothing may be."""

from __future__ import annotations

from .finding import Finding
from .finding import findings_of
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from persistent import Persistent
from typing import Any


class SourceRefusal(StrEnum):
    """Why a document cannot be shared at this moment."""

    NOT_PUBLISHED = "not_published"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    EXPIRED_DOCUMENT = "expired_document"
    WORKING_COPY = "working_copy"
    NO_PDF = "no_pdf"
    NOT_PDF = "not_pdf"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_BIG = "too_big"
    TOO_MANY_PAGES = "too_many_pages"
    NOT_STAMPABLE = "not_stampable"
    ENGINE_FAILED = "engine_failed"
    """Nothing is known of the file yet, and no document to blame: never stored."""
    CLASSIFIED = "classified"
    LEVEL_UNKNOWN = "level_unknown"
    FOLDER_PROHIBITED = "folder_prohibited"
    DELETED = "deleted"
    PINNED_GONE = "pinned_gone"
    """Of a share that is pinned to a revision whose file was let go."""


OF_FILE = frozenset(
    {
        SourceRefusal.NO_PDF,
        SourceRefusal.NOT_PDF,
        SourceRefusal.LOCKED,
        SourceRefusal.DAMAGED,
        SourceRefusal.TOO_BIG,
        SourceRefusal.TOO_MANY_PAGES,
        SourceRefusal.NOT_STAMPABLE,
        SourceRefusal.ENGINE_FAILED,
    }
)
"""What is wrong with the file a document has now, which is published all the same."""


@dataclass(frozen=True)
class Revision:
    """The exact state of a document that a reader would receive.

    `blob` is the ZODB blob itself, whose bytes have the digest `sha256` (hex)
    and `size` (bytes); `serial` is its transaction id in hex, which changes
    when the same blob is overwritten. `label` is what people call the revision.
    """

    document_uid: str
    path: str
    title: str
    label: str
    blob: Any
    serial: str
    sha256: str
    size: int
    pages: int
    filename: str
    version_id: int | None = None
    published_at: int | None = None
    findings: tuple[Finding, ...] = ()

    def filename_of(self, pages: str) -> str:
        """What a reader's file is called; of a range it says which pages these are."""
        stem, dot, ending = self.filename.rpartition(".")
        return f"{stem} ({pages}){dot}{ending}" if pages else self.filename


class FileVerdict(Persistent):
    """What the inspection said of one version of one blob; kept, never changed.

    `serial` is the blob's transaction id in hex, or empty when the verdict was
    stored in the very transaction that made the blob, whose id both then bear.
    """

    # None in those of before there were findings. Words and not members: a word
    # that a later version gives up must not keep a verdict from being loaded.
    _words: tuple[str, ...] | None = None

    def __init__(
        self,
        serial: str,
        refusal: str,
        pages: int,
        size: int,
        sha256: str,
        findings: Iterable[Finding] = (),
    ) -> None:
        self.serial = serial
        self.refusal = refusal
        self.pages = pages
        self.size = size
        self.sha256 = sha256
        self._words = tuple(one.value for one in findings)

    @property
    def findings(self) -> tuple[Finding, ...] | None:
        """What else is in the file; None when nobody has looked for it yet."""
        return None if self._words is None else findings_of(self._words)

    def fits(self, blob_serial: str) -> bool:
        """Whether this is a verdict on the blob with that transaction id."""
        self._p_activate()
        own = self._p_serial.hex() if self._p_serial else ""
        return blob_serial == (self.serial or own)
