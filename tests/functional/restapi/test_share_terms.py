"""Terms of a share over HTTP: said, read, changed, taken back, and those that cannot be agreed."""

from datetime import datetime
from datetime import timedelta
from plone import api
from tests.common.content import a_document
from tests.functional.restapi.bodies import post

import pytest
import transaction


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


def test_a_label_comes_back_and_finds_its_shares(site, admin, document):
    (share,) = post(admin, site.of(document), label="Tender 4711").json()["items"]
    post(admin, site.of(document))
    assert share["label"] == "Tender 4711"
    assert admin.get(f"{site.shares}?q=tender").json()["items"] == [share]
    refused = post(admin, site.of(document), label="x" * 81)
    assert refused.json()["message"] == "The label is longer than 80 characters."


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
