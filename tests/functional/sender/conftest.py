"""A site served over HTTP, people with and without rights, and a browser that knows forms."""

from collective.externalshare.demo.forms import parse_page
from collective.externalshare.services.ports import ports_for
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from tests.common.content import a_document
from tests.common.content import set_up_mail
from urllib.parse import urlsplit

import pytest
import requests
import transaction


PASSWORD = "a long secret"
PEOPLE = {
    "emma": ("Emma Berg", ("Member", "Editor")),
    "ravi": ("Ravi Anand", ("Member", "Reader")),
    "cora": ("Cora Lind", ("Member", "Contributor")),
    "mira": ("Mira Holt", ("Member", "Site Administrator")),
}
TWO_PEOPLE = "Jo Meyer <jo@example.org>, Meyer Tools\nli@example.org"


class Client:
    """One browser: cookies, forms with their hidden fields, buttons."""

    def __init__(self, login_name=None):
        self.session = requests.Session()
        if login_name:
            self.session.auth = (login_name, PASSWORD)

    def get(self, url, **values):
        self.answer = self.session.get(url, **values)
        return self.answer

    @property
    def text(self):
        return self.answer.text

    @property
    def plain(self):
        """The page with plain line ends."""
        return self.answer.text.replace("\r\n", "\n").replace("&#13;", "")

    def form(self, button):
        """The form that holds a button of this name."""
        page = parse_page(self.answer.text, self.answer.url)
        return next(form for form in page.forms if button in form.values)

    def press(self, button, without=(), **typed):
        """Submit the form with this z3c.form button, what was typed before included."""
        name = f"form.buttons.{button}"
        form = self.form(name)
        values = {k: v for k, v in form.values.items() if not k.startswith("form.buttons.")}
        values |= {f"form.widgets.{key}": value for key, value in typed.items()}
        values[name] = form.values[name]
        for key in without:
            values.pop(key)
        self.answer = self.session.post(form.action, values)
        return self.answer

    def post(self, url, **values):
        """Post with a token from any page that was seen last."""
        page = parse_page(self.answer.text, self.answer.url)
        token = next(f.values["_authenticator"] for f in page.forms if "_authenticator" in f.values)
        self.answer = self.session.post(url, {"_authenticator": token, **values})
        return self.answer


@pytest.fixture
def site(functional):
    """The portal, with mail set up, seen by the test's thread as a manager."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    login(portal, TEST_USER_NAME)
    set_up_mail(portal)
    for name, (fullname, roles) in PEOPLE.items():
        address = f"{name}@example.org"
        api.user.create(address, name, PASSWORD, roles, {"fullname": fullname})
    transaction.commit()
    return portal


@pytest.fixture
def document(site):
    """A published document."""
    made = a_document(site)
    transaction.commit()
    return made


@pytest.fixture
def emma():
    """May share."""
    return Client("emma")


@pytest.fixture
def form(document, emma):
    """Emma's browser at the form that shares the document."""
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert emma.form("form.buttons.preview")
    return emma


@pytest.fixture
def ravi():
    """May look at documents, not share them."""
    return Client("ravi")


@pytest.fixture
def mira():
    """Manages."""
    return Client("mira")


@pytest.fixture
def stored(site):
    """What the server wrote, read fresh at each call."""

    def read():
        transaction.begin()
        return ports_for(site).store

    return read


@pytest.fixture
def share(document, emma, stored):
    """The id of one share that Emma made, and her browser on the tab."""
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients="Jo Meyer <jo@example.org>, Meyer Tools")
    emma.press("send")
    (found,) = stored().shares
    return found


def date_from_now(days):
    return (datetime.now(UTC) + timedelta(days=days)).date()


def path_of(answer):
    """Where redirects led."""
    return urlsplit(answer.url).path
