"""Rules of levels and folders, as content has them: live, inherited, and closed when in doubt."""

from collective.externalshare.content.documents import Document
from collective.externalshare.content.documents import refusal_of
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.revision import Revision
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.sweep import Sweep
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


BEHAVIOUR = "collective.externalshare.confidentiality"
LEVELS = ("internal | Internal | view | days=7 | words=Internal", "secret | Secret | prohibited")


@pytest.fixture
def classified(portal, file):
    """A document whose type has the behaviour."""
    fti = portal.portal_types.File
    fti._updateProperty("behaviors", (*fti.behaviors, BEHAVIOUR))
    levels(*LEVELS)
    return file


def levels(*lines):
    api.portal.set_registry_record("collective.externalshare.levels", lines)


def test_a_level_brings_its_rules(classified):
    assert Document(classified).rules() == Rules()
    classified.confidentiality = "internal"
    assert Document(classified).rules() == Rules(
        maximum_days=7, view_only=True, words=frozenset({"Internal"})
    )
    assert isinstance(Document(classified).revision(), Revision)


def test_what_a_level_prohibits_is_given_out_by_no_way(classified, share_of, portal):
    share = share_of(classified)
    classified.confidentiality = "secret"
    assert refusal_of(classified) is SourceRefusal.CLASSIFIED
    assert Document(classified).revision() is SourceRefusal.CLASSIFIED
    found = standing(ports_for(portal), share)
    assert (found.status, found.reason) == ("suspended", "classified")
    Sweep(ports_for(portal))()
    assert share.gate.refusal == "classified"
    classified.confidentiality = "internal"
    assert standing(ports_for(portal), share).status == "active"


def test_a_level_that_nobody_knows_counts_as_the_strictest(classified):
    classified.confidentiality = "gone"
    assert refusal_of(classified) is SourceRefusal.LEVEL_UNKNOWN
    levels(*LEVELS, "gone | Back again")
    assert refusal_of(classified) is None


def test_an_attribute_of_that_name_on_another_type_means_nothing(file):
    levels(*LEVELS)
    file.confidentiality = "secret"
    assert refusal_of(file) is None


def test_the_vocabulary_has_the_levels_and_the_one_that_a_document_still_has(classified):
    classified.confidentiality = "gone"
    found = getUtility(IVocabularyFactory, "collective.externalshare.levels")(classified)
    assert [(term.value, term.title) for term in found] == [
        ("internal", "Internal"),
        ("secret", "Secret"),
        ("gone", "[gone]"),
    ]


def test_rules_of_folders_are_inherited_and_the_stricter_value_wins(portal, classified):
    folder = classified.aq_parent
    store = ports_for(portal).store
    store.set_rules_of_folder(IUUID(folder), Rules(maximum_days=30, approval=True))
    classified.confidentiality = "internal"
    assert Document(classified).rules() == Rules(
        maximum_days=7, view_only=True, approval=True, words=frozenset({"Internal"})
    )
    inner = api.content.create(folder, "Folder", title="Inner")
    moved = api.content.move(classified, inner)
    store.set_rules_of_folder(IUUID(inner), Rules(maximum_days=3))
    assert Document(moved).rules().maximum_days == 3
    assert Document(moved).rules().approval
    store.set_rules_of_folder(IUUID(folder), Rules())
    store.set_rules_of_folder(IUUID(inner), Rules())
    assert not store.folder_rules


def test_what_a_folder_prohibits_is_suspended(portal, file, share_of):
    share = share_of(file)
    rules = Rules(prohibited=True)
    ports_for(portal).store.set_rules_of_folder(IUUID(file.aq_parent), rules)
    assert refusal_of(file) is SourceRefusal.FOLDER_PROHIBITED
    assert standing(ports_for(portal), share).reason == "folder_prohibited"
