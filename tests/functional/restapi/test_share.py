"""The life of a share over HTTP: made, listed, changed, sent again, shown, revoked."""

from collective.externalshare.model.acknowledgement import Acknowledgement
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.common.content import a_document

import pytest
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


def post(admin, url, **body):
    return admin.post(url, json={"recipients": [{"email": "jo@supplier.example.org"}], **body})


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


def test_a_share_lasts_thirty_days_when_nothing_is_said(site, admin, document):
    (share,) = post(admin, site.of(document)).json()["items"]
    lasts = datetime.fromisoformat(share["expires"]) - site.clock.now()
    assert lasts == timedelta(days=30)
    assert share["access"] == "view"


def test_a_share_may_last_ninety_days_and_no_longer(site, admin, document):
    (share,) = post(admin, site.of(document), expires_in_days=90).json()["items"]
    lasts = datetime.fromisoformat(share["expires"]) - site.clock.now()
    assert lasts == timedelta(days=90)
    refused = post(admin, site.of(document), expires_in_days=91)
    assert refused.status_code == 400
    assert refused.json() == {
        "type": "BadRequest",
        "message": "A share lasts at least 1 day and at most 90 days.",
    }
    assert len(site.store.shares) == 1


def test_when_the_sender_is_told_is_said_read_and_changed(site, admin, document):
    (share,) = post(admin, site.of(document), notify="daily").json()["items"]
    assert share["notify"] == "daily"
    changed = admin.patch(share["@id"], json={"notify": "never"})
    assert changed.status_code == 200
    assert "notify" not in changed.json()
    refused = post(admin, site.of(document), notify="hourly")
    assert refused.status_code == 400
    assert "never, first, every, daily" in refused.json()["message"]


def test_an_attachment_is_asked_for_and_read(site, admin, document):
    off = post(admin, site.of(document), attach=True, access="download")
    assert off.json()["message"] == (
        "This site sends no PDF as an attachment. The link can be sent."
    )
    api.portal.set_registry_record("collective.externalshare.attachments", True)
    transaction.commit()
    (share,) = post(admin, site.of(document), attach=True, access="download").json()["items"]
    assert share["attached"] is False
    refused = post(admin, site.of(document), attach=True, access="download", send=False)
    assert refused.json()["message"].startswith("An attachment needs a mail.")


def test_a_preset_sends_the_pdf_along_and_says_where_it_may_not(site, admin, document):
    line = "mailed | With the mail | download | attached"
    api.portal.set_registry_record("collective.externalshare.presets", (line,))
    api.portal.set_registry_record("collective.externalshare.attachments", True)
    transaction.commit()

    def attached(**body):
        answer = post(admin, site.of(document), preset="mailed", **body).json()
        warned = [one["warning"] for one in answer.get("warnings", ())]
        (share,) = answer["items"]
        return "attached" in share, "preset_attached" in warned

    assert attached() == (True, False)
    assert attached(attach=False) == (False, False)
    assert attached(download_limit=3) == (False, True)
    assert attached(send=False) == (False, False)
    refused = post(admin, site.of(document), preset="mailed", attach=True, send=False)
    assert refused.status_code == 400


def test_a_range_of_pages_is_said_read_changed_and_taken_back(site, admin, document):
    (share,) = post(admin, site.of(document), pages="2").json()["items"]
    assert share["pages"] == "2"
    assert admin.patch(share["@id"], json={"pages": "1-2"}).json()["pages"] == "1-2"
    for pages, words in (("0", "Write pages as numbers"), ("1-3", "there is no page 3")):
        assert words in post(admin, site.of(document), pages=pages).json()["message"]
        assert words in admin.patch(share["@id"], json={"pages": pages}).json()["message"]
    assert "pages" not in admin.patch(share["@id"], json={"pages": ""}).json()
    second = a_document(site.portal, title="SOP-015")
    transaction.commit()
    uids = [api.content.get_uuid(one) for one in (document, second)]
    refused = post(admin, site.shares, documents=uids, pages="1")
    assert "A range of pages is of one document." in refused.json()["message"]


def test_of_a_range_an_acknowledgement_says_which(site, admin, document):
    asked = post(admin, site.of(document), pages="2", acknowledge=True).json()["items"][0]
    transaction.begin()
    share = site.store.shares[asked["id"]]
    share.acknowledgement = Acknowledgement(share.created, "1", share.given, "2")
    transaction.commit()
    assert admin.get(asked["@id"]).json()["acknowledged"]["pages"] == "2"


def test_a_label_comes_back_and_finds_its_shares(site, admin, document):
    (share,) = post(admin, site.of(document), label="Tender 4711").json()["items"]
    post(admin, site.of(document))
    assert share["label"] == "Tender 4711"
    assert admin.get(f"{site.shares}?q=tender").json()["items"] == [share]
    refused = post(admin, site.of(document), label="x" * 81)
    assert refused.json()["message"] == "The label is longer than 80 characters."


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


