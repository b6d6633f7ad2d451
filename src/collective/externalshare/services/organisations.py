"""Organisations with which something was shared: listed by name, and what is held there."""

from __future__ import annotations

from ..model.address import organisation_key
from ..model.share import Share
from ..model.verdict import Refused
from ..model.words import words_asked
from ..model.words import words_of
from .overview import LARGEST_PAGE
from .overview import MOST_EXAMINED
from .ports import Ports
from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    """`key` is what names match by; `name` and `last` are of what was shared last."""

    key: str
    name: str
    last: int


@dataclass(frozen=True)
class OrganisationPage:
    """One page; `cursor` fetches the next, empty at the end."""

    entries: tuple[Organisation, ...]
    cursor: str


class Organisations:
    """Reads; the faces decide who may."""

    def __init__(self, ports: Ports, most_examined: int = MOST_EXAMINED) -> None:
        self.ports = ports
        self.store = ports.store
        self.most_examined = most_examined

    def page(
        self, query: str = "", limit: int = 25, cursor: str = ""
    ) -> OrganisationPage | Refused:
        """One page by name; a cursor is the key of the last one of the page before.

        Refused: `limit_unusable`. A query without any word finds none.
        """
        if not 1 <= limit <= LARGEST_PAGE:
            return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
        asked = words_asked(query)
        if query and not asked:
            return OrganisationPage((), "")
        found: list[Organisation] = []
        last = cursor
        for examined, key in enumerate(self.store.by_organisation.values(cursor)):
            if len(found) == limit or examined == self.most_examined:
                return OrganisationPage(tuple(found), last)
            last, words = key, words_of(key)
            if all(any(word.startswith(one) for word in words) for one in asked):
                found.append(self._listed(key))
        return OrganisationPage(tuple(found), "")

    def find(self, name: str) -> Organisation | None:
        """The organisation of this name, however it is written."""
        key = organisation_key(name)
        known = next(self.store.by_organisation.keys(key), None)
        return None if known is None else self._listed(key)

    def held(self, organisation: Organisation) -> list[Share]:
        """Every share of the people there that nobody revoked, newest first."""
        shares = map(self.store.share_at, self.store.by_organisation.keys(organisation.key))
        return [share for share in shares if share.revocation is None]

    def _listed(self, key: str) -> Organisation:
        newest: Share = self.store.share_at(next(self.store.by_organisation.keys(key)))
        return Organisation(key, newest.organisation, newest.created)
