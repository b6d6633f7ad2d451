"""What the mail says where a document asks for a password, which is in no mail."""

from __future__ import annotations

from .letter import Block
from .letter import Paragraph
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from typing import Any


ASKED_LOCKED = _(
    "mail_asked_locked",
    default="Type your e-mail address, ${address}, on the page that opens. A one-time code "
    "is then sent to that address in a second mail; type it on the next page. "
    "You need no account.",
)
SAFE_LOCKED = _(
    "mail_safe_locked",
    default="The link alone opens nothing: the code goes only to this mailbox. Each page "
    "you are shown bears your name or address, and it is recorded when you open or download "
    "a document. Nobody will ever ask you to pass the code on. "
    "If you were not expecting this mail, you can ignore it.",
)


def password_asked(sender: str, documents: Sequence[Any], words: Words) -> list[Block]:
    """That a password is asked, and who tells it; nothing where none is."""
    if not any(document.locked for document in documents):
        return []
    text = _(
        "mail_asked_password",
        default="After that a password is asked; ${sender} tells it to you in another way. "
        "It is in no mail.",
    )
    return [Paragraph(words(text, sender=sender))]
