"""The parameters of a list: filters, size and cursor. An unknown or empty one is refused.

A misspelt filter that is silently ignored shows everything, and whoever then
revokes what they see revokes everything. A program that fills in an address
it does not have is no better off.
"""

from __future__ import annotations

from ...model.verdict import Refused
from ...services.overview import Filters
from ...services.overview import LARGEST_PAGE
from ..body import short
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlencode


# Parameter -> attribute of `Filters`.
OF_DOCUMENT = {
    "status": "status",
    "recipient": "recipient",
    "organisation": "organisation",
    "sender": "sender",
    "distribution": "distribution",
    "q": "query",
}
OF_SITE = {**OF_DOCUMENT, "document": "document", "view": "view"}
PAGING = ("limit", "cursor")
# plone.restapi's own; it means nothing to these lists.
IGNORED = ("expand",)
PAGE = 25


@dataclass(frozen=True)
class Query:
    """What was asked; `given` are the filters as they came, for addresses."""

    filters: Filters
    limit: int
    cursor: str
    given: tuple[tuple[str, str], ...]

    def url(self, base: str, cursor: str = "", paged: bool = True) -> str:
        """The address of this list; `paged` False leaves size and cursor out."""
        parameters = list(self.given)
        if paged and self.limit != PAGE:
            parameters.append(("limit", str(self.limit)))
        if paged and cursor:
            parameters.append(("cursor", cursor))
        return f"{base}?{urlencode(parameters)}" if parameters else base


DEFAULT = Query(Filters(), PAGE, "", ())


def read_parameters(request: Any, known: Collection[str]) -> dict[str, str] | Refused:
    """Read the query string itself, so that no converter of Zope changes a type."""
    values: dict[str, str] = {}
    for key, value in parse_qsl(request.get("QUERY_STRING", ""), keep_blank_values=True):
        if key in IGNORED:
            continue
        if key not in known and key not in PAGING:
            names = ", ".join((*known, *PAGING))
            return Refused("parameter_unknown", {"key": short(key), "known": names}, where=key)
        if key in values:
            return Refused("parameter_twice", {"key": key}, where=key)
        if not value.strip():
            return Refused("parameter_empty", {"key": key}, where=key)
        values[key] = value
    return values


def read_limit(values: Mapping[str, str], usual: int) -> int | Refused:
    """The size of a page; its bounds are for the service to know."""
    limit = values.get("limit", str(usual))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 5):
        return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
    return int(limit)


def read_query(request: Any, known: dict[str, str]) -> Query | Refused:
    """What a list of shares was asked."""
    values = read_parameters(request, known)
    if isinstance(values, Refused):
        return values
    given = tuple((key, value) for key, value in values.items() if key in known)
    limit = read_limit(values, PAGE)
    if isinstance(limit, Refused):
        return limit
    filters = Filters(**{known[key]: value.strip() for key, value in given})
    return Query(filters, limit, values.get("cursor", ""), given)
