"""Shares as a table for a spreadsheet; who took it along is recorded."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.share import Share
from ..model.times import iso
from .export_lines import BOM
from .export_lines import csv_line
from .overview import Overview
from .overview import Row
from .ports import Ports
from .record import record_administration
from collections.abc import Sequence
from typing import Any


COLUMNS = (
    "id",
    "created",
    "document",
    "title",
    "revision",
    "name",
    "address",
    "organisation",
    "sender",
    "expires",
    "access",
    "status",
    "reason",
    "opened",
    "downloads",
    "last_opened",
    "mail",
    "revision_mode",
    "acknowledged",
    "acknowledged_revision",
    "acknowledge_by",
    "label",
)


class Table:
    """One line a share, as the table on the screen has it; no cell is taken for a formula."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self, shares: Sequence[Share], actor: Actor, contact: Contact = NOBODY) -> str:
        """The text of a CSV file; its times are ISO 8601 in UTC."""
        overview = Overview(self.ports)
        lines = [csv_line(_cells(row)) for row in overview.live(shares)]
        told = f"selected shares: {len(lines)} rows, csv"
        record_administration(self.ports, Event(Action.EVIDENCE_EXPORTED, actor, new=told), contact)
        return "".join((BOM, csv_line(COLUMNS), *lines))


def _cells(row: Row) -> list[Any]:
    share, usage, said = row.share, row.share.usage, row.share.acknowledgement
    asked = share.acknowledge_by if share.owes else None
    return [
        share.id,
        iso(share.created),
        share.document_uid,
        row.title,
        row.revision,
        row.invitation.name,
        row.recipient.address,
        row.invitation.organisation,
        row.distribution.sender.id,
        iso(share.terms.expires),
        share.terms.access,
        row.status,
        row.reason,
        usage.opened,
        usage.downloads,
        "" if usage.last is None else iso(usage.last),
        row.invitation.delivery.state,
        share.terms.revision_mode,
        "" if said is None else iso(said.moment),
        "" if said is None else said.revision,
        "" if asked is None else iso(asked),
        row.distribution.label,
    ]
