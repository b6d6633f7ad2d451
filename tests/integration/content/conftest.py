"""A site with the add-on, mail set up, a manager logged in, and the steps tests share."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import set_up_mail

import pytest
import transaction


EDITOR = Actor("user", TEST_USER_ID)


@pytest.fixture
def ports(portal, clock):
    """Ports of the site; ask `ports_for` again after settings changed."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    return ports_for(portal)


@pytest.fixture
def share_of(ports):
    """Share an object with one reader; the share."""

    def share(obj, reader="Jo Meyer <jo@supplier.example.org>"):
        order = Order(
            [Document(obj)],
            [parse_line(reader)],
            make_terms(ports, days=7, access="download"),
            Sender(TEST_USER_ID, "Dana Ortiz"),
        )
        distribution = Distribute(ports)(order)
        transaction.savepoint()
        return ports.store.shares[distribution.share_ids[0]]

    return share