def test_patch_changes_terms_and_answers_with_the_share(site, admin, shared):
    until = (site.clock.now() + timedelta(days=60)).isoformat()
    answer = admin.patch(shared["@id"], json={"expires": until, "access": "download"})
    assert answer.status_code == 200
    assert datetime.fromisoformat(answer.json()["expires"]) == datetime.fromisoformat(until)
    assert answer.json()["access"] == "download"
    assert site.stored(shared).terms.access == "download"
    assert "share.changed" in site.actions(shared)


def test_a_limit_and_a_start_are_given_shown_and_changed(site, admin, document):
    begins = (site.clock.now() + timedelta(days=2)).replace(microsecond=0)
    asked = {"access": "download", "download_limit": 5, "starts": begins.isoformat()}
    (share,) = post(admin, site.of(document), **asked).json()["items"]
    assert (share["status"], share["download_limit"], share["downloads_left"]) == ("pending", 5, 5)
    assert datetime.fromisoformat(share["starts"]) == begins
    now = site.clock.now().isoformat()
    answer = admin.patch(share["@id"], json={"starts": now, "download_limit": 0}).json()
    assert answer["status"] == "active"
    assert not {"starts", "download_limit", "downloads_left"} & set(answer)


def test_revision_and_acknowledgement_are_asked_for_shown_and_changed(site, admin, document):
    asked = {"revision_mode": "pinned", "acknowledge": True, "acknowledge_days": 7}
    (share,) = post(admin, site.of(document), **asked).json()["items"]
    assert {key: share[key] for key in asked} == asked
    by = datetime.fromisoformat(share["acknowledge_by"]) - datetime.fromisoformat(share["created"])
    assert (share["acknowledgement_missing"], by) == (True, timedelta(days=7))
    assert "acknowledged" not in share
    changed = {"revision_mode": "ask_again", "acknowledge_days": 0}
    answer = admin.patch(share["@id"], json=changed).json()
    assert answer["revision_mode"] == "ask_again"
    assert not {"acknowledge_days", "acknowledge_by"} & set(answer)
    answer = admin.patch(share["@id"], json={"acknowledge": False}).json()
    assert not {"revision_mode", "acknowledge", "acknowledgement_missing"} & set(answer)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"revision_mode": "newest"}, "The revision mode must be one of: latest"),
        ({"revision_mode": "ask_again"}, "Ask for one, or choose another revision mode."),
        ({"acknowledge_days": 7}, "Ask for one, or leave the days out."),
        ({"acknowledge": True, "acknowledge_days": 366}, "between 0 (at any time) and 365"),
        ({"acknowledge": "yes"}, "true or false"),
        ({"access": "view", "download_limit": 2}, "Who may only view has nothing to download."),
        ({"access": "download", "download_limit": -1}, "The number of downloads must be between"),
        ({"access": "download", "download_limit": True}, "must be a whole number"),
        ({"password": "sunshine"}, "This password is one of those that are tried first."),
        ({"password": "short"}, "The password must have 8 to 128 characters."),
        ({"starts": "tomorrow"}, "ISO 8601"),
        ({"starts": "2099-01-01T00:00:00Z"}, "at least one hour before it ends"),
    ],
)
def test_terms_that_cannot_be_agreed_make_no_share(site, admin, document, asked, sentence):
    answer = post(admin, site.of(document), **asked)
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]
    assert len(site.store.shares) == 0


def test_that_a_password_is_asked_is_shown_and_which_never(site, admin, document):
    (share,) = post(admin, site.of(document), password="correct horse battery").json()["items"]
    assert share["password"] is True
    answer = admin.patch(share["@id"], json={"password": "another long one"})
    assert answer.json()["password"] is True
    events = admin.get(f"{share['@id']}/events").text
    for words in ("correct horse", "another long", "scrypt"):
        assert words not in answer.text + events
    assert "password" not in admin.patch(share["@id"], json={"password": ""}).json()


def test_patch_of_an_expired_share_brings_it_back(site, admin, shared):
    site.clock.pass_time(days=31)
    assert admin.get(shared["@id"]).json()["status"] == "expired"
    until = (site.clock.now() + timedelta(days=5)).isoformat()
    answer = admin.patch(shared["@id"], json={"expires": until})
    assert answer.json()["status"] == "active"
    assert admin.get(shared["@id"]).json()["status"] == "active"


def test_patch_of_a_revoked_share_is_refused(site, admin, shared):
    admin.delete(shared["@id"])
    answer = admin.patch(shared["@id"], json={"access": "download"})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("This share has been revoked.")
    assert site.stored(shared).terms.access == "view"


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
