"""When the actions of external sharing are offered, state by state."""

from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import IExternalShareLayer
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from DateTime import DateTime
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.testing import applyProfile
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.common.content import set_up_mail
from zope.interface import alsoProvides

import pytest
import transaction


SHARE = ("object_buttons/external-sharing", "document_actions/external-sharing")
TAB = ("object/external-shares",)


@pytest.fixture
def site(portal, http_request):
    alsoProvides(http_request, IExternalShareLayer)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    return portal


@pytest.fixture
def offered(site, http_request):
    """The actions of ours that are offered on an object."""

    def names(obj):
        # What was memoised for the request belongs to the page before.
        http_request.__annotations__ = {}
        found = site.portal_actions.listFilteredActionsFor(obj)
        ours = ("external-sharing", "external-shares")
        return {
            f"{category}/{action['id']}"
            for category in ("object", "object_buttons", "document_actions")
            for action in found.get(category, ())
            if action["id"] in ours
        }

    return names


def in_a_published_folder(site, **values):
    return api.content.create(a_folder(site), **{"type": "File", "title": "Paper"} | values)


def private(site):
    return api.content.create(a_folder(site, published=False), "File", "paper", file=pdf_file())


def expired(site):
    document = a_document(site)
    document.setExpirationDate(DateTime() - 1)
    return document


def effective_in_future(site):
    document = a_document(site)
    document.setEffectiveDate(DateTime() + 1)
    return document


def without_pdf(site):
    return in_a_published_folder(site, file=pdf_file(b"words", "words.txt", "text/plain"))


def fake_pdf(site):
    return in_a_published_folder(site, file=pdf_file(b"<html></html>"))


def locked_pdf(site):
    return in_a_published_folder(site, file=pdf_file(a_pdf(password="secret")))


def working_copy(site):
    applyProfile(site, "plone.app.iterate:default")
    file_type = site.portal_types.File
    file_type.manage_changeProperties(behaviors=[*file_type.behaviors, "plone.locking"])
    document = a_document(site)
    return ICheckinCheckoutPolicy(document).checkout(document.__parent__)


def page_without_file(site):
    return api.content.create(a_folder(site), "Document", title="Words")


@pytest.mark.parametrize(
    "make",
    [
        private,
        expired,
        effective_in_future,
        without_pdf,
        fake_pdf,
        locked_pdf,
        working_copy,
        page_without_file,
        a_folder,
        lambda site: site,
    ],
)
def test_what_cannot_be_shared_offers_nothing(site, offered, make):
    assert offered(make(site)) == set()


def test_a_published_pdf_offers_sharing_and_the_tab(site, offered):
    assert offered(a_document(site)) == {*SHARE, *TAB}


def test_what_was_shared_keeps_its_tab(site, offered):
    document = a_document(site)
    ports = ports_for(site)
    people = [parse_line("jo@example.org")]
    Distribute(ports)(Order([Document(document)], people, make_terms(ports), Sender(TEST_USER_ID)))
    api.content.transition(document.__parent__, "retract")
    assert offered(document) == set(TAB)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("Editor", {*SHARE, *TAB}),
        ("Reviewer", {*SHARE, *TAB}),
        ("Site Administrator", {*SHARE, *TAB}),
        ("Reader", set()),
        ("Contributor", set()),
        ("Member", set()),
    ],
)
def test_actions_are_for_those_with_the_permission(site, offered, role, seen):
    document = a_document(site)
    api.user.create("someone@example.org", "someone", "a long secret", (role,))
    login(site, "someone")
    assert offered(document) == seen


def test_visitors_are_offered_nothing(site, offered):
    document = a_document(site)
    logout()
    assert offered(document) == set()


def test_the_state_writes_nothing(site, offered):
    document = a_document(site)
    transaction.savepoint()
    site._p_jar._registered_objects.clear()
    offered(document)
    assert site._p_jar._registered_objects == []


def test_the_state_is_asked_once_for_a_page(site, http_request):
    document = a_document(site)
    state = document.restrictedTraverse("@@external-share-state")
    assert state.shareable() is True
    document.setExpirationDate(DateTime() - 1)
    again = document.restrictedTraverse("@@external-share-state")
    assert again.shareable() is True


def test_on_objects_that_are_no_content_the_state_says_no(site):
    for obj in (site, site.portal_catalog, site.portal_workflow):
        state = obj.restrictedTraverse("@@external-share-state")
        assert (state.shareable(), state.has_tab()) == (False, False)


@pytest.mark.parametrize(
    ("roles", "offered_to"),
    [
        (("Member", "External Share Auditor"), True),
        (("Member",), False),
        (("Member", "Editor"), False),
        (("Manager",), False),
        (("Site Administrator", "External Share Auditor"), False),
    ],
)
def test_only_auditors_need_a_way_of_their_own_to_the_audit(site, http_request, roles, offered_to):
    api.user.create("someone@example.org", "someone", "a long secret", roles)
    login(site, "someone")
    http_request.__annotations__ = {}
    found = site.portal_actions.listFilteredActionsFor(site).get("user", ())
    urls = [action["url"] for action in found if action["id"] == "external-share-audit"]
    way = f"{site.absolute_url()}/@@externalshare-controlpanel-audit"
    assert urls == ([way] if offered_to else [])


def test_visitors_have_no_way_to_the_audit(site):
    logout()
    found = site.portal_actions.listFilteredActionsFor(site).get("user", ())
    assert "external-share-audit" not in [action["id"] for action in found]
