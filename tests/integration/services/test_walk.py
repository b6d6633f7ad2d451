"""The main job, without faces."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.share import Status
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.terms import make_terms
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail

import pytest
import transaction


READER = Contact("198.51.100.7", "Browser")


@pytest.fixture
def ports(portal, clock):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    return ports_for(portal)


@pytest.fixture
def share(portal, ports):
    document = Document(a_document(portal))
    order = Order(
        [document],
        [parse_line("Jo Meyer <J.Meyer@Supplier.example.org>, Supplier")],
        make_terms(ports, days=7, access="download"),
        Sender(TEST_USER_ID, "Dana Ortiz"),
    )
    distribution = Distribute(ports)(order)
    transaction.savepoint()
    return ports.store.shares[distribution.share_ids[0]]


def the_code(ports):
    (row,) = [row for row in ports.store.outbox.values() if row.kind == MailKind.CODE]
    challenge = ports.store.challenges[row.subject_id]
    ring = ports.ring
    return ring.code(challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id)


def test_share_to_stamped_copy_to_revoke(ports, share):
    link = Invite(ports).link(share, Actor("user", TEST_USER_ID))
    token = link.rpartition("/")[2]
    admit = Admit(ports)
    assert admit.arrive(token).sender_name == "Dana Ortiz"
    asked = admit.request_code(token, "j.meyer@supplier.example.org", "", READER)
    verified = admit.verify(token, the_code(ports), asked.browser, READER)
    session = living_session(ports, verified.cookie)
    read = Read(ports)
    assert [entry.share.id for entry in read.portal(session)] == [share.id]
    granted = read.grant(session, share.id, "download", READER)
    answer = Fetch(ports).file(session, granted.ticket)
    with answer.virtual.open() as copy:
        assert copy.read(5) == b"%PDF-"
    assert (share.usage.opened, share.usage.downloads) == (1, 1)
    assert Overview(ports).one(share).status is Status.ACTIVE
    assert Revoke(ports)([share], Actor("user", TEST_USER_ID), "Mistake") == 1
    assert admit.arrive(token) is None
    assert Fetch(ports).file(session, granted.ticket) is None
    assert ports.store.chains[share.invitation_id].broken_at(ports.ring) is None
