"""Lists of shares: newest first, by cursor, from index keys and gates."""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import organisation_key
from ..model.distribution import Distribution
from ..model.invitation import Invitation
from ..model.policy import Objection
from ..model.policy import objection
from ..model.policy import Rules
from ..model.policy import site_rules
from ..model.recipient import Recipient
from ..model.share import Share
from ..model.share import Status
from ..model.verdict import Refused
from ..model.words import words_asked
from ..model.words import words_of
from .authorize import held_for
from .authorize import Standing
from .authorize import standings
from .ports import Ports
from .views import View
from .views import Views
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import re


MOST_EXAMINED = 2_000
LARGEST_PAGE = 200
CURSOR = re.compile(r"[0-9a-f]{48}")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything.

    `query` is words, of which each must begin a word of title, name, address,
    organisation or the sending's label; one without any word finds nothing. `recipient` is an
    address, `sender` a user id, `view` a `View`.
    """

    status: str = ""
    document: str = ""
    recipient: str = ""
    organisation: str = ""
    sender: str = ""
    distribution: str = ""
    query: str = ""
    view: str = ""


@dataclass(frozen=True)
class Row:
    """A share with everything a list says of it.

    In lists `status` and `reason` come from the document's gate and may lag
    by a sweep; `Overview.one` reads the live document.
    """

    share: Share
    status: Status
    reason: str
    title: str
    revision: str
    invitation: Invitation
    distribution: Distribution
    recipient: Recipient
    document: Any = None


@dataclass(frozen=True)
class Page:
    """Rows of one page; `cursor` fetches the next, empty at the end."""

    rows: tuple[Row, ...]
    cursor: str


class Overview:
    """Reads shares for people who may see them; the faces decide who may."""

    def __init__(self, ports: Ports, most_examined: int = MOST_EXAMINED) -> None:
        self.ports = ports
        self.most_examined = most_examined
        self.views = Views(ports)

    def page(self, filters: Filters, limit: int = 25, cursor: str = "") -> Page | Refused:
        """One page of shares. Refused: an unknown status or view, a bad cursor or limit."""
        if filters.status and filters.status not in tuple(Status):
            return Refused("status_unknown", where="status")
        if filters.view and filters.view not in tuple(View):
            return Refused("view_unknown", where="view")
        if cursor and not CURSOR.fullmatch(cursor):
            return Refused("cursor_unknown", where="cursor")
        if not 1 <= limit <= LARGEST_PAGE:
            return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
        if filters.query and not words_asked(filters.query):
            return Page((), "")
        rows: list[Row] = []
        last = ""
        for examined, key in enumerate(self._keys(filters, cursor)):
            if len(rows) == limit or examined == self.most_examined:
                return Page(tuple(rows), last)
            last = key
            row = self.listed(self.ports.store.share_at(key))
            if self._passes(row, filters):
                rows.append(row)
        return Page(tuple(rows), "")

    def one(self, share: Share) -> Row:
        """One share, its document read live."""
        return self.live([share])[0]

    def live(self, shares: Iterable[Share]) -> list[Row]:
        """These shares, their documents read live and each of them once."""
        return [self._live(found) for found in standings(self.ports, shares)]

    def _live(self, found: Standing) -> Row:
        share = found.share
        title = share.gate.title if found.document is None else found.document.title
        return self._row(share, found.status, found.reason, title, found.document)

    def find(self, share_id: str) -> Share | None:
        """The share with this id, or None for anything else."""
        share: Share | None = self.ports.store.shares.get(share_id)
        return share

    def listed(self, share: Share) -> Row:
        """One share as lists have it, by its document's gate."""
        refusal = share.refusal or self._objection(share)
        status = share.status(self.ports.now, refusal)
        reason = refusal or "" if status is Status.SUSPENDED else held_for(share, status)
        return self._row(share, status, reason, share.gate.title)

    def _objection(self, share: Share) -> str:
        """What the rules of the site have against the reader."""
        recipient = self.ports.store.records_of(share)[2]
        found = objection(self._site_rules, recipient.address)
        if found is None and share.lacks_pages(share.gate.pages):
            found = Objection.PAGES_MISSING
        return str(found or "")

    @cached_property
    def _site_rules(self) -> Rules:
        return site_rules(self.ports.settings)

    def _row(
        self, share: Share, status: Status, reason: str, title: str, document: Any = None
    ) -> Row:
        invitation, distribution, recipient = self.ports.store.records_of(share)
        return Row(
            share=share,
            status=status,
            reason=reason,
            title=title,
            revision=share.label,
            invitation=invitation,
            distribution=distribution,
            recipient=recipient,
            document=document,
        )

    def _keys(self, filters: Filters, cursor: str) -> Iterator[str]:
        """The narrowest index that a filter names; the others are checked row by row."""
        store = self.ports.store
        if filters.view:
            return self.views.keys(filters.view, cursor)
        organisation = organisation_key(filters.organisation)
        named = (
            (store.by_distribution, filters.distribution),
            (store.by_recipient, filters.recipient and self._recipient_id(filters.recipient)),
            (store.by_document, filters.document),
            (store.by_organisation, organisation),
            (store.by_sender, filters.sender),
        )
        for postings, value in named:
            if value:
                return postings.keys(value, cursor)
        if filters.query:
            values = store.by_word.starting(max(words_asked(filters.query), key=len))
            if values is not None:
                return store.by_word.merged(values, cursor)
        keys = store.by_created.keys(min=cursor) if cursor else store.by_created.keys()
        return (key for key in keys if key != cursor)

    def _recipient_id(self, address: str) -> str:
        found = self.ports.store.recipient_at(address_of(address))
        return "nobody" if found is None else found.id

    def _passes(self, row: Row, filters: Filters) -> bool:
        share, organisation = row.share, filters.organisation
        checks = (
            not filters.status or row.status == filters.status,
            not filters.document or share.document_uid == filters.document,
            not filters.sender or share.sender_id == filters.sender,
            not filters.distribution or share.distribution_id == filters.distribution,
            not filters.recipient or row.recipient.address == address_of(filters.recipient),
            not organisation
            or organisation_key(share.organisation) == organisation_key(organisation),
            not filters.view or self.views.holds(filters.view, share, row.invitation),
        )
        asked = words_asked(filters.query)
        if not all(checks) or not asked:
            return all(checks)
        words = words_of(
            row.title,
            row.invitation.name,
            row.recipient.address,
            share.organisation,
            row.distribution.label,
        )
        return all(any(word.startswith(one) for word in words) for one in asked)


def address_of(text: str) -> str:
    """An address as it is stored; what is none stays what it is, in small letters."""
    return canonical(text) or text.strip().lower()
