"""What readers are asked to say, and said: that they have read and understood a revision."""

from __future__ import annotations

from .pin import Pinnable
from .terms import RevisionMode
from .terms import Terms
from .times import DAY
from persistent import Persistent
from typing import Any


class Acknowledgement(Persistent):
    """When, of which revision (its label), the SHA-256 of the PDF, and the range of its pages.

    Never changed.
    """

    pages = ""

    def __init__(self, moment: int, revision: str, sha256: str, pages: str = "") -> None:
        self.moment = moment
        self.revision = revision
        self.sha256 = sha256
        if pages:
            self.pages = pages


class Acknowledgeable(Pinnable):
    """The part of a share that knows what its reader was asked to acknowledge.

    `acknowledgement`: the latest one; those before it are in the evidence.
    """

    acknowledgement: Acknowledgement | None = None
    # When the terms were changed so that one is asked for, of other pages, or within other days.
    asked = 0
    terms: Terms
    created: int
    hold: Any

    @property
    def acknowledged(self) -> bool:
        """Whether the reader acknowledged what they were asked for; one is enough.

        Where a revision is pinned, or each one asked for, it is one of what is given out now.
        """
        said = self.acknowledgement
        if said is None or self.terms.revision_mode == RevisionMode.LATEST:
            return said is not None
        return (said.sha256, said.pages) == (self.given, self.terms.pages)

    @property
    def owes(self) -> bool:
        """Whether an acknowledgement is asked for that the reader has not given."""
        return self.terms.acknowledge and not self.acknowledged

    @property
    def acknowledge_by(self) -> int | None:
        """Until when to acknowledge (microseconds), not after the end; None: at any time.

        The days count from the beginning of the share, or from when it was asked for
        later; where each revision is asked for, from the moment when there was a new one.
        """
        decided = self.hold.decided if self.hold else 0
        began = max(self.created, self.terms.starts, self.asked, decided or 0)
        if self.terms.revision_mode == RevisionMode.ASK_AGAIN:
            began = max(began, self.gate.since)
        return due(self.terms, began)

    def overdue(self, now: int) -> bool:
        """Whether the day to acknowledge by is over, and the reader has not."""
        by = self.acknowledge_by
        return self.owes and by is not None and now >= by


def due(terms: Terms, began: int) -> int | None:
    """Until when to acknowledge what began at a moment (microseconds); None: at any time."""
    if not (terms.acknowledge and terms.acknowledge_days):
        return None
    return min(began + terms.acknowledge_days * DAY, terms.expires)
