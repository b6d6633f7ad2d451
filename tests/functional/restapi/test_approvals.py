"""Approval over HTTP: who may, what waits, what becomes of it."""

from collective.externalshare.model.outbox import MailKind
from plone import api
from tests.functional.restapi.ways import PEOPLE
from tests.functional.restapi.ways import SENDING

import pytest
import transaction


def invitations(store):
    """How many mails to readers there are; those about the approval are none of them."""
    return sum(row.kind == MailKind.INVITATION for row in store.outbox.values())


@pytest.fixture
def approvals(site):
    api.portal.set_registry_record("collective.externalshare.approval_required", True)
    transaction.commit()
    return f"{site.url}/@external-share-approvals"


@pytest.fixture
def waiting(site, client, document, approvals):
    answer = client("editor").post(site.of(document), json={"recipients": PEOPLE})
    assert answer.status_code == 201
    assert [one["warning"] for one in answer.json()["warnings"]] == [
        "approval_awaited",
        "domain_new",
    ]
    (share,) = answer.json()["items"]
    assert (share["status"], share["reason"]) == ("pending", "approval_awaited")
    return share


@pytest.mark.parametrize("way", SENDING, ids=lambda way: way.__name__)
def test_on_every_way_nothing_leaves_before_it_is_approved(site, client, document, approvals, way):
    assert way(site, client, document) == ""
    (share,) = site.store.shares.values()
    assert share.held
    assert invitations(site.store) == 0


def test_what_was_approved_is_mailed_and_active(site, client, waiting, approvals):
    reviewer = client("reviewer")
    found = reviewer.get(approvals).json()
    assert found["items_total"] == 1
    (entry,) = found["items"]
    assert entry["sender"] == {"id": "editor", "fullname": "Editor"}
    assert [one["id"] for one in entry["items"]] == [waiting["id"]]
    assert reviewer.post(f"{entry['@id']}/approve", json={}).status_code == 204
    assert reviewer.get(approvals).json()["items"] == []
    assert reviewer.get(waiting["@id"]).json()["status"] == "active"
    assert invitations(site.store) == 1
    again = reviewer.post(f"{entry['@id']}/approve", json={})
    assert again.status_code == 400
    assert again.json()["message"] == "Somebody else has decided about this already."


def test_the_reader_of_what_was_never_approved_is_not_told_of_its_end(
    site, client, waiting, approvals
):
    assert client("editor").delete(waiting["@id"], json={"notify": True}).status_code == 204
    assert invitations(site.store) == 0
    assert "revoked" not in {row.kind for row in site.store.outbox.values()}


def test_what_was_rejected_is_revoked_with_its_reason(site, client, waiting, approvals):
    url = f"{approvals}/{waiting['distribution']}/reject"
    reviewer = client("reviewer")
    assert reviewer.post(url, json={}).status_code == 400
    assert reviewer.post(url, json={"reason": " "}).status_code == 400
    assert reviewer.post(url, json={"reason": "No contract"}).status_code == 204
    share = client("editor").get(waiting["@id"]).json()
    assert (share["status"], share["reason"]) == ("revoked", "No contract")
    assert invitations(site.store) == 0


def test_nobody_approves_their_own_or_without_the_right(site, client, document, approvals):
    admin = client("site-administrator")
    made = admin.post(site.of(document), json={"recipients": PEOPLE}).json()
    refused = admin.post(f"{approvals}/{made['id']}/approve", json={})
    assert refused.status_code == 400
    assert refused.json()["message"].startswith("You sent this yourself")
    for login, status in ((None, 401), ("editor", 403), ("auditor", 403)):
        assert client(login).get(approvals).status_code == status
        assert (
            client(login).post(f"{approvals}/{made['id']}/approve", json={}).status_code == status
        )
    unknown = client("reviewer").post(f"{approvals}/{'0' * 32}/approve", json={})
    assert unknown.status_code == 404
    odd = client("reviewer").post(f"{approvals}/{made['id']}/approve", json={"why": "x"})
    assert odd.status_code == 400


def test_nobody_approves_by_another_account_of_the_same_mailbox(client, waiting, approvals):
    url = f"{approvals}/{waiting['distribution']}"
    address = api.user.get(userid="editor").getProperty("email")
    reviewer = api.user.get(userid="reviewer")
    before = reviewer.getProperty("email")
    reviewer.setMemberProperties({"email": address.upper()})
    transaction.commit()
    for verb, body in (("approve", {}), ("reject", {"reason": "No"})):
        refused = client("reviewer").post(f"{url}/{verb}", json=body)
        assert refused.status_code == 400
        assert refused.json()["message"].startswith("Your mail address is also that of somebody")
    reviewer.setMemberProperties({"email": before})
    transaction.commit()
    assert client("reviewer").post(f"{url}/approve", json={}).status_code == 204


def test_rules_that_became_stricter_meanwhile_hold_for_what_waits(client, waiting, approvals):
    denied = "collective.externalshare.denied_addresses"
    api.portal.set_registry_record(denied, (PEOPLE[0]["email"],))
    transaction.commit()
    url = f"{approvals}/{waiting['distribution']}/approve"
    refused = client("reviewer").post(url, json={})
    assert refused.status_code == 400
    assert refused.json()["message"].startswith(
        "The rules are stricter now than when this was sent"
    )
    api.portal.set_registry_record(denied, ())
    transaction.commit()
    assert client("reviewer").post(url, json={}).status_code == 204


def test_nobody_approves_what_they_made_wider_themselves(client, waiting, approvals):
    admin, url = client("site-administrator"), f"{approvals}/{waiting['distribution']}/approve"
    assert admin.patch(waiting["@id"], json={"access": "download"}).status_code in (200, 204)
    refused = admin.post(url, json={})
    assert refused.status_code == 400
    assert refused.json()["message"].startswith("You changed the terms of this yourself")
    assert client("reviewer").post(url, json={}).status_code == 204
