"""Choices of settings: access, workflow states."""

from __future__ import annotations

from .vocabularies import ACCESS
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import getUtility
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def access_vocabulary(context: Any) -> SimpleVocabulary:
    """View, or view and download."""
    return SimpleVocabulary(
        [SimpleVocabulary.createTerm(str(key), str(key), title) for key, title in ACCESS.items()]
    )


@provider(IVocabularyFactory)
def states_vocabulary(context: Any) -> SimpleVocabulary:
    """Every state of the site's workflows, and those that the settings still name.

    A workflow may be taken away; the settings must open all the same.
    """
    found = getUtility(IVocabularyFactory, "plone.app.vocabularies.WorkflowStates")(context)
    terms = list(found)
    record = getUtility(IRegistry).records.get("collective.externalshare.published_states")
    for state in (record and record.value) or ():
        if state not in found:
            terms.append(SimpleVocabulary.createTerm(state, state, f"[{state}]"))
    return SimpleVocabulary(terms)
