"""The behaviour *Confidentiality*: a document's level, from the administrator's vocabulary."""

from __future__ import annotations

from .. import _
from ..interfaces import ISiteSettings
from ..model.level import read_levels
from plone import api
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary


@provider(IFormFieldProvider)
class IConfidentiality(model.Schema):
    """How confidential a document is; what follows from it is set once for the site.

    Types that know it by another name adapt themselves to this interface.
    """

    confidentiality = schema.Choice(
        title=_("field_confidentiality", default="Classification"),
        description=_(
            "field_confidentiality_help",
            default="It decides whether and on which terms the document can be shared externally.",
        ),
        vocabulary="collective.externalshare.levels",
        required=False,
    )


def level_of(obj: Any) -> str:
    """The id of an object's level; empty for one that has none."""
    classified = IConfidentiality(obj, None)
    return str(getattr(classified, "confidentiality", None) or "")


@provider(IVocabularyFactory)
def levels_vocabulary(context: Any) -> SimpleVocabulary:
    """The levels of the settings, and the one that an object still has.

    A level may be taken away; a document that has it must open for editing all the same.
    """
    levels = read_levels(ISiteSettings(api.portal.get()).read().levels)
    titles = {level.id: level.title for level in levels.values()}
    own = level_of(context)
    if own and own not in titles:
        titles[own] = f"[{own}]"
    terms = [SimpleVocabulary.createTerm(key, key, title) for key, title in titles.items()]
    return SimpleVocabulary(terms)
