"""Lists of shares: newest first, by cursor, from index keys and gates."""

from __future__ import annotations

from ..model.address import organisation_key
from ..model.distribution import Distribution
from ..model.invitation import Invitation
from ..model.recipient import Recipient
from ..model.share import Share
from ..model.share import Status
from ..model.verdict import Refused
from .authorize import standing
from .ports import Ports
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re
import unicodedata


MOST_EXAMINED = 2_000
LARGEST_PAGE = 200
CURSOR = re.compile(r"[0-9a-f]{48}")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything.

    `query` is words, of which each must begin a word of title, name, address
    or organisation. `recipient` is an address, `sender` a user id.
    """

    status: str = ""
    document: str = ""
    recipient: str = ""
    organisation: str = ""
    sender: str = ""
    distribution: str = ""
    query: str = ""


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

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def page(self, filters: Filters, limit: int = 25, cursor: str = "") -> Page | Refused:
        """One page of shares. Refused: an unknown status, a cursor that is none, a bad limit."""
        if filters.status and filters.status not in tuple(Status):
            return Refused("status_unknown", where="status")
        if cursor and not CURSOR.fullmatch(cursor):
            return Refused("cursor_unknown", where="cursor")
        if not 1 <= limit <= LARGEST_PAGE:
            return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
        rows: list[Row] = []
        last = ""
        for examined, key in enumerate(self._keys(filters, cursor)):
            if len(rows) == limit or examined == MOST_EXAMINED:
                return Page(tuple(rows), last)
            last = key
            row = self._listed(self.ports.store.shares[key[16:]])
            if self._passes(row, filters, key):
                rows.append(row)
        return Page(tuple(rows), "")

    def of_document(self, uid: str) -> list[Row]:
        """Every share of one document, newest first, for its own tab."""
        keys = self.ports.store.by_document.keys(uid)
        return [self.one(self.ports.store.shares[key[16:]]) for key in keys]

    def one(self, share: Share) -> Row:
        """One share, its document read live."""
        found = standing(self.ports, share)
        title = share.gate.title if found.document is None else found.document.title
        return self._row(share, found.status, found.reason, title, found.document)

    def find(self, share_id: str) -> Share | None:
        """The share with this id."""
        share: Share | None = self.ports.store.shares.get(share_id)
        return share

    def _listed(self, share: Share) -> Row:
        refusal = share.gate.refusal
        status = share.status(self.ports.now, refusal)
        reason = refusal or "" if status is Status.SUSPENDED else ""
        return self._row(share, status, reason, share.gate.title)

    def _row(
        self, share: Share, status: Status, reason: str, title: str, document: Any = None
    ) -> Row:
        store = self.ports.store
        return Row(
            share=share,
            status=status,
            reason=reason,
            title=title,
            revision=share.gate.label,
            invitation=store.invitations[share.invitation_id],
            distribution=store.distributions[share.distribution_id],
            recipient=store.recipients[share.recipient_id],
            document=document,
        )

    def _keys(self, filters: Filters, cursor: str) -> Iterator[str]:
        """The narrowest index that a filter names; the others are checked row by row."""
        store = self.ports.store
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
        words = _query_words(filters.query)
        if words:
            longest = max(words, key=len)
            return store.by_word.merged(store.by_word.starting(longest), cursor)
        keys = store.by_created.keys(min=cursor) if cursor else store.by_created.keys()
        return (key for key in keys if key != cursor)

    def _recipient_id(self, address: str) -> str:
        found = self.ports.store.recipient_at(address.strip().lower())
        return "nobody" if found is None else found.id

    def _passes(self, row: Row, filters: Filters, key: str) -> bool:
        share, words = row.share, self.ports.store.by_word
        organisation = organisation_key(share.organisation)
        checks = (
            not filters.status or row.status == filters.status,
            not filters.document or share.document_uid == filters.document,
            not filters.sender or share.sender_id == filters.sender,
            not filters.distribution or share.distribution_id == filters.distribution,
            not filters.recipient or row.recipient.address == filters.recipient.strip().lower(),
            not filters.organisation or organisation == organisation_key(filters.organisation),
        )
        return all(checks) and all(
            any(words.has(value, key) for value in words.starting(word))
            for word in _query_words(filters.query)
        )


def _query_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return [word for word in re.split(r"[^\w.@+'-]+", plain) if word][:8]
