"""T73, T74: what people type is text in mails, files, logs and on copies too, and is never run."""

from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.selection import Period
from collective.externalshare.services.export import Export
from html import unescape
from io import BytesIO
from plone import api
from pypdf import PdfReader
from tests.common.smtp import MailServer
from tests.common.smtp import text_of
from tests.functional.recipient.payloads import PAYLOADS
from tests.functional.recipient.payloads import suspects
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.sharing import EDITOR

import csv
import io
import pytest
import re
import transaction


# T74: each is worth something else where a template is made of it.
TEMPLATES = ["${python:1}", "${structure:1}", "{x.__class__}", "{{7*7}}", "<tal:x replace='1'/>"]
TEMPLATES += ["%(name)s %s", "${link} {link}", "$name"]


@pytest.fixture
def post():
    with MailServer() as server:
        api.portal.set_registry_record("plone.smtp_port", server.port)
        transaction.commit()
        yield server


def markup_of(message):
    return message.get_body(("html",)).get_content()


@pytest.mark.campaign
def test_t73_nothing_typed_is_markup_in_a_mail(site, document, sharing, post):
    transaction.begin()
    document.title = " ".join(PAYLOADS)
    transaction.commit()
    for payload in PAYLOADS:
        sharing.share(message=f"{payload}\n\n{payload}")
    OutboxSender(site).send_due()
    assert len(post.messages) == len(PAYLOADS)
    for message in post.messages:
        assert suspects(markup_of(message)) == []
        assert message["X-Envelope-To"] == "J.Meyer@supplier.example.org"
    shown = "".join(map(markup_of, post.messages))
    assert "&lt;boo&gt;" in shown


@pytest.mark.campaign
def test_t73_nothing_typed_is_more_than_text_in_a_table_of_evidence_or_on_a_copy(
    site, document, sharing
):
    transaction.begin()
    document.title = " ".join(PAYLOADS)
    transaction.commit()
    share = sharing.share(message=PAYLOADS[0])
    reader = Reader(site.absolute_url(), share.token)
    reader.http.headers["User-Agent"] = " ".join(PAYLOADS).replace("\t", " ")[:200]
    reader.enter(sharing)
    copy = reader.get(reader.fetch(share)).content
    pdf = PdfReader(BytesIO(copy), strict=True)
    kinds = re.findall(rb"/(?:JS|JavaScript|OpenAction|AA|Launch|URI|SubmitForm)\b", copy)
    assert kinds == []
    assert "Jo Meyer" in "".join(page.extract_text() for page in pdf.pages)
    transaction.begin()
    exports = Export(sharing.ports)
    made = exports(exports.selections.choose("everything", "", Period()), "csv", EDITOR)
    rows = list(csv.reader(io.StringIO(made.stream.read().decode("utf-8-sig"), newline="")))
    made.stream.close()
    transaction.abort()
    cells = [cell for row in rows for cell in row]
    assert any("onerror=boo()" in cell or "<boo>" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n"))]


@pytest.mark.campaign
def test_t73_nothing_typed_makes_lines_of_its_own_in_a_log(site, sharing, share, caplog):
    caplog.set_level("DEBUG")
    odd = "\r\n200 OK admin <script>boo()</script>"
    reader = Reader(site.absolute_url(), share.token)
    reader.http.headers["User-Agent"] = odd.replace("\r\n", " ")
    reader.post(f"{share.token}/email", {"email": f"a@b.example{odd}"})
    reader.ask()
    reader.post(f"{share.token}/code", {"code": odd})
    ours = [one for one in caplog.records if not one.name.startswith(("urllib3", "mail."))]
    assert not [one for one in ours if "\n200 OK admin" in one.getMessage()]


@pytest.mark.parametrize("payload", TEMPLATES)
def test_t74_what_a_template_would_run_stays_as_it_is(site, document, sharing, post, payload):
    transaction.begin()
    document.title = f"Title {payload}"
    transaction.commit()
    share = sharing.share(message=f"Message {payload}")
    OutboxSender(site).send_due()
    (message,) = post.messages
    assert f"Message {payload}" in re.sub(r"\s+", " ", text_of(message))
    assert f"Title {payload}" in re.sub(r"\s+", " ", text_of(message))
    reader = Reader(site.absolute_url(), share.token)
    reader.enter(sharing)
    shown = re.sub(r"\s+", " ", unescape(reader.get(f"d/{share.id}").text))
    assert f"Title {payload}" in shown
    assert f"Message {payload}" in shown
