"""The report in PDF: made of a real story, readable in any script, its rows attached."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Event
from collective.externalshare.services.record import record
from collective.externalshare.services.sealing import Sealing
from dataclasses import replace
from io import BytesIO
from pypdf import PdfReader
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.test_admin_evidence import last_row
from tests.functional.admin.test_admin_evidence import submit
from tests.unit.services.exporting import PROGRAMS
from tests.unit.services.exporting import verified

import pytest
import shutil
import transaction


PEOPLE = (
    "Jo Meyer & Söhne <jo@example.org>, Supplier",
    "محمد علي <m@example.org>",
    "श्री नरेन्द्र <n@example.org>",
    "สมชาย <s@example.org>",
    "דנה כהן <d@example.org>",
    "Αθηνά Жуков <a@example.org>",
)


@pytest.fixture
def story(share_with, ports, steward):
    ids = share_with(*PEOPLE, by_mail=False)
    steward.submit(f"{PANEL}-revoke", ids=ids[:1], reason="Wrong supplier")
    Sealing(ports())()
    transaction.commit()
    return ids


def opened(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf", answer.text[:2000]
    return PdfReader(BytesIO(answer.content), strict=True)


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_report_tells_recipients_terms_and_what_happened(steward, story, ports, document):
    answer = submit(steward, scope="document", id=document.UID(), format="pdf")
    reader = opened(answer)
    text = words(reader)
    for said in (
        "Evidence report",
        "Recipients and terms",
        "jo@example.org",
        "View in the browser",
        "Revoked",
        "Reason: Wrong supplier",
        "The chains hold",
        "Number 1",
        "Meyer",
        "Αθηνά Жуков",
        "สมชาย",
    ):
        assert said in text, said
    assert "Page 1 of" in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert last_row(ports)["new"].endswith("rows, pdf")


def test_a_report_tells_who_acknowledged_which_file_and_when(steward, story, ports, document):
    found = ports()
    share = found.store.shares[story[1]]
    asked = submit(steward, scope="document", id=document.UID(), format="pdf")
    assert "Acknowledgements" not in words(opened(asked))
    transaction.begin()
    share.terms = replace(share.terms, acknowledge=True)
    event = Event(
        Action.SHARE_ACKNOWLEDGED,
        Actor("recipient", share.recipient_id),
        share=share.id,
        document=share.document_uid,
        revision="1",
        sha256=share.gate.current,
        old="2",
    )
    record(found, share.invitation_id, event)
    transaction.commit()
    text = words(opened(submit(steward, scope="document", id=document.UID(), format="pdf")))
    assert "Acknowledgements" in text
    assert "It is an acknowledgement and no signature." in text
    assert "1 (pages 2)" in text
    assert text.replace(" ", "").count(share.gate.current) >= 2


def test_the_attached_rows_verify_against_the_attached_seals(steward, story, tmp_path):
    reader = opened(submit(steward, scope="everything", format="pdf"))
    for name, (data,) in reader.attachments.items():
        (tmp_path / name).write_bytes(data)
    for program in PROGRAMS:
        shutil.copy(program, tmp_path)
    code, said = verified(tmp_path)
    assert code == 0, said
    assert "1 seals were read" in said


def test_a_broken_chain_is_loud(steward, story, ports):
    found = ports()
    chain = found.store.chains[found.store.shares[story[1]].invitation_id]
    text, mac = chain.chunks[0].rows[0]
    chain.chunks[0].rows = ((text.replace('"ok"', '"no"'), mac), *chain.chunks[0].rows[1:])
    transaction.commit()
    text = words(opened(submit(steward, scope="share", id=story[1], format="pdf")))
    assert "Evidence was changed." in text
    assert "row 0 of chain" in text


def test_a_report_of_nothing_says_so(steward, story):
    answer = submit(steward, scope="everything", to="2000-01-01", format="pdf")
    assert "Nothing of this was recorded." in words(opened(answer))
