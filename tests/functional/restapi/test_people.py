"""`@external-recipients` and `@external-organisations`: listed, changed, blocked, revoked."""

from collective.externalshare.services.ports import ports_for
from plone import api
from tests.functional.restapi.people import PEOPLE

import pytest
import transaction


JO = "jo@supplier.example.org"
READING = ("site-administrator", "manager", "auditor")


@pytest.fixture
def recipients(site):
    return f"{site.portal.absolute_url()}/@external-recipients"


@pytest.fixture
def organisations(site):
    return f"{site.portal.absolute_url()}/@external-organisations"


@pytest.fixture
def held(site, admin, document):
    """Shares of two people of one organisation and of somebody else."""
    people = [
        {"email": JO, "name": "Jo Meyer", "organisation": "Supplier"},
        {"email": "lee@example.org", "organisation": "SUPPLIER"},
        {"email": "kim@example.org", "organisation": "Other"},
    ]
    answer = admin.post(site.of(document), json={"recipients": people})
    assert answer.status_code == 201, answer.text
    return answer.json()["items"]


@pytest.fixture
def jo(admin, recipients, held):
    """The address of a recipient."""
    (found,) = admin.get(f"{recipients}?q=meyer").json()["items"]
    return found["@id"]


def record(site):
    transaction.begin()
    return ports_for(site.portal).store.recipient_at(JO)


def statuses(site, admin, held):
    return [admin.get(f"{site.shares}/{one['id']}").json()["status"] for one in held]


def test_recipients_are_listed_page_by_page(admin, recipients, held):
    first = admin.get(f"{recipients}?limit=2").json()
    assert [one["email"] for one in first["items"]] == [JO, "kim@example.org"]
    assert "items_total" not in first
    second = admin.get(first["batching"]["next"]).json()
    assert [one["email"] for one in second["items"]] == ["lee@example.org"]
    assert "next" not in second["batching"]
    assert admin.get(recipients).json()["items_total"] == 3


def test_one_recipient_comes_with_what_they_hold(admin, jo, held):
    found = admin.get(jo).json()
    assert (found["email"], found["name"], found["blocked"]) == (JO, "Jo Meyer", False)
    assert [one["id"] for one in found["shares"]["items"]] == [held[0]["id"]]
    assert "revision_seen" not in found["shares"]["items"][0]
    assert admin.get(found["shares"]["@id"]).json()["items"] == found["shares"]["items"]


@pytest.mark.parametrize(
    "parameters", ["limit=0", "limit=x", "cursor=nobody", "q=", "status=active", "limit=1&limit=2"]
)
def test_parameters_are_checked(admin, recipients, held, parameters):
    answer = admin.get(f"{recipients}?{parameters}")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_who_keeps_their_name_is_blocked_all_the_same(site, admin, jo, held):
    answer = admin.patch(jo, json={"name": "Jo Meyer", "blocked": True, "reason": "Left"})
    assert (answer.status_code, answer.json()["blocked"]) == (200, True)
    assert admin.patch(jo, json={"name": "Jo Meyer"}).status_code == 400
    answer = admin.patch(jo, json={"name": "x" * 201, "blocked": False})
    assert (answer.status_code, admin.get(jo).json()["blocked"]) == (400, True)


def test_a_recipient_is_changed_blocked_and_let_in_again(site, admin, document, jo, held):
    answer = admin.patch(jo, json={"name": "Joan", "language": "de"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["name"], answer.json()["language"]) == ("Joan", "de")
    answer = admin.patch(jo, json={"blocked": True, "reason": "Left"})
    assert (answer.json()["blocked"], answer.json()["reason"]) == (True, "Left")
    refused = admin.post(site.of(document), json={"recipients": [{"email": JO}]})
    assert refused.status_code == 400
    assert refused.json()["message"] == (
        f"{JO} is blocked on this site, so nothing can be shared with this person."
    )
    answer = admin.patch(jo, json={"blocked": False})
    assert answer.json()["blocked"] is False


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reason": "x"},
        {"name": "Jo Meyer"},
        {"name": "x" * 201},
        {"name": 5},
        {"language": "xx"},
        {"blocked": True},
        {"blocked": "yes"},
        {"email": "other@example.org"},
        {"name": "Joan", "blocked": True},
        {"name": "x" * 201, "blocked": True, "reason": "Left"},
    ],
)
def test_what_is_refused_changes_nothing(site, admin, jo, body):
    answer = admin.patch(jo, json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]
    one = record(site)
    assert (one.name, one.address, one.blocked) == ("Jo Meyer", JO, None)


def test_everything_of_a_person_is_revoked(site, admin, jo, held):
    refused = admin.post(f"{jo}/revoke", json={"reason": "x" * 501})
    assert refused.status_code == 400
    answer = admin.post(f"{jo}/revoke", json={"reason": "Left"})
    assert (answer.status_code, answer.json()) == (200, {"revoked": 1, "left": 0})
    assert statuses(site, admin, held) == ["revoked", "active", "active"]
    assert admin.post(f"{jo}/revoke", json={}).json()["revoked"] == 0


