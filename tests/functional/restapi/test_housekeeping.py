"""`@external-share-housekeeping`: done by those who manage, again and again until all is done."""

from collective.externalshare.services.ports import ports_for
from tests.functional.restapi.people import PEOPLE

import pytest
import transaction


@pytest.fixture
def place(site):
    return f"{site.portal.absolute_url()}/@external-share-housekeeping"


def test_what_is_due_is_done_and_then_nothing_is_left(site, admin, place, shared):
    site.clock.pass_time(days=400)
    first = admin.post(place, json={})
    assert first.status_code == 200, first.text
    assert first.json()["records"] > 0
    assert first.json()["seals"] == 1
    for _ in range(10):
        answer = admin.post(place, json={})
        if answer.json()["records"] == 0:
            break
    assert answer.json()["records"] == 0
    transaction.begin()
    store = ports_for(site.portal).store
    assert shared["id"] in store.ended
    people = [row["person"] for chain in store.chains.values() for row in chain.rows()]
    assert not any("ip" in person for person in people), "older than 180 days"


@pytest.mark.parametrize(("path", "body", "status"), [("", {"now": 1}, 400), ("/x", {}, 404)])
def test_what_is_not_asked_for_rightly_is_refused(admin, place, path, body, status):
    assert admin.post(f"{place}{path}", json=body).status_code == status


@pytest.mark.parametrize("login", [None, *PEOPLE])
def test_only_those_who_manage_may(client, place, login):
    expected = 200 if login in ("site-administrator", "manager") else 403
    answer = client(login).post(place, json={})
    assert answer.status_code == (401 if login is None else expected)
