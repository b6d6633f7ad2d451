"""A site with the add-on, mail set up, a manager logged in, and the steps tests share."""

from collective.externalshare.interfaces import IExternalShareEvent
from collective.externalshare.model.audit import Actor
from collective.externalshare.services.ports import ports_for
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail
from tests.integration.content.steps import share_with
from zope.component import getGlobalSiteManager

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

    def share(obj, *reader):
        made = share_with(ports, obj, *reader)
        transaction.savepoint()
        return made

    return share


@pytest.fixture
def file(portal, ports):
    made = a_document(portal)
    transaction.savepoint()
    return made


@pytest.fixture
def share(file, share_of):
    return share_of(file)


@pytest.fixture
def heard():
    """Events of shares, as a subscriber of somebody else hears them."""
    kept, manager = [], getGlobalSiteManager()

    def hear(event):
        kept.append((type(event).__name__, event.share_id, event.object))

    manager.registerHandler(hear, (IExternalShareEvent,))
    yield kept
    manager.unregisterHandler(hear, (IExternalShareEvent,))
