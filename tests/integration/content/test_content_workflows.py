"""Which of several workflows says what is published: the one that Plone's own tool asks."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.revision import SourceRefusal
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from tests.common.content import a_document

import pytest


PUBLICATION = "simple_publication_workflow"


def odd(portal, variable):
    """A workflow of another kind, whose state has this variable."""
    workflow = DCWorkflowDefinition("embargo")
    workflow.variables.setStateVar(variable)
    portal.portal_workflow._setObject("embargo", workflow)
    return workflow


def refusal_with(portal, file, *chain):
    portal.portal_workflow.setChainForPortalTypes(["File"], chain)
    return Document(file).refusal()


@pytest.fixture
def published(portal, ports):
    """A file that has a workflow of its own, and is published by it."""
    file = a_document(portal)
    portal.portal_workflow.setChainForPortalTypes(["File"], [PUBLICATION])
    portal.portal_workflow.doActionFor(file, "publish")
    assert Document(file).refusal() is None
    return file


@pytest.mark.parametrize("chain", [("embargo", PUBLICATION), (PUBLICATION, "embargo")])
def test_a_workflow_with_a_state_of_its_own_changes_nothing(portal, published, chain):
    odd(portal, "embargo_state")
    assert refusal_with(portal, published, *chain) is None


def test_what_only_has_a_workflow_without_that_state_is_not_published(portal, published):
    odd(portal, "embargo_state")
    assert refusal_with(portal, published, "embargo") is SourceRefusal.NOT_PUBLISHED


def test_the_first_that_knows_the_state_decides_though_it_says_nothing(portal, published):
    odd(portal, "review_state")
    assert refusal_with(portal, published, "embargo", PUBLICATION) is SourceRefusal.NOT_PUBLISHED


def test_one_that_has_it_as_an_ordinary_variable_decides_too(portal, published):
    odd(portal, "embargo_state").variables.addVariable("review_state")
    assert refusal_with(portal, published, "embargo", PUBLICATION) is SourceRefusal.NOT_PUBLISHED
