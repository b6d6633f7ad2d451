"""A sender's own lists: kept on a page of their own, chosen on the form."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.recipient_lists import EVERYBODY
from collective.externalshare.services.recipient_lists import RecipientLists
from plone import api
from tests.functional.sender.conftest import Client
from tests.functional.sender.test_sharing_sources import add
from tests.functional.sender.test_sharing_sources import typed_in

import pytest
import transaction


MINE = "@@my-external-lists"
LI, JO = Addressee("li@example.org", "Li"), Addressee("jo@example.org", "Jo Meyer")


@pytest.fixture
def made(site):
    """A list of Emma's, one for everybody, one of Mira's: their ids."""
    lists, actor = RecipientLists(ports_for(site)), Actor("user", "emma")
    ids = [
        lists.make(owner, name, members, actor).id
        for owner, name, members in (
            ("emma", "Suppliers", [LI, JO]),
            (EVERYBODY, "Auditors", [JO]),
            ("mira", "Secret", [LI]),
        )
    ]
    transaction.commit()
    return ids


def test_a_sender_keeps_their_own_and_sees_no_others(site, made, emma, stored):
    page = emma.get(f"{site.absolute_url()}/{MINE}")
    assert "Suppliers" in page.text
    assert "Auditors" not in page.text
    assert "Secret" not in page.text
    for other in made[1:]:
        assert emma.get(f"{site.absolute_url()}/{MINE}/{other}").status_code == 404
    emma.get(f"{site.absolute_url()}/{MINE}/new")
    emma.post(f"{site.absolute_url()}/{MINE}/new", name="Press", recipients="a@example.org")
    names = [one.name for one in stored().recipient_lists() if one.owner == "emma"]
    assert sorted(names) == ["Press", "Suppliers"]


def test_only_people_who_are_logged_in_have_lists(site, made):
    answer = Client().get(f"{site.absolute_url()}/{MINE}", allow_redirects=False)
    assert answer.status_code in (302, 401)
    assert "Suppliers" not in answer.text


def test_my_external_shares_leads_there(site, emma):
    assert MINE in emma.get(f"{site.absolute_url()}/@@my-external-shares").text


def choose(client, list_id):
    found = client.form("form.buttons.preview")
    values = {k: v for k, v in found.values.items() if not k.startswith("form.buttons.")}
    values |= {"form.buttons.add": "1", "list": list_id}
    values.pop("table", None)
    client.answer = client.session.post(found.action, values)
    return client.text


def test_a_list_is_chosen_and_sent_to(document, made, emma, stored):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert "Suppliers (2)" in emma.text
    assert "Auditors (1)" in emma.text
    assert "Secret" not in emma.text
    choose(emma, made[0])
    assert typed_in(emma) == "Li <li@example.org>\nJo Meyer <jo@example.org>"
    emma.press("preview", recipients=typed_in(emma))
    emma.press("send")
    people = {one.address for one in stored().recipients.values()}
    assert people == {"li@example.org", "jo@example.org"}


def test_a_list_of_somebody_else_or_none_is_refused(document, made, emma):
    for wrong in (made[2], "nothing"):
        emma.get(f"{document.absolute_url()}/@@external-sharing")
        assert "is there no more" in choose(emma, wrong)
        assert typed_in(emma) == ""
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert "Choose a file or a list" in add(emma)


def test_a_list_is_chosen_for_many_documents_too(site, document, made, emma, stored):
    uid = api.content.get_uuid(document)
    emma.get(f"{site.absolute_url()}/@@external-sharing-many?uids={uid}")
    choose(emma, made[1])
    assert typed_in(emma) == "Jo Meyer <jo@example.org>"
    emma.press("preview", recipients=typed_in(emma))
    emma.press("send")
    assert {one.address for one in stored().recipients.values()} == {"jo@example.org"}
