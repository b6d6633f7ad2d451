"""Evidence by REST: a file, recorded, for those who may see the access log."""

from collective.externalshare.model.audit import ADMINISTRATION
from io import BytesIO
from pypdf import PdfReader
from tests.functional.restapi.people import PEOPLE
from tests.unit.services.exporting import unpacked
from tests.unit.services.exporting import verified
from types import SimpleNamespace

import pytest


ALLOWED = ("auditor", "site-administrator", "manager")


def administration(site):
    return list(site.store.chains[ADMINISTRATION].rows())


def test_an_archive_is_answered_recorded_and_verifies(site, client, shared, tmp_path):
    answer = client("auditor").post(f"{site.shares}/evidence", json={"scope": "everything"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="evidence-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    folder = unpacked(SimpleNamespace(stream=BytesIO(answer.content)), tmp_path)
    code, said = verified(folder)
    assert code == 0, said
    row = administration(site)[-1]
    assert (row["action"], row["actor"]) == ("evidence.exported", ["user", "auditor"])


def test_a_period_and_a_format_are_kept_to(site, admin, shared):
    asked = {"scope": "share", "id": shared["id"], "format": "csv"}
    whole = admin.post(f"{site.shares}/evidence", json=asked)
    assert "share.created" in whole.text
    none = admin.post(f"{site.shares}/evidence", json={**asked, "to": "2000-01-01T00:00:00+01:00"})
    assert none.text.count("\n") == 1
    assert administration(site)[-1]["new"].endswith("to 1999-12-31T23:00:00Z: 0 rows, csv")


def test_a_report_is_a_pdf(site, admin, shared):
    body = {"scope": "share", "id": shared["id"], "format": "pdf"}
    answer = admin.post(f"{site.shares}/evidence", json=body)
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content), strict=True)
    assert "Recipients and terms" in reader.pages[1].extract_text()
    assert "jo@supplier.example.org" in reader.pages[1].extract_text()
    assert administration(site)[-1]["new"].endswith("rows, pdf")


def test_every_role(site, client, shared):
    before = len(administration(site))
    for login in (None, *PEOPLE):
        expected = 401 if login is None else 200 if login in ALLOWED else 403
        answer = client(login).post(f"{site.shares}/evidence", json={"scope": "everything"})
        assert answer.status_code == expected, login
    allowed = [login for login in PEOPLE if login in ALLOWED]
    assert len(administration(site)) == before + len(allowed)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "scope"),
        ({"scope": "all"}, "Choose what the evidence is of"),
        ({"scope": "share"}, "Say which one"),
        ({"scope": "share", "id": "nobody"}, "Nothing is recorded under this id"),
        ({"scope": "everything", "id": "x"}, "Evidence of everything has no id"),
        ({"scope": "everything", "format": "exe"}, "The format must be one of"),
        ({"scope": "everything", "from": "2030-01-01"}, "ISO 8601"),
        ({"scope": "everything", "from": "0001-01-01T00:00:00+14:00"}, "ISO 8601"),
        ({"scope": "everything", "to": "9999-12-31T23:59:59-14:00"}, "ISO 8601"),
        ({"scope": "everything", "sql": "x"}, "unknown here"),
        ({"scope": ["everything"]}, "scope"),
        (
            {"scope": "everything", "from": "2030-01-02T00:00:00Z", "to": "2030-01-01T00:00:00Z"},
            "The period must end after it begins",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_recorded(site, admin, shared, body, sentence):
    before = len(administration(site))
    answer = admin.post(f"{site.shares}/evidence", json=body)
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]
    assert len(administration(site)) == before


def test_unusable_keys_are_a_503(site, admin, shared, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    answer = admin.post(f"{site.shares}/evidence", json={"scope": "everything"})
    assert (answer.status_code, answer.json()["type"]) == (503, "ServiceUnavailable")
    assert "Content-Disposition" not in answer.headers
