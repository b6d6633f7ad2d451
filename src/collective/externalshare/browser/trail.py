"""Rows of the evidence in words, as tables of several shares show them."""

from __future__ import annotations

from ..moments import Speaker
from ..narration import EventWords
from ..narration import Narrator
from ..services.overview import Overview
from ..services.overview import Row
from ..services.ports import Ports
from .sender.acts import details_url
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """A row in words, and whose share it is about; `row` is None for the administration's."""

    words: EventWords
    row: Row | None
    details: str
    contact: bool
    document: str
    untitled: bool

    @property
    def who(self) -> str:
        """The recipient: the name, else the address; empty for the administration's rows."""
        return (self.row.invitation.name or self.address) if self.row else ""

    @property
    def address(self) -> str:
        """The recipient's address."""
        return self.row.recipient.address if self.row else ""

    @property
    def title(self) -> str:
        """The document; empty where the row is of a whole link or of none, or the page is of it."""
        return self.row.title if self.row and not self.untitled else ""


def is_contact(event: dict[str, Any]) -> bool:
    """Whether nobody was identified: somebody was at the link, with no code given."""
    return bool(event["actor"][0] == "visitor")


class Teller:
    """Tells rows of any chain; each share is looked up once."""

    def __init__(
        self,
        ports: Ports,
        speaker: Speaker,
        with_addresses: bool,
        document_url: Callable[[str], str] = lambda uid: "",
        of_document: str = "",
    ) -> None:
        """`document_url` gives what a document's title leads to, for its UID.

        `of_document`: the one that the whole page is about, whose title no row repeats.
        """
        self.document_url = document_url
        self.of_document = of_document
        self.ports = ports
        self.speaker = speaker
        self.with_addresses = with_addresses
        self.overview = Overview(ports)
        self._narrators: dict[str, Narrator] = {}

    def tell(self, events: Iterable[dict[str, Any]]) -> list[Line]:
        """The rows, in the order given."""
        return [self._line(event) for event in events]

    def _line(self, event: dict[str, Any]) -> Line:
        narrator = self._narrator(event)
        row = narrator.row
        details = details_url(row.share.id) if row is not None else ""
        several = row is not None and len(row.invitation.share_ids) > 1
        whole = several and not event["share"]
        known = row is not None and row.share.document_uid == self.of_document
        document = self.document_url(row.share.document_uid) if row is not None else ""
        return Line(narrator.tell(event), row, details, is_contact(event), document, whole or known)

    def _narrator(self, event: dict[str, Any]) -> Narrator:
        share_id = event["share"] or self._first_share(event["chain"])
        if share_id not in self._narrators:
            share = self.overview.find(share_id)
            row = self.overview.listed(share) if share is not None else None
            self._narrators[share_id] = Narrator(row, self.speaker, self.with_addresses)
        return self._narrators[share_id]

    def _first_share(self, chain_id: str) -> str:
        invitation = self.ports.store.invitations.get(chain_id)
        return invitation.share_ids[0] if invitation is not None and invitation.share_ids else ""
