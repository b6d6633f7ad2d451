"""Malformed bodies: 400 with a sentence, nothing stored, never a 500 (T70, T81)."""

from datetime import timedelta
from plone import api
from tests.common.content import a_document
from tests.functional.restapi.bodies import GOOD
from tests.functional.restapi.bodies import JO
from tests.functional.restapi.bodies import JSON
from tests.functional.restapi.bodies import refused

import json
import pytest
import transaction


RECIPIENTS = b'{"recipients": [{"email": "jo@supplier.example.org"}], '
RAW = {
    "no json": b"recipients=jo",
    "nothing": b"",
    "blanks": b"   ",
    "null": b"null",
    "a list": b'[{"recipients": []}]',
    "a number": b"1e999",
    "text": b'"recipients"',
    "a number out of range": RECIPIENTS + b'"expires_in_days": 1e999}',
    "a very long number": b'{"expires_in_days": ' + b"9" * 5000 + b"}",
    "not a number": RECIPIENTS + b'"expires_in_days": NaN}',
    "too deep a list": b"[" * 10_000 + b"]" * 10_000,
    "too deep an object": b'{"recipients":' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001,
    "too deep and open": b"[" * 100_000,
    "no utf-8": b'{"message": "\xff\xfe\xfa"}',
    "a lone surrogate": RECIPIENTS + rb'"message": "\ud800"}',
    "a lone surrogate in a key": RECIPIENTS + rb'"\udfff": 1}',
    "a key twice": b'{"recipients": [], "recipients": [{"email": "jo@supplier.example.org"}]}',
    "cut off": b'{"recipients": [',
}
WRONG = {
    "no recipients": ({"message": "x"}, "recipients"),
    "empty recipients": ({"recipients": []}, "Name at least one recipient."),
    "recipients as text": ({"recipients": "jo@supplier.example.org"}, "recipients"),
    "recipients as object": ({"recipients": JO}, "recipients"),
    "recipients as null": ({"recipients": None}, "recipients"),
    "recipient as text": ({"recipients": ["jo@supplier.example.org"]}, "recipients.1"),
    "recipient without address": ({"recipients": [JO, {"name": "Jo"}]}, "recipients.2.email"),
    "recipient with unknown key": ({"recipients": [{**JO, "role": "x"}]}, "recipients.1.role"),
    "address as list": ({"recipients": [{"email": ["jo@a.example.org"]}]}, "recipients.1.email"),
    "name as number": ({"recipients": [{**JO, "name": 7}]}, "recipients.1.name"),
    "organisation as null": ({"recipients": [{**JO, "organisation": None}]}, "organisation"),
    "address that is none": ({"recipients": [{"email": "jo at supplier"}]}, "jo at supplier"),
    "days as text": ({**GOOD, "expires_in_days": "7"}, "expires_in_days"),
    "days as true": ({**GOOD, "expires_in_days": True}, "expires_in_days"),
    "days with a fraction": ({**GOOD, "expires_in_days": 7.5}, "expires_in_days"),
    "days as null": ({**GOOD, "expires_in_days": None}, "expires_in_days"),
    "no days": ({**GOOD, "expires_in_days": 0}, "at least 1 day"),
    "negative days": ({**GOOD, "expires_in_days": -1}, "at least 1 day"),
    "endless days": ({**GOOD, "expires_in_days": 10**30}, "at most 90 days"),
    "date as number": ({**GOOD, "expires": 1893456000}, "expires"),
    "date as null": ({**GOOD, "expires": None}, "expires"),
    "date that is none": ({**GOOD, "expires": "next Friday"}, "ISO 8601"),
    "date without zone": ({**GOOD, "expires": "2030-01-31T18:00:00"}, "time zone"),
    "day alone": ({**GOOD, "expires": "2030-01-31"}, "time zone"),
    "first date": ({**GOOD, "expires": "0001-01-01T00:00:00+14:00"}, "at least one hour"),
    "last date": ({**GOOD, "expires": "9999-12-31T23:59:59-14:00"}, "90 days from now"),
    "access as list": ({**GOOD, "access": ["view"]}, "access"),
    "unknown access": ({**GOOD, "access": "print"}, "view, download"),
    "message as number": ({**GOOD, "message": 7}, "message"),
    "message too long": ({**GOOD, "message": "x" * 2001}, "2000"),
    "send as text": ({**GOOD, "send": "false"}, "send"),
    "send as null": ({**GOOD, "send": None}, "send"),
    "unknown key": ({**GOOD, "recipent": []}, "recipent"),
    "documents on a document": ({**GOOD, "documents": []}, "documents"),
    "too many recipients": (
        {"recipients": [{"email": f"jo{n}@supplier.example.org"} for n in range(1001)]},
        "1000 entries",
    ),
    "endlessly many recipients": ({"recipients": [JO] * 1001}, "1000"),
}


def test_a_malformed_body_is_refused_with_a_sentence(site, admin, document, subtests):
    for name, body in RAW.items():
        with subtests.test(name):
            refused(admin.post(site.of(document), data=body, headers=JSON))
    assert len(site.store.shares) == 0


