"""A site with mail, people and shares, served over HTTP."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail
from tests.common.fresh import look_again

import pytest
import re
import requests
import transaction


PASSWORD = "fictional-secret-1"
PANEL = "@@externalshare-controlpanel"


class Visitor:
    """A browser with a log-in; follows no redirect by itself."""

    def __init__(self, site_url, login=None):
        self.base = site_url
        self.http = requests.Session()
        self.http.auth = (login, PASSWORD) if login else None
        self.http.headers["Accept"] = "text/html"

    def get(self, view, /, **params):
        return self.http.get(f"{self.base}/{view}", params=params, allow_redirects=False)

    def post(self, view, /, **data):
        return self.http.post(f"{self.base}/{view}", data=data, allow_redirects=False)

    def token(self):
        page = self.get(f"{PANEL}-health").text
        return re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', page)[1]

    def submit(self, view, /, **data):
        return self.post(view, _authenticator=self.token(), **data)


@pytest.fixture
def site(functional_portal):
    portal = functional_portal
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal)
    for login, roles in (
        ("manager", ("Manager",)),
        ("steward", ("Site Administrator",)),
        ("editor", ("Member", "Editor", "Reviewer")),
        ("member", ("Member",)),
        ("auditor", ("External Share Auditor",)),
    ):
        api.user.create(
            username=login, password=PASSWORD, email=f"{login}@example.org", roles=roles
        )
    transaction.commit()
    return portal


@pytest.fixture
def ports(site):
    """Made afresh at each call: a transaction of its own that sees what the server wrote."""

    def fresh():
        look_again()
        return ports_for(site)

    return fresh


@pytest.fixture
def document(site):
    made = a_document(site)
    transaction.commit()
    return made


@pytest.fixture
def share_with(ports, document):
    """Shares a document with people named by lines; the ids of the shares."""

    def share(*lines, by_mail=True, obj=None):
        found = ports()
        order = Order(
            [Document(obj or document)],
            [parse_line(line) for line in lines],
            make_terms(found, days=7),
            Sender(TEST_USER_ID, "Dana Ortiz", "dana.ortiz@example.org"),
            by_mail=by_mail,
        )
        ids = Distribute(found)(order).share_ids
        transaction.commit()
        return ids

    return share


@pytest.fixture
def visitor(site):
    return lambda login=None: Visitor(site.absolute_url(), login)


@pytest.fixture
def steward(visitor):
    return visitor("steward")


@pytest.fixture
def dead_letter(share_with, ports):
    """An invitation that the mail server refused for good: its row's id."""
    (share_id,) = share_with("Jo <jo@nowhere.example.org>")
    store = ports().store
    (row_id,) = store.pending_mail
    store.outbox[row_id].finish(OutboxState.DEAD, "550 5.1.1 No such user here")
    store.pending_mail.remove(row_id)
    store.dead_mail.insert(row_id)
    delivery = store.invitations[store.shares[share_id].invitation_id].delivery
    delivery.state, delivery.reply = "failed", "550 5.1.1 No such user here"
    transaction.commit()
    return row_id
