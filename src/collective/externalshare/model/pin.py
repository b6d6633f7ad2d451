"""A pinned revision: what some shares give out, whatever the document has meanwhile."""

from __future__ import annotations

from .gate import DocumentGate
from .revision import OF_FILE
from .revision import Revision
from .revision import SourceRefusal
from .times import DAY
from persistent import Persistent
from typing import Any


KEPT = 90 * DAY
"""How long after its end a share can be brought back, and the file of a pinned one is kept."""
LOOK = DAY


class Pin(Persistent):
    """Holds on to the file of a revision; one object for all shares of that revision.

    `blob` is the document's own ZODB blob, no copy of it. It is None once nobody
    needs it any more, or the document was deleted; what the revision was is kept.
    `looked`: when it was last made sure that somebody needs it (microseconds).
    """

    blob: Any

    def __init__(self, revision: Revision, now: int) -> None:
        self.uid = revision.document_uid
        self.title = revision.title
        self.label = revision.label
        self.blob = revision.blob
        self.serial = revision.serial
        self.sha256 = revision.sha256
        self.size = revision.size
        self.pages = revision.pages
        self.filename = revision.filename
        self.version_id = revision.version_id
        self.published_at = revision.published_at
        self.looked = now

    @property
    def kept(self) -> bool:
        """Whether the file can still be given out."""
        return self.blob is not None

    @property
    def key(self) -> str:
        """Names the revision among all that are pinned."""
        return f"{self.uid} {self.sha256}"

    def due(self, now: int) -> bool:
        """Whether it is time to look who needs it."""
        return now - self.looked >= LOOK

    def need(self, now: int) -> None:
        """Somebody needs it from now on.

        Written where a look could be near, so that who drops it at this moment conflicts.
        """
        if now - self.looked >= LOOK // 2:
            self.looked = now

    def take(self, revision: Revision) -> None:
        """Hold on to where the same bytes are at present: the file of before may be overwritten."""
        if self.blob is not revision.blob or self.serial != revision.serial:
            self.blob, self.serial = revision.blob, revision.serial

    def revision(self, path: str) -> Revision:
        """As a document at a path would give it out."""
        return Revision(
            document_uid=self.uid,
            path=path,
            title=self.title,
            label=self.label,
            blob=self.blob,
            serial=self.serial,
            sha256=self.sha256,
            size=self.size,
            pages=self.pages,
            filename=self.filename,
            version_id=self.version_id,
            published_at=self.published_at,
        )


class Pinnable:
    """The part of a share that knows which revision is given out.

    `pin` is there as long as the terms keep to one revision.
    """

    pin: Pin | None = None
    gate: DocumentGate

    @property
    def given(self) -> str:
        """SHA-256 of the PDF that is given out now, as far as lists know; may be empty."""
        return self.pin.sha256 if self.pin else self.gate.current

    @property
    def label(self) -> str:
        """What people call the revision that is given out now, as far as lists know."""
        return self.pin.label if self.pin else self.gate.label

    @property
    def page_count(self) -> int:
        """How many pages what is given out now has, as far as lists know; 0: not known."""
        return self.pin.pages if self.pin else self.gate.pages

    @property
    def superseded(self) -> bool:
        """Whether the share keeps to a revision, and the document has another one by now."""
        return self.pin is not None and self.gate.current not in ("", self.pin.sha256)

    def stopped(self, refusal: str | None) -> str | None:
        """Why nothing can be given out, given why the document cannot be shared (None: it can).

        What is wrong with the document's present file is nothing to a pinned revision.
        """
        if self.pin is None or (refusal and refusal not in OF_FILE):
            return refusal
        return None if self.pin.kept else SourceRefusal.PINNED_GONE.value
