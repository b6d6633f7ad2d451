"""Recipients from lines or from a table (CSV), with a report on every line.

A table has a line of column names first, in any order, divided by comma,
semicolon or tab. Whatever a cell looks like, a formula too, it is text.
"""

from __future__ import annotations

from ..model.address import Addressee
from ..model.address import canonical
from ..model.address import clean_words
from ..model.address import is_unwritable
from ..model.address import LONGEST_NAME
from ..model.address import names_unwritably
from ..model.address import parse_line
from ..model.recipient import LANGUAGES
from ..model.verdict import Refused
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field

import csv
import io


MOST_LINES = 1_000
LARGEST_TABLE = 1 << 20
SEPARATORS = ",;\t"
# What a column may be called, in small letters.
COLUMNS = {
    "address": (
        "address",
        "e-mail address",
        "email address",
        "email",
        "e-mail",
        "mail",
        "adresse",
        "e-mail-adresse",
        "mailadresse",
    ),
    "name": ("name", "full name", "fullname", "recipient", "vollständiger name", "empfänger"),
    "organisation": ("organisation", "organization", "company", "firma", "unternehmen"),
    "language": ("language", "lang", "sprache"),
}
ORDER = ("address", "name", "organisation", "language")


@dataclass(frozen=True)
class ReadLine:
    """One line: whom it names, or why it names nobody; `before`: the line that named them."""

    number: int
    text: str
    addressee: Addressee | None = None
    refused: Refused | None = None
    before: int = 0


@dataclass
class Report:
    """What became of every line that is not empty."""

    lines: list[ReadLine] = field(default_factory=list)
    refused: Refused | None = None

    @property
    def addressees(self) -> list[Addressee]:
        """Everybody who is named, once, as the first line names them."""
        return [line.addressee for line in self.lines if line.addressee and not line.before]

    @property
    def refusals(self) -> list[Refused]:
        """Everything that is wrong."""
        found = [self.refused] if self.refused else []
        return found + [line.refused for line in self.lines if line.refused]


def decoded(data: bytes) -> str | Refused:
    """The text of an uploaded file: UTF-8 with or without its mark, else Latin-1.

    Refused: `table_large`, `table_binary`.
    """
    if len(data) > LARGEST_TABLE:
        return Refused("table_large", {"maximum": LARGEST_TABLE >> 20}, "recipients")
    if b"\x00" in data:
        return Refused("table_binary", where="recipients")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_recipients(text: str) -> Report:
    """Read a table, or lines `Name <address>, Organisation`.

    `refused`: `table_long`. Of lines: `recipient_line`, `line_unwritable`,
    `line_address`, `line_name`, `line_language`, `line_cells`, `line_quotes`.
    """
    numbered = [
        (number, line)
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1)
        if line.strip()
    ]
    table = _head(numbered[0][1]) if numbered else None
    read: Callable[[int, str], Addressee | Refused] = _plain
    if table is not None:
        numbered, read = numbered[1:], table.read
    if len(numbered) > MOST_LINES:
        return Report(refused=Refused("table_long", {"maximum": MOST_LINES}, "recipients"))
    report = Report()
    known: dict[str, int] = {}
    for number, line in numbered:
        found, shown = read(number, line), line.strip()[:80]
        if isinstance(found, Refused):
            report.lines.append(ReadLine(number, shown, refused=found))
            continue
        before = known.setdefault(found.address, number)
        report.lines.append(ReadLine(number, shown, found, None, before if before < number else 0))
    return report


def line_of(one: Addressee) -> str:
    """One person as a line that is read as the same person; else the address alone."""
    line = _line(one)
    return line if parse_line(line) == one else one.address


def written(people: list[Addressee]) -> str:
    """The same people as text that `read_recipients` reads: lines where they can say it."""
    lines = [_line(one) for one in people]
    if [parse_line(line) for line in lines] == people:
        return "\n".join(lines)
    text = io.StringIO()
    rows = [[getattr(one, name) for name in ORDER] for one in people]
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([ORDER, *rows])
    return text.getvalue().rstrip("\n")


def _line(one: Addressee) -> str:
    named = f"{one.name} <{one.address}>" if one.name else one.address
    return f"{named}, {one.organisation}" if one.organisation else named


@dataclass(frozen=True)
class _Table:
    separator: str
    columns: tuple[str, ...]

    def read(self, number: int, line: str) -> Addressee | Refused:
        values: dict[str, object] = {"number": number}
        cells = _cells(line, self.separator)
        if cells is None:
            return Refused("line_quotes", values, "recipients")
        if len(cells) > len(self.columns) and any(map(str.strip, cells[len(self.columns) :])):
            return Refused("line_cells", values, "recipients")
        found = dict.fromkeys(ORDER, "") | dict(zip(self.columns, cells, strict=False))
        return _person(found, values)


def _person(found: dict[str, str], values: dict[str, object]) -> Addressee | Refused:
    typed = found["address"].strip()
    address, language = canonical(typed), found["language"].strip().lower()
    if address is None:
        return Refused("line_address", {**values, "line": typed[:80]}, "recipients")
    if is_unwritable(found["name"]) or is_unwritable(found["organisation"]):
        return Refused("line_unwritable", values, "recipients")
    name, organisation = clean_words(found["name"]), clean_words(found["organisation"])
    if max(len(name), len(organisation)) > LONGEST_NAME:
        return Refused("line_name", {**values, "maximum": LONGEST_NAME}, "recipients")
    if language and language not in LANGUAGES:
        return Refused("line_language", {**values, "known": ", ".join(LANGUAGES)}, "recipients")
    return Addressee(address, name, organisation, language)


def _head(line: str) -> _Table | None:
    """The columns that a first line names; None when it is none of a table."""
    best: _Table | None = None
    for separator in SEPARATORS:
        columns = tuple(map(_column, _cells(line, separator) or ()))
        known = [name for name in columns if name in ORDER]
        once = len(known) == len(set(known))
        if "address" in known and once and (best is None or len(columns) > len(best.columns)):
            best = _Table(separator, columns)
    return best


def _column(title: str) -> str:
    folded = " ".join(title.split()).casefold()
    return next((name for name, titles in COLUMNS.items() if folded in titles), folded)


def _cells(line: str, separator: str) -> list[str] | None:
    """The cells of one line; None when its quotation marks do not fit."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return None


def _plain(number: int, line: str) -> Addressee | Refused:
    found = parse_line(line)
    if found is not None:
        return found
    values = {"number": number, "line": line.strip()[:80]}
    code = "line_unwritable" if names_unwritably(line) else "recipient_line"
    return Refused(code, values, "recipients")
