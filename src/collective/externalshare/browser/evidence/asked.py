"""What the form for evidence asks for; it travels in the address, so that it can be kept."""

from __future__ import annotations

from ...model.selection import Period
from ...model.selection import Scope
from ...model.times import to_micros
from ...model.verdict import Refused
from ..admin.page import EVIDENCE
from ..admin.page import may_open
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo


LONGEST = 400


def evidence_url(site: Any, scope: Scope, subject: str) -> str:
    """Where the evidence of something can be taken along; empty for those who may not."""
    if not may_open(EVIDENCE, site):
        return ""
    return f"{site.absolute_url()}/{EVIDENCE}?{urlencode(Asked(scope, subject).pairs())}"


@dataclass(frozen=True)
class Asked:
    """As typed; `since` and `until` are days, both of them included."""

    scope: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, form: Any) -> Asked:
        """From form values; anything that is no text counts as empty."""
        values = (form.get(name, "") for name in ("scope", "id", "from", "to"))
        return cls(*(one.strip()[:LONGEST] if isinstance(one, str) else "" for one in values))

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for hidden fields."""
        named = zip(
            ("scope", "id", "from", "to"),
            (self.scope, self.subject, self.since, self.until),
            strict=True,
        )
        return [(name, value) for name, value in named if value]

    def period(self, zone: ZoneInfo) -> Period | Refused:
        """From the first midnight to the last one in a time zone."""
        try:
            since = _midnight(self.since, 0, zone)
            until = _midnight(self.until, 1, zone)
        except (ValueError, OverflowError):
            return Refused("period_day", where="from")
        return Period(since, until)


def _midnight(text: str, later: int, zone: ZoneInfo) -> int | None:
    if not text:
        return None
    day = date.fromisoformat(text) + timedelta(days=later)
    return to_micros(datetime.combine(day, time(), zone))
