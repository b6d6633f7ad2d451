"""The examples of the reference are what the server answers today."""

from collective.externalshare.model.acknowledgement import Acknowledgement
from collective.externalshare.services.ports import ports_for
from datetime import datetime
from datetime import UTC
from plone import api
from tests.common.cargo import carrying
from tests.common.cargo import commented
from tests.common.cargo import marked_for_redaction
from tests.common.cargo import signed
from tests.common.clock import HandClock
from tests.common.content import a_document
from tests.common.content import a_pdf
from tests.common.granted import a_copy
from tests.functional.restapi.recorder import FOLDER
from tests.functional.restapi.recorder import Recorder
from tests.functional.restapi.recorder import UNKNOWN_NUMBER

import pytest
import re
import transaction


@pytest.fixture
def clock(clock):
    """An hour that never changes, so that dates in examples do not."""
    clock.moment = datetime(2030, 1, 2, 9, 0, tzinfo=UTC)
    return clock


@pytest.fixture
def record(site):
    recorder = Recorder(site)
    yield recorder
    assert not recorder.changed, "\n\n".join(recorder.changed)


@pytest.fixture
def uid(document):
    """The document under a UID that stays the same."""
    return api.content.get_uuid(document)


def test_examples_of_shares(site, admin, document, uid, record):
    assert isinstance(site.clock, HandClock)
    person = {"email": "jo@supplier.example.org", "name": "Jo Meyer", "organisation": "Supplier"}
    body = {
        "recipients": [person],
        "expires_in_days": 14,
        "access": "download",
        "message": "Please read chapter 3.",
    }
    made = record("add", admin.post(site.of(document), json=body))
    share = made.json()["items"][0]["@id"]
    site.clock.pass_time(hours=1)
    several = {"documents": [uid], "recipients": [person], "expires": "2030-02-01T18:00:00+01:00"}
    record(
        "add-several",
        admin.post(
            site.shares, json={**several, "label": "Tender 4711", "notify": "first", "send": False}
        ),
    )
    record("list-document", admin.get(site.of(document)))
    first = record("list-site", admin.get(f"{site.shares}?status=active&limit=1"))
    record("list-next", admin.get(first.json()["batching"]["next"]))
    record("get", admin.get(share))
    changed = {"expires": "2030-03-01T00:00:00Z", "access": "view"}
    record("update", admin.patch(share, json=changed))
    record("resend", admin.post(f"{share}/resend", json={}))
    record("link", admin.post(f"{share}/link", json={}))
    record("delete", admin.delete(share, json={"reason": "Sent by mistake"}))
    record("get-revoked", admin.get(share))
    record("events", admin.get(f"{share}/events"))
    asked = "action=link.shown&since=2030-01-01T00:00:00Z&until=2030-02-01T00:00:00%2B01:00"
    record("audit", admin.get(f"{site.shares}/audit?{asked}"))


def test_examples_of_a_pinned_share_and_an_acknowledgement(site, admin, document, uid, record):
    body = {
        "recipients": [{"email": "jo@supplier.example.org", "name": "Jo Meyer"}],
        "expires_in_days": 30,
        "revision_mode": "pinned",
        "acknowledge": True,
        "acknowledge_days": 7,
    }
    made = record("add-pinned", admin.post(site.of(document), json=body))
    (made,) = made.json()["items"]
    transaction.begin()
    share = site.store.shares[made["id"]]
    site.clock.pass_time(days=1)
    now = ports_for(site.portal).now
    share.usage.count("view", now, "1", share.pin.sha256)
    share.acknowledgement = Acknowledgement(now, "1", share.pin.sha256)
    transaction.commit()
    record("get-acknowledged", admin.get(made["@id"]))


def test_examples_of_an_attachment_and_of_pages(site, admin, record):
    api.portal.set_registry_record("collective.externalshare.attachments", True)
    loaded = a_document(site.portal, data=a_pdf(pages=20))
    transaction.commit()
    body = {
        "recipients": [{"email": "jo@supplier.example.org", "name": "Jo Meyer"}],
        "access": "download",
        "attach": True,
        "pages": "2-5, 8",
    }
    record("add-attached", admin.post(site.of(loaded), json=body))


def test_examples_of_refusals(site, admin, client, document, shared, record):
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    both = {**body, "expires": "2030-02-01T18:00:00Z", "expires_in_days": 7}
    record("refused-both", admin.post(site.of(document), json=both))
    record("refused-key", admin.post(site.of(document), json={**body, "recipent": []}))
    reader = client("reader")
    record("refused-right", reader.post(site.of(document), json=body))
    record("refused-unknown", reader.get(shared["@id"]))
    transaction.begin()
    api.content.transition(document.aq_parent, "retract")
    transaction.commit()
    record("refused-document", admin.post(site.of(document), json=body))
    record("get-suspended", admin.get(shared["@id"]))


