"""A revision in words, with the pages of it that somebody was given alone."""

from __future__ import annotations

from . import _
from .model.pages import said
from zope.i18n import translate
from zope.i18nmessageid import Message


SOME = _("revision_of_pages", default="${revision} (pages ${pages})")


def say_revision(revision: str, pages: str, language: str) -> str:
    """The label of a revision, to stand after the word; `3 (pages 2–5, 8)` of a range.

    :param pages: a range as it is kept, see `model.pages`; empty: the whole.
    """
    if not pages:
        return revision
    values = {"revision": revision, "pages": said(pages)}
    return str(translate(Message(SOME, mapping=values), target_language=language))
