"""The life of a share over HTTP: made, listed, sent again, shown, reminded of, revoked."""

from collective.externalshare.model.acknowledgement import Acknowledgement
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.common.content import a_document
from tests.functional.restapi.bodies import post

import re
import transaction


KEYS = {
    "@id",
    "@type",
    "id",
    "distribution",
    "status",
    "document",
    "recipient",
    "sender",
    "created",
    "expires",
    "access",
    "opened",
    "downloads",
    "mail",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_every_key_that_was_posted_comes_back(site, admin, document):
    person = {
        "email": "Jo.Meyer@Supplier.example.org",
        "name": "Jo Meyer",
        "organisation": "Supplier",
    }
    until = site.clock.now() + timedelta(days=10)
    body = {
        "recipients": [person],
        "expires": until.isoformat(),
        "access": "download",
        "message": "Please read chapter 3.",
        "send": True,
    }
    answer = admin.post(site.of(document), json=body)
    assert answer.status_code == 201
    made = answer.json()
    assert set(made) == {"@id", "id", "items", "warnings"}
    assert made["@id"] == f"{site.shares}?distribution={made['id']}"
    assert answer.headers["Location"] == made["@id"]
    (share,) = made["items"]
    assert set(share) == KEYS
    assert share["@id"] == f"{site.shares}/{share['id']}"
    assert share["@type"] == "ExternalShare"
    assert share["distribution"] == made["id"]
    assert share["status"] == "active"
    assert share["document"] == {
        "@id": document.absolute_url(),
        "UID": api.content.get_uuid(document),
        "title": "SOP-014 Incoming inspection",
        "revision": "1",
    }
    assert share["recipient"] == {**person, "email": "jo.meyer@supplier.example.org"}
    assert share["sender"] == {"id": "site-administrator", "fullname": "Site Administrator"}
    assert MOMENT.fullmatch(share["created"])
    assert datetime.fromisoformat(share["expires"]) == until
    assert (share["access"], share["opened"], share["downloads"]) == ("download", 0, 0)
    assert share["mail"] == "queued"
    assert site.store.distributions[made["id"]].message == "Please read chapter 3."
    assert admin.get(share["@id"]).json() == share
    assert admin.get(site.of(document)).json()["items"] == [share]
    assert admin.get(made["@id"]).json()["items"] == [share]


def test_of_a_range_an_acknowledgement_says_which(site, admin, document):
    asked = post(admin, site.of(document), pages="2", acknowledge=True).json()["items"][0]
    transaction.begin()
    share = site.store.shares[asked["id"]]
    share.acknowledgement = Acknowledgement(share.created, "1", share.given, "2")
    transaction.commit()
    assert admin.get(asked["@id"]).json()["acknowledged"]["pages"] == "2"


def test_links_without_mail_queue_no_mail(site, admin, document):
    (share,) = post(admin, site.of(document), send=False).json()["items"]
    assert share["mail"] == "none"
    assert len(site.store.outbox) == 0


def test_several_documents_go_out_in_one_distribution_and_one_mail(site, admin, document):
    second = a_document(site.portal, title="SOP-015")
    transaction.commit()
    uids = [api.content.get_uuid(one) for one in (document, second)]
    answer = post(admin, site.shares, documents=[*uids, uids[0]])
    assert answer.status_code == 201
    items = answer.json()["items"]
    assert [one["document"]["UID"] for one in items] == uids
    assert {one["distribution"] for one in items} == {answer.json()["id"]}
    assert len(site.store.outbox) == 1


def test_delete_revokes_with_its_reason_and_is_no_error_twice(site, admin, shared):
    answer = admin.delete(shared["@id"], json={"reason": "Sent by mistake"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert site.stored(shared).revocation.reason == "Sent by mistake"
    share = admin.get(shared["@id"]).json()
    assert (share["status"], share["reason"]) == ("revoked", "Sent by mistake")
    assert admin.delete(shared["@id"]).status_code == 204
    assert site.actions(shared).count("share.revoked") == 1


def test_delete_tells_the_reader_where_it_is_said_so(site, admin, shared):
    url = f"{site.shares}/{shared['id']}"
    answer = admin.delete(url, json={"notify": "yes"})
    assert (answer.status_code, "“notify”" in answer.json()["message"]) == (400, True)
    assert admin.delete(url, json={"notify": True}).status_code == 204
    assert site.actions(shared)[-2:] == ["share.revoked", "notice.queued"]
    events = admin.get(f"{url}/events").json()["items"]
    assert events[-1]["new"] == "revoked"


def test_delete_without_any_body_revokes(site, admin, shared):
    assert admin.delete(shared["@id"]).status_code == 204
    assert site.stored(shared).revocation.actor == "site-administrator"


def test_resend_queues_one_more_mail(site, admin, shared):
    answer = admin.post(f"{shared['@id']}/resend", json={})
    assert (answer.status_code, answer.content) == (204, b"")
    assert len(site.store.outbox) == 2
    assert site.actions(shared).count("invitation.queued") == 2


def test_link_shows_the_link_and_records_who_saw_it(site, admin, shared):
    answer = admin.post(f"{shared['@id']}/link", json={})
    assert answer.status_code == 200
    assert set(answer.json()) == {"link"}
    link = answer.json()["link"]
    assert re.fullmatch(
        r"https://documents\.example\.org/@@external-share/[0-9a-hjkmnp-tv-z]{32}", link
    )
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert site.rows(shared)[-1]["actor"] == ["user", "site-administrator"]
    assert site.actions(shared)[-1] == "link.shown"


def test_resend_and_link_of_a_dead_share_are_refused(site, admin, shared):
    for day in (0, 31):
        site.clock.pass_time(days=day)
        if not day:
            continue
        for verb in ("resend", "link"):
            answer = admin.post(f"{shared['@id']}/{verb}", json={})
            assert answer.status_code == 400, verb
            assert answer.json()["message"] == "This share has expired. Extend it first."
    admin.delete(shared["@id"])
    for verb in ("resend", "link"):
        answer = admin.post(f"{shared['@id']}/{verb}", json={})
        assert answer.status_code == 400, verb
        assert answer.json()["message"].startswith("This share has been revoked.")
    assert len(site.store.outbox) == 1
    assert "link.shown" not in site.actions(shared)


def test_events_tell_the_story_oldest_first(site, admin, shared):
    admin.post(f"{shared['@id']}/link", json={})
    admin.delete(shared["@id"], json={"reason": "Mistake"})
    answer = admin.get(f"{shared['@id']}/events")
    assert answer.status_code == 200
    assert answer.json()["@id"] == f"{shared['@id']}/events"
    items = answer.json()["items"]
    assert [one["action"] for one in items] == [
        "share.created",
        "invitation.queued",
        "link.shown",
        "share.revoked",
    ]
    assert items[0]["recipient"] == {"email": "jo@supplier.example.org"}
    assert items[-1]["reason"] == "Mistake"
    assert items[-1]["actor"] == {"type": "user", "id": "site-administrator"}
    assert all(MOMENT.fullmatch(one["time"]) for one in items)
    assert [one["title"] for one in items][-1] == "Revoked"


def test_status_of_a_share_and_of_its_document_is_live(site, admin, shared, document):
    # By hand, as a role mapping or a date does it: no event, so the gate lags behind.
    folder = document.aq_parent
    workflow = api.portal.get_tool("portal_workflow")
    history = dict(folder.workflow_history)
    name = workflow.getChainFor(folder)[0]
    history[name] = (*history[name], {**history[name][-1], "review_state": "private"})
    folder.workflow_history = type(folder.workflow_history)(history)
    transaction.commit()
    for share in (admin.get(shared["@id"]).json(), admin.get(site.of(document)).json()["items"][0]):
        assert (share["status"], share["reason"]) == ("suspended", "not_published")
    suspended = admin.get(f"{site.of(document)}?status=suspended").json()
    assert [one["id"] for one in suspended["items"]] == [shared["id"]]
    assert admin.get(f"{site.of(document)}?status=active").json()["items"] == []


def test_an_administrator_from_outside_the_site_can_share(site, client, document):
    # The account of the Zope root: the site itself knows nothing of it.
    root = client(None)
    root.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    (share,) = post(root, site.of(document)).json()["items"]
    assert share["sender"]["id"] == SITE_OWNER_NAME
    assert [one["id"] for one in root.get(site.shares).json()["items"]] == [share["id"]]
    assert root.delete(share["@id"]).status_code == 204
    assert site.stored(share).revocation.actor == SITE_OWNER_NAME


def test_who_has_not_opened_it_is_reminded_once_a_day(site, admin, client, document, shared):
    url = f"{site.of(document)}/remind"
    assert client("reader").post(url, json={}).status_code == 403
    assert admin.post(url, json={"who": "all"}).status_code == 400
    assert admin.post(f"{url}/me", json={}).status_code == 404
    answer = admin.post(url, json={})
    assert (answer.status_code, answer.json()) == (
        200,
        {"reminded": 1, "lately": 0, "unsubscribed": 0},
    )
    assert site.actions(shared)[-1] == "notice.queued"
    assert admin.post(url, json={}).json() == {"reminded": 0, "lately": 1, "unsubscribed": 0}


def test_where_nobody_is_to_be_reminded_it_is_a_400(site, admin, document, shared):
    admin.delete(f"{site.shares}/{shared['id']}")
    answer = admin.post(f"{site.of(document)}/remind", json={})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Nobody is to be reminded")
