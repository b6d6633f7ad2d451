"""A place in a table of shares: what it is narrowed to, and which page."""

from __future__ import annotations

from ..services.overview import Filters
from dataclasses import dataclass
from dataclasses import replace
from typing import Any


LONGEST_QUERY = 200
LONGEST_TRAIL = 20


@dataclass(frozen=True)
class Place:
    """Travels in links and hidden fields, so that every step comes back to the same rows.

    `trail` are the cursors of earlier pages, the latest last; the first page
    has none, so it is not in the trail.
    """

    status: str = ""
    query: str = ""
    view: str = ""
    distribution: str = ""
    cursor: str = ""
    trail: tuple[str, ...] = ()

    @classmethod
    def read(cls, form: Any) -> Place:
        """From form values; anything that is no text counts as empty."""
        values = {
            name: value.strip() if isinstance(value := form.get(name, ""), str) else ""
            for name in ("status", "q", "view", "distribution", "cursor", "trail")
        }
        trail = tuple(cursor for cursor in values["trail"].split(".") if cursor)
        query = values["q"][:LONGEST_QUERY]
        return cls(
            values["status"],
            query,
            values["view"],
            values["distribution"],
            values["cursor"],
            trail[-LONGEST_TRAIL:],
        )

    @property
    def filters(self) -> Filters:
        """What the table is narrowed to."""
        return Filters(
            status=self.status, query=self.query, view=self.view, distribution=self.distribution
        )

    @property
    def narrowed(self) -> bool:
        """Whether there is a filter at all."""
        return bool(self.status or self.query or self.view or self.distribution)

    def first(self) -> Place:
        """The first page under the same filters."""
        return replace(self, cursor="", trail=())

    def next(self, cursor: str) -> Place:
        """The page after this one."""
        trail = (*self.trail, self.cursor) if self.cursor else self.trail
        return replace(self, cursor=cursor, trail=trail[-LONGEST_TRAIL:])

    def previous(self) -> Place:
        """The page before this one."""
        if not self.trail:
            return self.first()
        return replace(self, cursor=self.trail[-1], trail=self.trail[:-1])

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for a query string or hidden fields."""
        named = (
            ("status", self.status),
            ("q", self.query),
            ("view", self.view),
            ("distribution", self.distribution),
            ("cursor", self.cursor),
            ("trail", ".".join(self.trail)),
        )
        return [(name, value) for name, value in named if value]