def test_a_wrong_value_is_refused_by_name(site, admin, document, subtests):
    for name, (body, word) in WRONG.items():
        with subtests.test(name):
            refused(admin.post(site.of(document), json=body), word)
    assert len(site.store.shares) == 0


def test_a_moment_is_iso_8601_to_the_letter(site, admin, document, subtests):
    until = (site.clock.now() + timedelta(days=5)).strftime
    written = {
        until("%Y-%m-%dT%H:%M:%SZ"): 201,
        until("%Y%m%dT%H%M%S.25+0100"): 201,
        until("%G-W%V-%uT%H:%M-05:30"): 201,
        until("%Y-%m-%dx%H:%M:%SZ"): 400,
        until("%Y-%m-%d %H:%M:%SZ"): 400,
        until("%Y-%m-%d\N{DUCK}%H:%M:%SZ"): 400,
        until("%Y-%m-%d0%H:%M:%SZ"): 400,
        until("%Y-%m-%dT%H:%M:%S Z"): 400,
        until("%Y-%m-%dT%H:%M:%S"): 400,
    }
    for moment, status in written.items():
        with subtests.test(moment):
            answer = admin.post(site.of(document), json={**GOOD, "expires": moment})
            assert answer.status_code == status, answer.text
            assert status == 201 or "ISO 8601" in answer.json()["message"]


def test_both_expiry_keys_are_refused(site, admin, document):
    body = {**GOOD, "expires": "2026-12-31T00:00:00Z", "expires_in_days": 7}
    refused(admin.post(site.of(document), json=body), "not both")


@pytest.mark.parametrize("declared", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_write_that_does_not_declare_json_is_refused(site, admin, document, shared, declared):
    headers = {"Content-Type": declared} if declared else {}
    body = json.dumps(GOOD).encode()
    refused(admin.post(site.of(document), data=body, headers=headers), "Content-Type")
    refused(admin.post(site.shares, data=body, headers=headers), "Content-Type")
    refused(admin.post(f"{shared['@id']}/resend", data=b"{}", headers=headers), "Content-Type")
    refused(admin.post(f"{shared['@id']}/link", headers=headers), "Content-Type")
    patch = admin.patch(shared["@id"], data=b'{"access": "download"}', headers=headers)
    refused(patch, "Content-Type")
    delete = admin.delete(shared["@id"], data=b'{"reason": "x"}', headers=headers)
    refused(delete, "Content-Type")
    assert len(site.store.shares) == len(site.store.outbox) == 1
    assert site.stored(shared).revocation is None
    assert site.stored(shared).terms.access == "view"


def test_json_may_name_its_character_set(site, admin, document):
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    answer = admin.post(site.of(document), data=json.dumps(GOOD), headers=headers)
    assert answer.status_code == 201
    assert len(site.store.shares) == 1


def test_a_body_beyond_a_megabyte_is_refused(site, admin, document):
    body = json.dumps({**GOOD, "message": "x" * 2_000_000})
    answer = admin.post(site.of(document), data=body, headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "RequestEntityTooLarge")


def test_documents_are_checked_on_the_site(site, admin, document):
    uid = api.content.get_uuid(document)
    refused(admin.post(site.shares, json=GOOD), "documents")
    refused(admin.post(site.shares, json={**GOOD, "documents": []}), "at least one document")
    refused(admin.post(site.shares, json={**GOOD, "documents": uid}), "documents")
    refused(admin.post(site.shares, json={**GOOD, "documents": [7]}), "documents.1")
    refused(admin.post(site.shares, json={**GOOD, "documents": [uid, "0" * 32]}), "0" * 32)
    refused(admin.post(site.shares, json={**GOOD, "documents": ["x"] * 201}), "200")
    assert len(site.store.shares) == 0


def test_a_body_is_checked_before_its_document(site, admin):
    draft = a_document(site.portal)
    api.content.transition(draft.aq_parent, "retract")
    transaction.commit()
    refused(admin.post(site.of(draft), json={**GOOD, "x": 1}), "“x”")
    refused(admin.post(site.of(draft), json=GOOD), "This document is not published.")


def test_among_several_documents_the_refused_one_is_named(site, admin, document):
    draft = a_document(site.portal, title="SOP-099 Draft")
    api.content.transition(draft.aq_parent, "retract")
    transaction.commit()
    uids = [api.content.get_uuid(one) for one in (document, draft)]
    answer = admin.post(site.shares, json={**GOOD, "documents": uids})
    refused(answer, "“SOP-099 Draft”: This document is not published.")
    assert len(site.store.shares) == 0


def test_every_wrong_recipient_is_named(site, admin, document):
    people = [JO, {"email": "one at a"}, {**JO, "name": "x" * 201}]
    refused(
        admin.post(site.of(document), json={"recipients": people}),
        "Recipient 2 has no usable mail address: “one at a”.",
        "recipient 3 is longer than 200",
    )
