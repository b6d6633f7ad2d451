"""A document shared with one reader, on a site that answers over HTTP."""

from collective.externalshare.browser.recipient.misses import MISSES
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.sharing import Sharing

import pytest
import transaction


@pytest.fixture
def site(functional_portal, clock):
    """The site, set up to share; committed, so that the server sees it."""
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    set_up_mail(functional_portal)
    MISSES.forget()
    transaction.commit()
    yield functional_portal
    MISSES.forget()


@pytest.fixture
def document(site):
    """A published PDF."""
    made = a_document(site)
    transaction.commit()
    return made


@pytest.fixture
def sharing(site, document):
    """What senders and administrators do."""
    return Sharing(site, document)


@pytest.fixture
def share(sharing):
    """One share with `j.meyer@supplier.example.org`, with download."""
    return sharing.share()


@pytest.fixture
def reader(site, share):
    """The reader's browser, before it opened the link."""
    return Reader(site.absolute_url(), share.token)


@pytest.fixture
def inside(reader, sharing):
    """The reader's browser, behind the code."""
    reader.enter(sharing)
    return reader