def test_examples_of_a_copy_that_turned_up(site, admin, shared, record):
    transaction.begin()
    number, _data = a_copy(ports_for(site.portal), shared["id"])
    trace = f"{site.shares}/trace"
    record("trace", admin.post(trace, json={"number": number}))
    record("trace-unknown", admin.post(trace, json={"number": UNKNOWN_NUMBER}))


def test_examples_of_findings(site, admin, record):
    loaded = a_document(site.portal, data=carrying(marked_for_redaction, signed, commented))
    transaction.commit()
    record("list-findings", admin.get(site.of(loaded)))


def test_examples_of_evidence(site, admin, document, shared, uid, record):
    body = {"scope": "document", "id": uid, "from": "2030-01-01T00:00:00Z", "format": "zip"}
    made = record.request("evidence", admin.post(f"{site.shares}/evidence", json=body))
    assert made.headers["Content-Type"] == "application/zip"
    unknown = {"scope": "share", "id": "nobody"}
    record("refused-evidence", admin.post(f"{site.shares}/evidence", json=unknown))


def test_examples_of_people(site, admin, shared, record):
    base = site.portal.absolute_url()
    listed = record("recipients", admin.get(f"{base}/@external-recipients?q=supplier"))
    one = listed.json()["items"][0]["@id"]
    body = {"name": "Jo Meyer", "organisation": "Supplier", "blocked": True, "reason": "Left"}
    record("recipient-update", admin.patch(one, json=body))
    record("recipient", admin.get(one))
    record("recipient-revoke", admin.post(f"{one}/revoke", json={"reason": "Contract ended"}))
    admin.patch(one, json={"blocked": False})
    old = {"confirmation": listed.json()["items"][0]["email"], "reason": "Another domain"}
    body = {"into": "jo@new.example.org", **old}
    record("recipient-merge", admin.post(f"{one}/merge", json=body))
    person = {"email": "kim@other.example.org", "organisation": "Other"}
    share = {"documents": [shared["document"]["UID"]], "recipients": [person]}
    assert admin.post(site.shares, json=share).status_code == 201
    organisations = f"{base}/@external-organisations"
    record("organisations", admin.get(organisations))
    body = {"name": "other", "reason": "Contract ended"}
    record("organisation-revoke", admin.post(f"{organisations}/revoke", json=body))


def test_examples_of_lists(site, client, record):
    url = f"{site.portal.absolute_url()}/@external-share-lists"
    person = {"email": "jo@supplier.example.org", "name": "Jo Meyer", "language": "de"}
    editor = client("editor")
    record("list-add", editor.post(url, json={"name": "Suppliers", "recipients": [person]}))
    record("lists", editor.get(url))


def test_examples_of_approvals(site, admin, client, document, record):
    api.portal.set_registry_record("collective.externalshare.approval_required", True)
    transaction.commit()
    approvals = f"{site.url}/@external-share-approvals"
    person = {"email": "jo@supplier.example.org", "name": "Jo Meyer"}
    for _ in range(2):
        assert admin.post(site.of(document), json={"recipients": [person]}).status_code == 201
        site.clock.pass_time(minutes=5)
    reviewer = client("reviewer")
    listed = record("approvals", reviewer.get(approvals)).json()["items"]
    first, second = (f"{approvals}/{one['id']}" for one in listed)
    record("approve", reviewer.post(f"{first}/approve", json={}))
    record("reject", reviewer.post(f"{second}/reject", json={"reason": "No contract yet"}))


def test_examples_of_rules_of_a_folder(site, admin, document, record):
    rules = f"{document.aq_parent.absolute_url()}/@external-share-policy"
    body = {"view_only": True, "maximum_days": 30, "denied": ["example.com"]}
    record("folder-rules-update", admin.patch(rules, json=body))
    record("folder-rules", admin.get(rules))


def test_examples_of_reminding(site, admin, document, shared, record):
    record("remind", admin.post(f"{site.of(document)}/remind", json={}))


def test_examples_of_handing_over(site, admin, shared, record):
    body = {"to": "editor", "shares": [shared["id"]]}
    record("hand-over", admin.post(f"{site.shares}/hand-over", json=body))
    body = {"to": "reader", "from": "editor"}
    record("refused-hand-over", admin.post(f"{site.shares}/hand-over", json=body))


def test_every_example_is_shown_in_the_reference_and_exists(site):
    page = (FOLDER.parent / "rest.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"http-examples/([\w-]+\.(?:req|resp))", page))
    assert shown == {path.name for path in FOLDER.iterdir()}
