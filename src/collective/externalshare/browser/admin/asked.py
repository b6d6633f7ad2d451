"""What somebody asks the audit trail, as it travels in addresses."""

from __future__ import annotations

from ...model.times import to_micros
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo


LONGEST = 254


@dataclass(frozen=True)
class Asked:
    """`since` and `until` are days as typed, the latter included; `document` is a UID.

    `named` is what somebody calls a document, who does not know its UID.
    """

    action: str = ""
    document: str = ""
    named: str = ""
    recipient: str = ""
    sender: str = ""
    since: str = ""
    until: str = ""
    cursor: str = ""

    @classmethod
    def read(cls, form: Any) -> Asked:
        """From form values; anything that is no text counts as empty."""
        values = {
            field.name: value.strip()[:LONGEST]
            for field in fields(cls)
            if isinstance(value := form.get(field.name, ""), str)
        }
        return cls(**values)

    @property
    def narrowed(self) -> bool:
        """Whether there is a filter at all."""
        return self.at() != Asked()

    @property
    def only_document(self) -> bool:
        """Whether nothing is asked for but, perhaps, a document."""
        return self.at() == Asked(document=self.document)

    def period(self, zone: ZoneInfo) -> tuple[int, int]:
        """The first midnight of the period and the one after it (microseconds); 0: not asked.

        :raises ValueError: when something is no day between 1971 and 9998.
        """
        return midnight(self.since, zone, 0), midnight(self.until, zone, 1)

    def at(self, cursor: str = "") -> Asked:
        """The same question on another page."""
        return replace(self, cursor=cursor)

    def of(self, document: str) -> Asked:
        """The same of one document, or of every."""
        return replace(self, document=document, named="", cursor="")

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for a query string."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [(name, value) for name, value in named if value]


def midnight(day: str, zone: ZoneInfo, later: int) -> int:
    """The first instant of the day so many days `later` (microseconds); 0 where none is typed.

    :raises ValueError: when something is no day between 1971 and 9998.
    """
    if not day:
        return 0
    found = date.fromisoformat(day)
    if not 1970 < found.year < 9999:
        raise ValueError("no day on which anything can have been recorded")
    return to_micros(datetime.combine(found + timedelta(days=later), time.min, zone))
