"""What the form for evidence asks for; it travels in the address, so that it can be kept."""

from __future__ import annotations

from ...model.selection import Period
from ...model.selection import Scope
from ...model.verdict import Refused
from ..admin.asked import midnight
from ..admin.page import EVIDENCE
from ..admin.page import may_open
from dataclasses import dataclass
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
            since, until = midnight(self.since, zone, 0), midnight(self.until, zone, 1)
        except ValueError:
            return Refused("period_day", where="from")
        return Period(since or None, until or None)
