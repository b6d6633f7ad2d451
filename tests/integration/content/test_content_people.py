"""Who acts, from where, and what they may do with a share."""

from collective.externalshare.content.documents import Document
from collective.externalshare.content.people import contact_of
from collective.externalshare.content.people import current_actor
from collective.externalshare.content.people import current_sender
from collective.externalshare.content.rights import may_change
from collective.externalshare.content.rights import may_read
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from tests.integration.content.conftest import EDITOR
from zope.publisher.browser import TestRequest

import pytest


def test_who_may_read_and_change_a_share(portal, file, ports, share):
    acl = portal.acl_users
    for name, roles in (
        ("ed", ["Editor"]),
        ("reader", ["Reader"]),
        ("admin", ["Site Administrator"]),
    ):
        acl.userFolderAddUser(name, "secret-password", ["Member"], [])
        api.user.grant_roles(username=name, roles=roles)
    document = Document(file)
    table = {}
    for name in ("ed", "reader", "admin", TEST_USER_NAME, None):
        if name:
            login(portal, name)
        else:
            logout()
        for there in (document, None):
            table[name, there is not None] = (
                may_read(portal, share, there),
                may_change(portal, share, there),
            )
    assert table == {
        ("ed", True): (True, True),
        ("ed", False): (False, False),
        ("reader", True): (False, False),
        ("reader", False): (False, False),
        ("admin", True): (True, True),
        ("admin", False): (True, True),
        (TEST_USER_NAME, True): (True, True),
        (TEST_USER_NAME, False): (True, True),
        (None, True): (False, False),
        (None, False): (False, False),
    }


def test_the_sender_is_whoever_is_logged_in(portal, ports):
    member = api.user.get(TEST_USER_ID)
    member.setMemberProperties({"fullname": "Dana Ortiz", "email": "Dana@Example.org"})
    login(portal, TEST_USER_NAME)
    sender = current_sender()
    assert (sender.id, sender.name, sender.address) == (
        TEST_USER_ID,
        "Dana Ortiz",
        "dana@example.org",
    )
    member.setMemberProperties({"fullname": "", "email": "not an address"})
    login(portal, TEST_USER_NAME)
    assert (current_sender().name, current_sender().address) == (TEST_USER_NAME, "")
    assert current_actor() == EDITOR


class Asking(TestRequest):
    """A request as Zope makes it, from a given client."""

    client = ""

    def get_header(self, name, default=None):
        return {"User-Agent": "Mozil\x00la\r\nX: y" + "x" * 300}.get(name, default)

    def getClientAddr(self):  # noqa: N802
        return self.client


@pytest.mark.parametrize(
    ("client", "kept"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%<script>", "fe80::1"),
        ("<script>", ""),
        ("1.2.3.4:99", ""),
        ("1" * 10_000, ""),
        ("", ""),
    ],
)
def test_a_client_address_is_an_address_or_nothing(client, kept):
    """T75"""
    request = Asking()
    request.client = client
    contact = contact_of(request)
    assert contact.ip == kept
    assert len(contact.agent) == 200
    assert contact.agent.isprintable()
