"""What a sender calls a sending, in its mail."""

from __future__ import annotations

from .letter import Block
from .letter import Facts
from .words import Words
from collective.externalshare import _


def labelled(subject: str, label: str, words: Words) -> str:
    """The line of a subject, with the label behind it where there is one."""
    if not label:
        return subject
    text = _("mail_subject_labelled", default="${subject}: ${label}")
    return words(text, subject=subject, label=label)


def name_label(label: str, words: Words) -> list[Block]:
    """The label in the text; nothing where there is none."""
    return [Facts(((words(_("mail_fact_label", default="Concerns")), label),))] if label else []