def test_organisations_are_listed_and_lead_to_what_is_held(admin, organisations, held):
    found = admin.get(organisations).json()
    assert [one["name"].lower() for one in found["items"]] == ["other", "supplier"]
    shares = admin.get(found["items"][1]["@id"]).json()["items"]
    assert {one["id"] for one in shares} == {held[0]["id"], held[1]["id"]}
    assert admin.get(f"{organisations}?q=oth").json()["items_total"] == 1
    assert admin.get(f"{organisations}?limit=1").json()["batching"]["next"]
    assert admin.get(f"{organisations}?limit=201").status_code == 400


def test_everything_of_an_organisation_is_revoked(site, admin, organisations, held):
    for body in ({}, {"name": "Nobody"}, {"name": "Other", "more": 1}):
        assert admin.post(f"{organisations}/revoke", json=body).status_code == 400, body
    assert statuses(site, admin, held) == ["active", "active", "active"]
    answer = admin.post(f"{organisations}/revoke", json={"name": " supplier", "reason": "Left"})
    assert (answer.status_code, answer.json()) == (200, {"revoked": 2, "left": 0})
    assert statuses(site, admin, held) == ["revoked", "revoked", "active"]


def test_only_those_who_manage_change_and_auditors_read(
    site, client, recipients, organisations, jo, held
):
    for login in (None, *PEOPLE):
        refused = 401 if login is None else 403
        reading = 200 if login in READING else refused
        for url in (recipients, organisations, jo):
            answer = client(login).get(url)
            assert answer.status_code == reading, (login, url)
            assert reading == 200 or JO not in answer.text
        if login in READING[:2]:
            continue
        assert client(login).patch(jo, json={"name": "X"}).status_code == refused, login
        assert client(login).post(f"{jo}/revoke", json={}).status_code == refused, login
        answer = client(login).post(f"{organisations}/revoke", json={"name": "Other"})
        assert answer.status_code == refused, login
    assert record(site).name == "Jo Meyer"


def test_other_paths_are_not_found(admin, recipients, organisations, jo):
    assert admin.get(f"{recipients}/nobody").status_code == 404
    assert admin.get(f"{jo}/more").status_code == 404
    assert admin.get(f"{organisations}/more").status_code == 404
    assert admin.patch(recipients, json={"name": "X"}).status_code == 404
    for path in (recipients, jo, f"{jo}/erase", f"{recipients}/nobody/revoke", organisations):
        assert admin.post(path, json={}).status_code == 404, path


def test_a_form_of_another_site_does_nothing(site, admin, jo, organisations, held):
    assert admin.post(f"{jo}/revoke", data={"reason": "x"}).status_code == 400
    assert admin.post(f"{organisations}/revoke", data={"name": "Other"}).status_code == 400
    assert statuses(site, admin, held) == ["active", "active", "active"]


def test_an_address_is_merged_and_opened_again(site, admin, held, jo):
    body = {"into": "jo@new.example.org", "confirmation": JO, "reason": "New domain"}
    answer = admin.post(f"{jo}/merge", json=body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["shares"], found["without_mail"]) == (1, 0)
    assert found["kept"]["email"] == "jo@new.example.org"
    assert statuses(site, admin, held)[0] == "revoked"
    assert admin.get(jo).json()["merged_into"] == "jo@new.example.org"
    assert admin.post(f"{jo}/merge", json=body).status_code == 400
    answer = admin.post(f"{jo}/reopen", json={})
    assert (answer.status_code, "merged_into" in answer.json()) == (200, False)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "The key “into” is missing."),
        ({"into": "x", "confirmation": JO, "reason": "x"}, "Type the one mail address"),
        ({"into": "a@example.org", "confirmation": "", "reason": "x"}, "Nothing was changed."),
        ({"into": "a@example.org", "confirmation": JO, "reason": ""}, "Give a reason"),
        ({"into": 7, "confirmation": JO, "reason": "x"}, "must be text"),
    ],
)
def test_a_merge_that_is_not_meant_so_is_refused(site, admin, held, jo, body, words):
    answer = admin.post(f"{jo}/merge", json=body)
    assert (answer.status_code, words in answer.json()["message"]) == (400, True)
    assert record(site).merged is None


def test_the_same_rules_hold_whatever_somebody_holds(site, admin, held, jo):
    api.portal.set_registry_record("collective.externalshare.denied_addresses", ("a@example.org",))
    transaction.commit()
    body = {"into": "a@example.org", "confirmation": JO, "reason": "x"}
    for holds in (True, False):
        refused = admin.post(f"{jo}/merge", json=body)
        assert refused.status_code == 400
        assert "do not allow to share with a@example.org." in refused.json()["message"]
        if holds:
            assert admin.post(f"{jo}/revoke", json={}).status_code == 200
    assert record(site).merged is None


def test_only_those_who_manage_merge(client, held, jo):
    body = {"into": "a@example.org", "confirmation": JO, "reason": "x"}
    for person, status in (("auditor", 403), ("editor", 403), (None, 401)):
        assert client(person).post(f"{jo}/merge", json=body).status_code == status
        assert client(person).post(f"{jo}/reopen", json={}).status_code == status
