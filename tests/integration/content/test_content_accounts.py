"""Accounts of the site: who may share, who may approve, who is gone."""

from collective.externalshare.content.accounts import account
from collective.externalshare.content.accounts import Accounts
from collective.externalshare.content.documents import Document
from collective.externalshare.content.senders import look_at_senders
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.senders import note_sender
from plone import api
from plone.app.testing import TEST_USER_ID
from Products.PluggableAuthService.events import PrincipalDeleted
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from zope.event import notify

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


def test_a_login_name_is_typed_by_people_and_is_no_id_of_a_sender_who_has_left(
    portal, accounts, file
):
    user("robin", "Manager")
    portal.acl_users.source_users.updateUser("robin", "dana")
    assert accounts.named("dana").id == "robin"
    assert not Document(file).may_be_shared_by("dana")
    assert account(portal, "dana") is None


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


def test_a_sender_whose_account_is_deleted_has_left_at_once_with_evidence(portal, ports, share):
    document = ports.documents.get(share.document_uid, share.gate.path)
    assert document.stays_with(TEST_USER_ID)
    portal.acl_users.userFolderDelUsers([TEST_USER_ID])
    assert not document.stays_with(TEST_USER_ID)
    assert look_at_senders(portal, ports) == 0
    assert ports.store.has_left(TEST_USER_ID)
    row = list(ports.store.chains[ADMINISTRATION].rows())[-1]
    assert (row["action"], row["new"]) == ("sender.left", TEST_USER_ID)


def test_an_account_that_another_directory_still_has_is_not_gone(portal, ports, share, monkeypatch):
    monkeypatch.setattr(PluggableAuthService, "getUserById", lambda *found: object())
    notify(PrincipalDeleted(TEST_USER_ID))
    assert not ports.store.has_left(TEST_USER_ID)


def test_the_deletion_of_somebody_who_sent_nothing_is_noted_nowhere(portal, ports, share):
    robin = user("robin")
    rows = len(list(ports.store.chains[ADMINISTRATION].rows()))
    api.user.delete(username=robin)
    assert len(list(ports.store.chains[ADMINISTRATION].rows())) == rows
    assert not ports.store.has_left(robin)


def test_a_sender_whom_the_directory_does_not_know_has_left_after_four_hours(
    portal, ports, share, clock
):
    document = ports.documents.get(share.document_uid, share.gate.path)
    assert look_at_senders(portal, ports) == 0
    portal.acl_users.source_users.removeUser(TEST_USER_ID)
    for hours, left in ((0, False), (3, False), (1, True)):
        clock.pass_time(hours=hours)
        assert look_at_senders(portal, ports) == left
        assert ports.store.has_left(TEST_USER_ID) is left
        assert document.stays_with(TEST_USER_ID) is not left
    row = list(ports.store.chains[ADMINISTRATION].rows())[-1]
    assert (row["action"], row["new"]) == ("sender.left", TEST_USER_ID)


def test_a_directory_that_fails_makes_nobody_leave_and_nobody_come_back(
    portal, ports, share, clock, monkeypatch
):
    def fail(*asked):
        raise OSError("ldap://directory.example.org does not answer")

    document = ports.documents.get(share.document_uid, share.gate.path)
    monkeypatch.setattr(PluggableAuthService, "getUserById", fail)
    for _day in range(3):
        assert look_at_senders(portal, ports) == 0
        clock.pass_time(days=1)
    assert document.stays_with(TEST_USER_ID)
    assert not ports.store.has_left(TEST_USER_ID)
    note_sender(ports, TEST_USER_ID, gone=True)
    assert look_at_senders(portal, ports) == 0
    assert not document.stays_with(TEST_USER_ID)
