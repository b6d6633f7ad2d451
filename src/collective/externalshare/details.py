"""The words for how much is recorded of where a request came from."""

from __future__ import annotations

from . import _
from .model.contact import Detail
from typing import Any
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary


DETAILS = {
    Detail.FULL: _("detail_full", default="Both as they are"),
    Detail.TRUNCATED: _(
        "detail_truncated",
        default="Shortened: the network (IPv4 /24, IPv6 /48) and the kind of browser",
    ),
    Detail.NONE: _("detail_none", default="Neither"),
}


@provider(IVocabularyFactory)
def details_vocabulary(context: Any) -> SimpleVocabulary:
    """The choices of the setting."""
    return SimpleVocabulary(
        [SimpleVocabulary.createTerm(str(key), str(key), title) for key, title in DETAILS.items()]
    )
