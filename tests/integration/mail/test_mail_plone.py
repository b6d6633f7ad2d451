"""From a sending on a real site to a mailbox, and back to the evidence."""

from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import IInvitationFailed
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from zope.component import getGlobalSiteManager

import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    api.portal.set_registry_record("plone.portal_timezone", "Europe/Berlin")
    return portal


@pytest.fixture
def invited(site):
    """Ids of the invitation and the document of a committed distribution."""
    document = a_document(site)
    ports = ports_for(site)
    order = Order(
        [Document(document)],
        [Addressee("jo.meyer@example.org", "Jo Meyer", "", "en")],
        make_terms(ports, days=7),
        Sender(TEST_USER_ID, "Dana Ortiz", "dana@example.org"),
    )
    made = Distribute(ports)(order)
    transaction.commit()
    return made.invitation_ids[0], document


def use(port):
    api.portal.set_registry_record("plone.smtp_port", port)
    transaction.commit()


def test_an_invitation_reaches_its_reader(site, invited):
    temper = Temper()
    with serving(temper) as port:
        use(port)
        assert OutboxSender(site).send_due() == 1
    (message,) = temper.messages
    text = message.get_body(("plain",)).get_content()
    assert "Dana Ortiz" in message["Subject"]
    assert message["From"] == "Example Works <documents@example.org>"
    assert message["Reply-To"] == "Dana Ortiz <dana@example.org>"
    assert "https://documents.example.org/@@external-share/" in text
    assert "SOP-014 Incoming inspection" in text
    assert "(Europe/Berlin)" in text
    delivery = ports_for(site).store.invitations[invited[0]].delivery
    assert delivery.state == "sent"


def test_a_document_withdrawn_before_the_mail_left_is_not_announced(site, invited):
    api.content.transition(invited[1].aq_parent, "retract")
    transaction.commit()
    temper = Temper()
    with serving(temper) as port:
        use(port)
        OutboxSender(site).send_due()
    assert temper.raw == []
    assert ports_for(site).store.invitations[invited[0]].delivery.reply == "share_suspended"


def test_a_dead_letter_fires_an_event_with_its_document(site, invited):
    told = []
    manager = getGlobalSiteManager()
    manager.registerHandler(told.append, (IInvitationFailed,))
    try:
        with serving(Temper("550 5.1.1 unknown")) as port:
            use(port)
            OutboxSender(site).send_due()
    finally:
        manager.unregisterHandler(told.append, (IInvitationFailed,))
    assert [event.object.UID() for event in told] == [invited[1].UID()]
