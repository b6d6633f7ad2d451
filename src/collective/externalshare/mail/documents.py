"""The documents that a mail is about, and the terms under which its reader has them."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.pages import said
from ..model.share import Share
from ..model.terms import Terms
from ..model.times import from_micros
from .letter import Block
from .letter import Facts
from .letter import Items
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from dataclasses import dataclass
from datetime import datetime


ACCESS = {
    "view": _("mail_access_view", default="view only, in your browser"),
    "download": _("mail_access_download", default="view and download"),
}


@dataclass(frozen=True)
class SharedDocument:
    """One document as its reader is told of it; `access` is view or download.

    `asks`: whether an acknowledgement is asked for, `due`: until when, None: at any time.
    `pages`: of a range; `locked`: a password is asked for it.
    """

    title: str
    revision: str
    until: datetime
    access: str
    asks: bool = False
    due: datetime | None = None
    pages: str = ""
    locked: bool = False

    @classmethod
    def of(cls, title: str, label: str, terms: Terms, due: int | None = None) -> SharedDocument:
        """The document with this title and label of its revision, under these terms.

        :param due: until when to acknowledge, in microseconds.
        """
        until, by = from_micros(terms.expires), None if due is None else from_micros(due)
        title, label = clean_words(title), clean_words(label)
        pages, locked = said(terms.pages), bool(terms.password)
        return cls(title, label, until, terms.access, terms.acknowledge, by, pages, locked)

    @classmethod
    def of_share(cls, title: str, share: Share) -> SharedDocument:
        """The document of a share, as far as lists know its revision."""
        return cls.of(title, share.label, share.terms, share.acknowledge_by)


def list_documents(documents: Sequence[SharedDocument], zone: str, words: Words) -> list[Block]:
    """The list, and the terms below it; terms that differ stand at their document."""
    terms = {(one.until, one.access, one.asks, one.due) for one in documents}
    rows = []
    for document in documents:
        remarks = []
        if document.revision:
            text = _("mail_document_revision", default="revision ${revision}")
            remarks.append(words(text, revision=document.revision))
        if document.pages:
            text = _("mail_document_pages", default="pages ${pages}")
            remarks.append(words(text, pages=document.pages))
        if document.locked:
            remarks.append(words(_("mail_document_locked", default="with a password")))
        if len(terms) > 1:
            text = _("mail_document_until", default="until ${until}")
            remarks.append(words(text, until=words.moment(document.until, zone)))
            remarks.append(words(ACCESS[document.access]))
            remarks += _asked(document.asks, document.due, zone, words)
        rows.append((document.title, ", ".join(remarks)))
    if len(terms) > 1:
        return [Items(tuple(rows))]
    until, access, asks, due = next(iter(terms))
    until_name = words(_("mail_fact_until", default="Available until"))
    access_name = words(_("mail_fact_access", default="You may"))
    common = [(until_name, words.moment(until, zone)), (access_name, words(ACCESS[access]))]
    asked_name = words(_("mail_fact_acknowledge", default="You are asked"))
    common += [(asked_name, text) for text in _asked(asks, due, zone, words)]
    return [Items(tuple(rows)), Facts(tuple(common))]


def _asked(asks: bool, due: datetime | None, zone: str, words: Words) -> list[str]:
    """What its reader is asked to acknowledge, where they are."""
    if not asks:
        return []
    if due is None:
        text = _("mail_acknowledge", default="to acknowledge that you have read and understood it")
        return [words(text)]
    text = _(
        "mail_acknowledge_by",
        default="to acknowledge by ${until} that you have read and understood it",
    )
    return [words(text, until=words.moment(due, zone))]
