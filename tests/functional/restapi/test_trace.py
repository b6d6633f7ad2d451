"""POST @external-shares/trace: whose copy a file is."""

from base64 import b64encode
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.ports import ports_for
from io import BytesIO
from plone import api
from tests.common.content import a_pdf
from tests.common.granted import a_copy
from tests.common.granted import READER

import hashlib
import pikepdf
import pytest
import transaction


PDF = {"Content-Type": "application/pdf"}


@pytest.fixture
def copy(site, shared):
    """Number and bytes of a copy that was downloaded."""
    transaction.begin()
    return a_copy(ports_for(site.portal), shared["id"])


@pytest.fixture
def trace(site):
    return f"{site.shares}/trace"


def searches(site):
    rows = site.store.chains[ADMINISTRATION].rows()
    return [row for row in rows if row["action"] == Action.COPY_TRACED]


def as_file(data):
    return {"file": {"data": b64encode(data).decode(), "encoding": "base64"}}


def test_a_number_leads_to_the_reader(site, admin, shared, copy, trace, document):
    answer = admin.post(trace, json={"number": copy[0][:9].lower()})
    assert answer.status_code == 200
    (item,) = answer.json()["items"]
    assert item["recipient"] == {"email": "jo@supplier.example.org"}
    assert (item["certainty"], item["places"]) == ("typed", [])
    assert (item["copy_number"], item["ip"]) == (copy[0], READER.ip)
    assert item["copy_sha256"] == hashlib.sha256(copy[1]).hexdigest()
    assert item["share"] == shared["@id"]
    assert item["document"]["uid"] == api.content.get_uuid(document)
    assert (item["action"], item["erased"], item["evidence_holds"]) == (
        "share.downloaded", False, True,
    )  # fmt: skip
    assert admin.get(item["share"]).status_code == 200
    (row,) = searches(site)
    assert (row["result"], row["new"]) == ("found", copy[0][:9])


def test_a_file_is_sent_as_it_is_or_in_base64(admin, copy, trace):
    for answer in (
        admin.post(trace, json=as_file(copy[1])),
        admin.post(trace, data=copy[1], headers=PDF),
    ):
        assert answer.status_code == 200, answer.text
        (item,) = answer.json()["items"]
        assert item["certainty"] == "certain"
        assert answer.json()["sha256"] == hashlib.sha256(copy[1]).hexdigest()


def test_a_changed_file_says_where_it_is_named(admin, copy, trace):
    out = BytesIO()
    with pikepdf.open(BytesIO(copy[1])) as pdf:
        pdf.save(out)
    (item,) = admin.post(trace, json=as_file(out.getvalue())).json()["items"]
    assert item["certainty"] == "sure"
    assert item["places"] == ["identifier", "properties", "stamp"]


def test_a_file_of_megabytes_is_sent_as_it_is(admin, copy, trace):
    answer = admin.post(trace, data=copy[1] + b"\n" + b" " * (5 << 20), headers=PDF)
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["items"]
    assert item["certainty"] == "sure"


def test_the_unknown_is_an_answer(site, admin, trace):
    for found in (
        admin.post(trace, json={"number": "0000-0000-0000"}),
        admin.post(trace, data=a_pdf("Something else"), headers=PDF),
    ):
        assert found.status_code == 200
        assert (found.json()["items"], found.json()["unknown_numbers"]) == ([], [])
    assert [row["result"] for row in searches(site)] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "Give either “number” or “file”"),
        ({"number": "K7QF2M9X", **as_file(b"%PDF-")}, "Give either “number” or “file”"),
        ({"number": ""}, "Choose a file, or type a copy number."),
        ({"number": "K7QF"}, "at least the first 8 characters"),
        ({"number": 7}, "must be text"),
        ({"number": "K7QF2M9X", "x": 1}, "The key “x” is unknown"),
        ({"file": "x"}, "must be a JSON object"),
        ({"file": {"data": "eA=="}}, "“file.encoding” is missing"),
        ({"file": {"data": "eA==", "encoding": "hex"}}, "must be base64"),
        ({"file": {"data": "*", "encoding": "base64"}}, "must be base64"),
        ({"file": {"data": "é", "encoding": "base64"}}, "must be base64"),
        (as_file(b"GIF89a"), "not a PDF"),
        (as_file(b""), "not a PDF"),
    ],
)
def test_what_is_wrong_is_said_and_leaves_no_row(site, admin, trace, body, sentence):
    answer = admin.post(trace, json=body)
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]
    assert searches(site) == []


def test_bodies_that_are_neither_are_refused(site, admin, trace, copy):
    for headers in ({"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data"}):
        answer = admin.post(trace, data=copy[1], headers=headers)
        assert answer.status_code == 400
    assert admin.post(trace, data=b"", headers=PDF).status_code == 400
    assert searches(site) == []


def test_a_file_above_the_bound_is_refused(admin, trace):
    api.portal.set_registry_record("collective.externalshare.pdf_megabytes", 1)
    transaction.commit()
    answer = admin.post(trace, data=b"%PDF-1.7" + b" " * (2 << 20), headers=PDF)
    assert answer.status_code == 400
    assert "larger than 1 MB" in answer.json()["message"]


def test_a_pdf_is_a_body_here_alone(site, admin, document, copy):
    answer = admin.post(site.of(document), data=copy[1], headers=PDF)
    assert answer.status_code == 400
    assert "as JSON" in answer.json()["message"]


@pytest.mark.parametrize(
    ("login", "status"),
    [(None, 401), ("member", 403), ("editor", 403), ("auditor", 200), ("manager", 200)],
)
def test_it_is_for_those_who_see_the_access_log(site, client, copy, trace, login, status):
    for options in ({"json": {"number": copy[0]}}, {"data": copy[1], "headers": PDF}):
        answer = client(login).post(trace, **options)
        assert answer.status_code == status
        assert ("jo@supplier" in answer.text) == (status == 200)
    assert len(searches(site)) == (2 if status == 200 else 0)


def test_an_auditor_gets_the_address_of_the_share_and_may_read_it(client, copy, trace):
    auditor = client("auditor")
    (item,) = auditor.post(trace, json={"number": copy[0]}).json()["items"]
    assert auditor.get(item["share"]).status_code == 200
    assert auditor.delete(item["share"]).status_code == 403


def test_an_erased_person_is_not_named(site, admin, copy, trace):
    transaction.begin()
    address = "jo@supplier.example.org"
    erase = PersonErasure(ports_for(site.portal))
    erase(address, address, "Request of 3 March", Actor("user", "manager"))
    transaction.commit()
    answer = admin.post(trace, json={"number": copy[0]})
    (item,) = answer.json()["items"]
    assert (item["recipient"], item["erased"], item["ip"]) == (None, True, None)
    assert "jo@" not in answer.text


def test_there_is_nothing_to_get(admin, trace):
    assert admin.get(trace).status_code == 404
