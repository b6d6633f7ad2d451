"""Where people act in Plone they read who outside holds a document."""

from AccessControl.Permission import Permission
from collective.externalshare.browser.sender.holders import losing
from collective.externalshare.content.documents import Document
from collective.externalshare.content.rights import VIEW_SHARES
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.holders import MOST_EXAMINED
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.terms import make_terms
from plone import api
from tests.common.content import a_document
from tests.functional.sender.conftest import Client
from zope.i18n import translate

import json
import pytest
import re
import transaction


def test_the_documents_page_says_how_many_hold_it_to_those_who_may_view_shares(
    document, emma, ravi, share
):
    emma.get(f"{document.absolute_url()}/view")
    assert re.search(r'@@external-shares"\s*>Shared with 1 person outside</a>', emma.text)
    ravi.get(f"{document.absolute_url()}/view")
    assert "Shared with 1 person outside" not in ravi.text
    Client().get(f"{document.absolute_url()}/view")
    emma.get(f"{document.absolute_url()}/edit")
    assert "Shared with 1 person outside" not in emma.text


def test_a_document_that_nobody_holds_has_no_such_line(document, emma):
    emma.get(f"{document.absolute_url()}/view")
    assert "SOP-014 Incoming inspection" in emma.text
    assert "externalshare-holders" not in emma.text


def test_before_a_document_is_deleted_one_reads_who_loses_access(document, emma, share):
    emma.get(f"{document.absolute_url()}/delete_confirmation")
    assert "1 person outside will lose access to “SOP-014 Incoming inspection”." in emma.text


def test_before_its_folder_is_deleted_too(document, emma, share):
    emma.get(f"{document.__parent__.absolute_url()}/delete_confirmation")
    assert "1 person outside will lose access to “SOP-014 Incoming inspection”." in emma.text


@pytest.fixture
def second(document, emma, share):
    """Another document of the same folder that somebody holds."""
    made = a_document(document.__parent__, "Tender 4711")
    transaction.commit()
    emma.get(f"{made.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients="Li <li@example.org>")
    emma.press("send")
    return made


UNNAMED = "People outside will lose access to 1 document whose shares you may not see."


def test_what_somebody_may_not_see_is_counted_and_not_named(document, emma, second):
    Permission(VIEW_SHARES, (), second).setRoles(("Manager",))
    transaction.commit()
    emma.get(f"{document.__parent__.absolute_url()}/delete_confirmation")
    assert "will lose access to “SOP-014 Incoming inspection”." in emma.text
    assert UNNAMED in emma.text
    assert "Tender 4711" not in emma.text
    answer = in_contents(document.__parent__, document.__parent__.__parent__, emma)
    assert UNNAMED in answer
    assert "Tender 4711" not in answer


def test_who_deletes_a_document_without_that_right_reads_that_somebody_holds_it(
    document, emma, share
):
    Permission(VIEW_SHARES, (), document).setRoles(("Manager",))
    transaction.commit()
    emma.get(f"{document.absolute_url()}/delete_confirmation")
    assert UNNAMED in emma.text
    assert "1 person outside" not in emma.text


def test_of_very_many_some_are_named_and_the_others_counted(site, document, second):
    transaction.begin()
    uids, ports = [api.content.get_uuid(one) for one in (document, second)], ports_for(site)
    told = [translate(one) for one in losing(ports, uids, 1)]
    assert told == [
        "1 person outside will lose access to “SOP-014 Incoming inspection”.",
        "People outside will lose access to 1 more document.",
    ]
    (told,) = losing(ports, uids, 0, 1)
    assert translate(told) == "People outside will lose access to more than 1 more documents."


def test_where_the_newest_have_ended_older_ones_may_be_lost_all_the_same(site, document, share):
    transaction.begin()
    ports, uid = ports_for(site), api.content.get_uuid(document)
    people = [Addressee(f"r{number}@example.org") for number in range(MOST_EXAMINED)]
    order = Order([Document(document)], people, make_terms(ports, days=7), Sender("emma"))
    made = Distribute(ports)(order)
    assert translate(losing(ports, [uid])[0]).startswith("More than")
    Revoke(ports)([ports.store.shares[one] for one in made.share_ids], Actor("user", "emma"))
    (told,) = losing(ports, [uid])
    assert translate(told) == "People outside may lose access to “SOP-014 Incoming inspection”."
    transaction.abort()


def in_contents(obj, folder, client):
    url, selection = folder.absolute_url(), json.dumps([api.content.get_uuid(obj)])
    values = {"render": "yes", "selection": selection, "folder": url}
    return client.session.post(f"{url}/@@fc-delete", values).json()["html"]


def test_the_contents_of_a_folder_say_it_in_their_own_dialogue(document, emma, share):
    answer = in_contents(document, document.__parent__, emma)
    assert "1 person outside will lose access" in answer


def test_where_nobody_loses_anything_plone_says_what_it_always_says(document, emma):
    emma.get(f"{document.absolute_url()}/delete_confirmation")
    assert emma.answer.status_code == 200
    assert "lose access" not in emma.text
    assert emma.form("form.buttons.Delete")


def test_a_retraction_says_who_can_no_longer_open_the_document(site, document, mira, share):
    workflows = api.portal.get_tool("portal_workflow")
    workflows.setChainForPortalTypes(["File"], ["simple_publication_workflow"])
    api.content.transition(document, "publish")
    transaction.commit()
    mira.get(f"{document.absolute_url()}/delete_confirmation")
    url = f"{document.absolute_url()}/content_status_modify"
    mira.post(url, workflow_action="retract")
    assert "1 person outside can no longer open this document." in mira.text
    mira.get(f"{document.absolute_url()}/delete_confirmation")
    mira.post(url, workflow_action="publish")
    assert "can no longer open" not in mira.text


def test_without_the_add_on_plones_own_page_stands_there(site, document, emma, share):
    setup = api.portal.get_tool("portal_setup")
    setup.runAllImportStepsFromProfile("profile-collective.externalshare:uninstall")
    transaction.commit()
    assert ports_for(site) is None
    emma.get(f"{document.absolute_url()}/delete_confirmation")
    assert emma.answer.status_code == 200
    assert "lose access" not in emma.text
