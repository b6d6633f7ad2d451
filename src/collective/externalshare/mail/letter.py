"""A letter: what one mail says, in blocks that plain text and HTML both write down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; line ends inside it are kept."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A line above what belongs together."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Somebody else's words, kept line by line, under a line that says whose they are."""

    intro: str
    text: str


@dataclass(frozen=True)
class Items:
    """A list; each item is a title and a remark, which may be empty."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Facts:
    """A table of names and values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Link:
    """The one thing to do: a button, and below it, after `hint`, its address in full."""

    label: str
    hint: str
    address: str


@dataclass(frozen=True)
class Code:
    """A one-time code, shown large."""

    text: str


def bracketed(remark: str) -> str:
    """A remark as it follows its title: in brackets, or after a comma where it ends with one."""
    if not remark:
        return ""
    return f", {remark}" if remark.endswith(")") else f" ({remark})"


Block = Paragraph | Heading | Quote | Items | Facts | Link | Code


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; `subtype` of `application`."""

    name: str
    subtype: str
    data: bytes


@dataclass(frozen=True)
class Letter:
    """A whole mail in one language, all words final; nothing in it is markup.

    `preview` is what a list of mails shows beside the subject.
    """

    language: str
    site: str
    subject: str
    preview: str
    blocks: tuple[Block, ...]
    footer: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
