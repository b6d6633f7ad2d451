"""Inspection: whether a file can be shown to a reader, and why not; and what else is in it."""

from collective.externalshare.model.finding import Finding
from collective.externalshare.model.finding import findings_of
from collective.externalshare.pdf import bounded
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.values import Inspection
from collective.externalshare.pdf.values import Refusal
from dataclasses import replace

import hashlib
import os


HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes.  Readers accept that much in front of the header, so do we."""

LOOKING_SECONDS = 8
"""Most processor time of the search for findings, which ends by itself after half of it."""

_BLOCK = 1024 * 1024


class Inspector:
    """Looks into files; what a file is called or declared never counts."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()

    def inspect(self, path: str) -> Inspection:
        """Find out whether the file is a PDF that can be shown and stamped.

        ``not_pdf``: no PDF header in the first 1024 bytes.
        ``too_big``: more bytes than the bounds allow; it is not opened.
        ``locked``: it needs a password to be opened.
        ``too_many_pages``: more pages than the bounds allow.
        ``damaged``: anything else that keeps page one from being rendered or
        the document from being rewritten, exceeded bounds included.

        :raises OSError: when the file cannot be read, or no child be started.
        :raises EngineMissing: when the installation is at fault, not the file.
        """
        size, sha256, head = _read(path)
        if HEADER not in head:
            return Inspection("not_pdf", 0, size, sha256)
        if size > self.bounds.size:
            return Inspection("too_big", 0, size, sha256)
        refusal, pages = self._probe(path)
        return Inspection(refusal, pages, size, sha256)

    def look(self, path: str) -> tuple[Finding, ...]:
        """Find out what else is in a file that can be shown, as far as bounds let.

        A search that is killed has seen nothing, and says so: it is a finding.

        :raises OSError: when no child can be started.
        :raises EngineMissing: when the installation is at fault, not the file.
        """
        job = {"do": "look", "source": os.path.abspath(path)}
        seconds = min(self.bounds.cpu_seconds, LOOKING_SECONDS)
        try:
            facts = bounded.run(job, replace(self.bounds, cpu_seconds=seconds)).facts
        except EngineMissing:
            raise
        except ChildDied:
            return (Finding.UNSEEN_PARTS,)
        said = facts.get("findings")
        if not isinstance(said, list):
            return (Finding.UNSEEN_PARTS,)
        return findings_of(word for word in said if isinstance(word, str))

    def _probe(self, path: str) -> tuple[Refusal | None, int]:
        job = {"do": "inspect", "source": os.path.abspath(path)}
        try:
            facts = bounded.run(job, self.bounds).facts
        except EngineMissing:
            raise
        except ChildDied:
            return "damaged", 0
        pages = facts.get("pages", 0)
        refusal: Refusal | None = facts.get("refusal")
        if refusal in (None, "locked", "too_many_pages") and isinstance(pages, int):
            return refusal, pages
        return "damaged", 0


def digest(path: str) -> tuple[int, str]:
    """Return size in bytes and SHA-256 of a file, read in blocks."""
    size, sha256, _ = _read(path)
    return size, sha256


def _read(path: str) -> tuple[int, str, bytes]:
    checksum = hashlib.sha256()
    size = 0
    with open(path, "rb") as stream:
        head = stream.read(HEADER_WITHIN)
        block = head
        while block:
            size += len(block)
            checksum.update(block)
            block = stream.read(_BLOCK)
    return size, checksum.hexdigest(), head
