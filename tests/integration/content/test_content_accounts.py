"""Accounts of the site: who may share, who may approve, who is gone."""

from collective.externalshare.content.accounts import Accounts
from collective.externalshare.content.documents import Document
from collective.externalshare.content.senders import look_at_senders
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.distribution import Sender
from plone import api
from plone.app.testing import TEST_USER_ID

import pytest


APPROVE = "collective.externalshare: Approve external shares"


@pytest.fixture
def accounts(portal, ports):
    """A site without anybody of Plone's own who has an address."""
    return Accounts(portal)


def user(name, *roles, address=None, fullname=""):
    made = api.user.create(
        email=address or f"{name}@example.org",
        username=name,
        password="a long secret",
        roles=("Member", *roles),
        properties={"fullname": fullname},
    )
    return made.getId()


def ids(accounts, most=100):
    return [one.id for one in accounts.approvers(most)]


def test_an_account_is_found_by_its_id_or_log_in_name(accounts):
    user("robin", fullname="Robin Chase")
    assert accounts.named("robin") == Sender("robin", "Robin Chase", "robin@example.org")
    assert accounts.named("nobody") is None
    assert accounts.named("") is None


def test_somebody_of_the_server_around_the_site_is_an_account_too(accounts):
    found = accounts.named("admin")
    assert found is not None
    assert found.name == "admin"


def test_who_may_share_a_document_has_the_right_on_it_and_an_account(file, ports):
    robin, sam = user("robin"), user("sam")
    document = Document(file)
    assert document.may_be_shared_by(TEST_USER_ID)
    # Before anybody asks: Plone remembers local roles for the length of a request.
    api.user.grant_roles(username=robin, roles=["Editor"], obj=file)
    assert document.may_be_shared_by(robin)
    assert not document.may_be_shared_by(sam)
    assert not document.may_be_shared_by("nobody")
    api.user.delete(username=robin)
    assert not document.may_be_shared_by(robin)


def test_those_who_may_approve_come_by_role_by_group_and_on_the_site_alone(portal, accounts):
    before = ids(accounts)
    reviewer, steward = user("anna", "Reviewer"), user("bert", "Site Administrator")
    user("carl", "Editor")
    api.group.create(groupname="quality", roles=["Reviewer"])
    member = user("dora")
    api.group.add_user(groupname="quality", username=member)
    local = user("emil")
    portal.manage_setLocalRoles(local, ["Reviewer"])
    assert ids(accounts) == sorted([*before, reviewer, steward, member, local])
    assert ids(accounts, 1) == ids(accounts)[:1]
    assert ids(accounts, 0) == []


def test_who_has_no_address_is_not_asked(accounts):
    nobody = user("anna", "Reviewer")
    api.user.get(userid=nobody).setMemberProperties({"email": ""})
    assert nobody not in ids(accounts)


def test_where_everybody_may_approve_nobody_is_asked_for_that_alone(portal, accounts):
    portal.manage_permission(APPROVE, ["Member", "Reviewer"])
    reviewer = user("anna", "Reviewer")
    user("bert")
    assert ids(accounts) == [reviewer]


def test_a_sender_without_an_account_is_noted_with_evidence(portal, ports, share):
    assert look_at_senders(portal, ports) == 0
    portal.acl_users.source_users.removeUser(TEST_USER_ID)
    assert look_at_senders(portal, ports) == 1
    assert look_at_senders(portal, ports) == 0
    assert list(ports.store.journal.marks.gone) == [TEST_USER_ID]
    row = list(ports.store.chains[ADMINISTRATION].rows())[-1]
    assert (row["action"], row["new"]) == ("sender.left", TEST_USER_ID)
