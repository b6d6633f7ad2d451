"""A site on which the add-on was used, and the ways to take it off and put it back."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail

import pytest
import transaction


PACKAGE = "collective.externalshare"


@pytest.fixture
def used(portal):
    """The site with two shares; their ids."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    ports = ports_for(portal)
    order = Order(
        [Document(a_document(portal))],
        [parse_line("Jo <jo@example.org>, Supplier"), parse_line("ann@example.org")],
        make_terms(ports, days=7),
        Sender(TEST_USER_ID, "Dana Ortiz"),
    )
    made = Distribute(ports)(order)
    transaction.savepoint()
    return made.share_ids


@pytest.fixture
def uninstall(installer):
    return lambda: installer.uninstall_product(PACKAGE)


@pytest.fixture
def install(installer):
    return lambda: installer.install_product(PACKAGE)
