"""Evidence for somebody outside: everything that proves a selection, in one file."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.selection import Scope
from ..model.selection import Selection
from ..model.times import from_micros
from ..model.times import iso
from ..model.verdict import Refused
from .export_archive import archive
from .export_lines import BOM
from .export_lines import COLUMNS
from .export_lines import csv_line
from .export_lines import csv_row
from .export_lines import header_line
from .export_lines import json_line
from .ports import Ports
from .record import record_administration
from .record import unrecordable
from .selection import Entry
from .selection import Selections
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from typing import BinaryIO

import tempfile


FORMATS = {
    "zip": "application/zip",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
}
REPORT = "pdf"
"""The one format that is words; `services.report` has its facts."""


@dataclass(frozen=True)
class Exported:
    """A file without a name on the disk, open at its beginning, and what to call it."""

    stream: BinaryIO
    size: int
    name: str
    media_type: str
    rows: int


class Export:
    """Writes evidence into a file that is gone when it is closed; memory stays flat."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.selections = Selections(ports)

    def __call__(
        self, selection: Selection, form: str, actor: Actor, contact: Contact = NOBODY
    ) -> Exported | Refused:
        """Make the file and record that it was made. Refused: an unknown format, unusable keys."""
        made = self.make(selection, form, actor)
        if isinstance(made, Exported):
            self.record(selection, form, made.rows, actor, contact)
        return made

    def make(self, selection: Selection, form: str, actor: Actor) -> Exported | Refused:
        """Make the file alone; whoever gives it away has to `record` that first.

        It has what the connection to the database sees: everything that was committed
        when its transaction began, and nothing of what is written meanwhile.
        """
        refused = self.unusable(form)
        if refused is not None:
            return refused
        # No `with`: the face sends the file once this transaction has been committed.
        stream: Any = tempfile.TemporaryFile()  # noqa: SIM115
        rows = self.write(selection, form, actor, stream)
        size = stream.tell()
        stream.seek(0)
        return Exported(stream, size, self.name(selection, form), FORMATS[form], rows)

    def unusable(self, form: str) -> Refused | None:
        """Why nothing can be exported in a format now."""
        if form not in FORMATS and form != REPORT:
            known = ", ".join((*FORMATS, REPORT))
            return Refused("format_unknown", {"known": known}, where="format")
        return unrecordable(self.ports)

    def write(self, selection: Selection, form: str, actor: Actor, stream: BinaryIO) -> int:
        """Write rows as one of `FORMATS`; how many of them were asked for."""
        about = self.about(selection, actor)
        entries = self.selections.entries(selection)
        if form == "zip":
            seals = (f"{seal.line}\n" for seal in self.ports.store.seals())
            archive(stream, about, entries, seals, self.ports.now)
        elif form == "csv":
            _pour(csv_lines(entries), stream)
        else:
            _pour(json_lines(about, entries), stream)
        return int(about["rows"])

    def about(self, selection: Selection, actor: Actor) -> dict[str, Any]:
        """The header of an export."""
        return {
            "scope": selection.label,
            "subject": selection.subject,
            "rows": self.selections.count(selection),
            "site": self.ports.settings.link_base,
            "made": iso(self.ports.now),
            "by": actor.id,
        }

    def record(
        self, selection: Selection, form: str, rows: int, actor: Actor, contact: Contact
    ) -> None:
        """Write into the administration's chain who took what with them."""
        scope, key = selection.scope, selection.key
        person = {"organisation": selection.subject} if scope is Scope.ORGANISATION else {}
        event = Event(
            Action.EVIDENCE_EXPORTED,
            actor,
            new=f"{selection.label}: {rows} rows, {form}",
            share=key if scope is Scope.SHARE else "",
            document=key if scope is Scope.DOCUMENT else "",
            recipient_id=key if scope is Scope.RECIPIENT else "",
            person=person,
        )
        record_administration(self.ports, event, contact)

    def name(self, selection: Selection, form: str) -> str:
        """What to call the file; it holds no personal data, and is plain ASCII."""
        moment = from_micros(self.ports.now)
        return f"evidence-{selection.scope}-{moment:%Y%m%dT%H%M%SZ}.{form}"


def json_lines(about: dict[str, Any], entries: Iterable[Entry]) -> Iterator[str]:
    """rows.jsonl, line by line."""
    yield f"{header_line(about)}\n"
    for entry in entries:
        yield json_line(entry)


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """rows.csv, line by line."""
    yield BOM + csv_line(COLUMNS)
    for wanted, _, _, side, row in entries:
        if wanted:
            yield csv_row(row, side)


def _pour(lines: Iterable[str], stream: BinaryIO) -> None:
    for line in lines:
        stream.write(line.encode("utf-8", "replace"))
