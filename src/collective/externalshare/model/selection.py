"""Which evidence somebody wants: of what, and of which time."""

from __future__ import annotations

from .side import SideRecord
from .times import iso
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Scope(StrEnum):
    """What evidence is of; all but the first name one thing by its id.

    That is the id of a share or distribution, the UID of a document, the address
    of a recipient, the name of an organisation, the user id of a sender.
    """

    EVERYTHING = "everything"
    SHARE = "share"
    DISTRIBUTION = "distribution"
    DOCUMENT = "document"
    RECIPIENT = "recipient"
    ORGANISATION = "organisation"
    SENDER = "sender"


@dataclass(frozen=True)
class Period:
    """From an instant on (microseconds) and before another; None has no end."""

    since: int | None = None
    until: int | None = None

    def __contains__(self, moment: int) -> bool:
        return not (
            (self.since is not None and moment < self.since)
            or (self.until is not None and moment >= self.until)
        )

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None

    @property
    def label(self) -> str:
        """ISO 8601, such as `2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z`."""
        said = (iso(self.since), "" if self.until is None else "to", iso(self.until))
        return " ".join(filter(None, said))


Keep = Callable[[dict[str, Any], SideRecord | None], bool]
"""Whether a row belongs to a selection."""


@dataclass(frozen=True)
class Part:
    """One chain, and which of its rows are wanted whenever they were; None: all."""

    chain: str
    keep: Keep | None = None


@dataclass(frozen=True)
class Selection:
    """What was chosen. `subject` is what was typed; `key` names it without personal data."""

    scope: Scope
    subject: str = ""
    key: str = ""
    period: Period = Period()

    @property
    def label(self) -> str:
        """For the first line of an export, and for the row that tells of it.

        `everything` alone is the word by which a verifier demands every chain.
        """
        if self.scope is Scope.EVERYTHING:
            return f"period {self.period.label}" if self.period else str(self.scope)
        return f"{self.scope} {self.key} {self.period.label}".replace("  ", " ").strip()
