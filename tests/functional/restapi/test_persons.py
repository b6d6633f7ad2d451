"""`@external-share-persons`: exported and erased by those who manage, and nobody else."""

from collective.externalshare.services.ports import ports_for
from tests.functional.restapi.people import PEOPLE

import pytest
import transaction


JO = "jo@supplier.example.org"
BODY = {"address": JO, "confirmation": JO, "reason": "Request 17"}


@pytest.fixture
def persons(site):
    return f"{site.portal.absolute_url()}/@external-share-persons"


def known(site):
    transaction.begin()
    return ports_for(site.portal).store.recipient_at(JO) is not None


def test_a_person_is_exported(site, admin, persons, shared):
    answer = admin.post(f"{persons}/export", json={"address": JO})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["recipient"]["address"] == JO
    assert [one["id"] for one in found["shares"]] == [shared["id"]]


def test_a_person_is_erased_and_their_share_stays_without_them(site, admin, persons, shared):
    answer = admin.post(f"{persons}/erase", json=BODY)
    assert answer.status_code == 200, answer.text
    assert answer.json()["revoked"] == 1
    assert not known(site)
    share = admin.get(f"{site.shares}/{shared['id']}")
    assert share.status_code == 200
    assert JO not in share.text
    again = admin.post(f"{persons}/erase", json=BODY)
    assert again.status_code == 400
    assert again.json()["message"] == "Nothing is held under this address."


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"confirmation": "kim@example.org"}, 400),
        ({"reason": ""}, 400),
        ({"unknown": 1}, 400),
        ({"clear": "all"}, 400),
        ({"address": 5}, 400),
    ],
)
def test_what_is_refused_erases_nobody(site, admin, persons, shared, change, status):
    answer = admin.post(f"{persons}/erase", json={**BODY, **change})
    assert answer.status_code == status
    assert known(site)


def test_a_form_of_another_site_erases_nobody(site, admin, persons, shared):
    answer = admin.post(f"{persons}/erase", data=BODY)
    assert answer.status_code == 400
    assert known(site)


@pytest.mark.parametrize("deed", ["export", "erase"])
def test_only_those_who_manage(site, client, persons, shared, deed):
    for login in (None, *PEOPLE):
        if login not in ("site-administrator", "manager"):
            body = BODY if deed == "erase" else {"address": JO}
            answer = client(login).post(f"{persons}/{deed}", json=body)
            assert answer.status_code == (401 if login is None else 403), login
            assert JO not in answer.text
    assert known(site)


def test_other_paths_are_not_found(site, admin, persons, shared):
    for path in ("", "/nosuch", "/erase/more"):
        assert admin.post(f"{persons}{path}", json=BODY).status_code == 404
