"""What a report consists of, in words that are ready to be set."""

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class Table:
    """A heading, a sentence below it, and lines under columns.

    `widths` are shares of the page; `narrow` are the places of columns with numbers
    and digests, which are set smaller. Without lines `empty` is said instead.
    """

    heading: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    lines: tuple[tuple[str, ...], ...]
    said: str = ""
    empty: str = ""
    narrow: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Booklet:
    """A report: its cover, then tables, then notes.

    `state` is said on the cover, loud where it is not `sound`; `page` has the
    places `{number}` and `{total}`; `files` are attached under their names.
    """

    site: str
    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    state: str
    sound: bool
    tables: tuple[Table, ...]
    notes: tuple[str, tuple[str, ...]]
    page: str
    language: str
    fonts: tuple[str, ...] = ()
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """By name: the bytes, and what they are."""
