"""Readers' copies as attachments of their mail, and what the mail says of them."""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..interfaces import IEnclosures
from ..model.invitation import Invitation
from ..model.outbox import OutboxRow
from .letter import Attachment
from .letter import Block
from .letter import Paragraph
from .reply import Trouble
from .task import Unready
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from typing import Any


def copies_for(site: Any, row: OutboxRow, invitation: Invitation) -> tuple[Attachment, ...]:
    """The copies that go with an invitation now; they are recorded in the running transaction.

    :raises Unready: while one of them cannot be made.
    """
    try:
        enclosed = IEnclosures(site).of(row, invitation)
    except CopyFailed as error:
        raise Unready(Trouble.COPY_FAILED) from error
    return tuple(Attachment(name, "pdf", data) for name, data in enclosed.files)


def name_attached(names: Sequence[str], words: Words) -> list[Block]:
    """What is attached, and that it is the reader's own; nothing where nothing is."""
    if not names:
        return []
    text = _(
        "mail_attached",
        default="Attached is your own copy, with your name or address on each page: ${names}. "
        "The link shows whether there is a newer revision.",
    )
    return [Paragraph(words(text, names=", ".join(names)))]
