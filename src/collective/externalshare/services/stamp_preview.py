"""The preview of the stamp: one page with it, for nobody, and nothing kept."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..interfaces import RenderBusy
from ..interfaces import RenderFailed
from ..model.grant import Identity
from ..model.grant import Stamp
from ..model.invitation import Invitation
from ..model.revision import Revision
from ..model.secrets import copy_number
from ..model.settings import Settings
from .overview import Filters
from .overview import Overview
from .ports import Ports
from .stamping import readable
from .stamping import stamp_for
from .stamping import Subject
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


LOOKED_AT = 25
"""Shares among which a document is sought, the latest first."""

LARGEST_IMAGE = 4 * 1024 * 1024
"""Bytes; the picture stands within the page itself."""

DPI = 110
NOBODYS_COPY = "0" * 32
ADDRESS = "reader@example.org"


@dataclass(frozen=True)
class Reader:
    """Somebody made up, in the words and the language of whoever looks."""

    name: str
    organisation: str
    language: str


@dataclass(frozen=True)
class Preview:
    """A JPEG of the page, the stamp on it, and the document's title: empty for a sample page."""

    image: bytes
    stamp: Stamp
    title: str


class StampPreview:
    """Draws with the engine that makes copies, by settings that need not be stored.

    :param may_see: whether whoever looks may see a document.
    """

    def __init__(self, ports: Ports, may_see: Callable[[Any], bool]) -> None:
        self.ports = ports
        self._may_see = may_see

    def __call__(self, settings: Settings, reader: Reader) -> Preview | None:
        """The first page of the document shared last, or a sample page.

        None: nothing could be drawn now.
        """
        revision = self._revision()
        found = self._drawn(revision, settings, reader) if revision else None
        return found or self._drawn(None, settings, reader)

    def _revision(self) -> Revision | None:
        """Of the document shared last that whoever looks may see."""
        rows = Overview(self.ports).page(Filters(), LOOKED_AT).rows  # type: ignore[union-attr]
        places = {row.share.document_uid: row.share.gate.path for row in rows}
        for uid, path in places.items():
            document = self.ports.documents.get(uid, path)
            if document is None or not self._may_see(document):
                continue
            revision = document.revision()
            if isinstance(revision, Revision):
                return revision
        return None

    def _drawn(
        self, revision: Revision | None, settings: Settings, reader: Reader
    ) -> Preview | None:
        title = revision.title if revision else ""
        label = revision.label if revision else "1"
        stamp = self._stamp(settings, reader, title, label)
        identity = Identity(NOBODYS_COPY, copy_number(NOBODYS_COPY), title, "")
        try:
            copy = self.ports.copies.preview(revision, stamp, identity, settings)
            image = self.ports.renderer.page(copy, 1, DPI, settings)
        except (CopyFailed, RenderBusy, RenderFailed) as error:
            logger.warning("No preview of the stamp: %s", error)
            return None
        return Preview(image, stamp, title) if len(image) <= LARGEST_IMAGE else None

    def _stamp(self, settings: Settings, reader: Reader, title: str, label: str) -> Stamp:
        now = self.ports.now
        invitation = Invitation(
            "", "", "", reader.name, reader.organisation, reader.language, "", now
        )
        number = copy_number(NOBODYS_COPY)
        subject = Subject(invitation, ADDRESS, title, label, number, now)
        stamp = stamp_for(settings, subject)
        copies = self.ports.copies
        return readable(stamp, ADDRESS, lambda line: copies.draws(line, settings))
