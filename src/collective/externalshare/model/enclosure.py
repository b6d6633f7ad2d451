"""A reader's copy that goes with a mail."""

from __future__ import annotations

from .grant import CopyFacts
from .grant import KeptCopy
from .grant import Stamp
from .grant import Tail
from .grant import Whole
from .template import Template
from dataclasses import dataclass
from typing import Any


class Enclosure(KeptCopy):
    """Ties a row of the outbox to a share and the exact bytes, as a grant does.

    It lives as long as its row, so that a mail that is tried again carries the
    same bytes. `id` is in the copy too.
    """

    # The range that it is a copy of; the words of the document's rules on its stamp.
    pages = ""
    words: frozenset[str] = frozenset()

    def __init__(
        self,
        copy_id: str,
        share_id: str,
        filename: str,
        source_sha256: str,
        blob: Any,
        template: Template,
        stamp: Stamp,
        made: tuple[CopyFacts, Tail | Whole],
    ) -> None:
        self.id = copy_id
        self.share_id = share_id
        self.filename = filename
        self.source_sha256 = source_sha256
        self.keep(blob, template, stamp, made)


@dataclass(frozen=True)
class Enclosed:
    """What goes with one mail: names and bytes of stamped copies, by the order of its documents."""

    files: tuple[tuple[str, bytes], ...] = ()


NOTHING_ENCLOSED = Enclosed()
