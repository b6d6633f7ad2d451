"""A site with one shared document, people of every role, and their HTTP clients."""

from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail
from tests.functional.restapi.bodies import post
from tests.functional.restapi.people import PASSWORD
from tests.functional.restapi.people import PEOPLE
from tests.functional.restapi.site import Site

import pytest
import requests
import transaction


@pytest.fixture
def site(functional_portal, clock):
    """The site, mail set up, a user `<role>` for each role of `PEOPLE`."""
    setRoles(functional_portal, TEST_USER_ID, ["Manager"])
    set_up_mail(functional_portal, "https://documents.example.org")
    for login, roles in PEOPLE.items():
        user = api.user.create(
            email=f"{login}@example.org",
            username=login,
            password=PASSWORD,
            properties={"fullname": login.replace("-", " ").title()},
        )
        for role in roles:
            api.user.grant_roles(user=user, roles=[role])
    transaction.commit()
    return Site(functional_portal, clock)


@pytest.fixture
def document(site):
    made = a_document(site.portal)
    transaction.commit()
    return made


@pytest.fixture
def client(site):
    """`client("editor")` is an HTTP session of that person; `client(None)` of nobody."""
    sessions = []

    def for_person(login="site-administrator"):
        session = requests.Session()
        session.headers["Accept"] = "application/json"
        if login:
            session.auth = (login, PASSWORD)
        sessions.append(session)
        return session

    yield for_person
    for session in sessions:
        session.close()


@pytest.fixture
def admin(client):
    return client("site-administrator")


@pytest.fixture
def shared(site, admin, document):
    """One share as its creation answered it."""
    answer = post(admin, site.of(document))
    assert answer.status_code == 201, answer.text
    return answer.json()["items"][0]
