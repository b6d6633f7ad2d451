"""T73, T74: what people type is text in mails, files, logs and on copies too, and is never run."""

from collective.externalshare.content.documents import Document
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.selection import Period
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.export import Export
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.terms import make_terms
from html import unescape
from io import BytesIO
from plone import api
from plone.app.testing import TEST_USER_ID
from pypdf import PdfReader
from tests.common.smtp import MailServer
from tests.common.smtp import text_of
from tests.functional.recipient.payloads import PAYLOADS
from tests.functional.recipient.payloads import suspects
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.sharing import EDITOR
from tests.functional.recipient.sharing import Shared

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
        assert message["X-Envelope-To"] == ADDRESS
    shown = "".join(map(markup_of, post.messages))
    assert "&lt;boo&gt;" in shown


def called(sharing, document, name):
    """Share with somebody of that name and organisation."""
    transaction.begin()
    ports = sharing.ports
    order = Order(
        [Document(document)],
        [Addressee(ADDRESS, name, name)],
        make_terms(ports, days=7, access="download"),
        Sender(TEST_USER_ID, name),
        name,
    )
    (share_id,) = Distribute(ports)(order).share_ids
    share = ports.store.shares[share_id]
    token = Invite(ports).link(share, EDITOR).rpartition("/")[2]
    transaction.commit()
    return Shared(share_id, token, share.invitation_id)


@pytest.mark.campaign
def test_t73_nothing_typed_is_more_than_text_in_a_table_of_evidence_or_on_a_copy(
    site, document, sharing
):
    transaction.begin()
    document.title = " ".join(PAYLOADS)
    transaction.commit()
    name = PAYLOADS[4]
    share = called(sharing, document, name)
    reader = Reader(site.absolute_url(), share.token)
    reader.http.headers["User-Agent"] = " ".join(PAYLOADS).replace("\t", " ")[:200]
    reader.enter(sharing)
    copy = reader.get(reader.fetch(share)).content
    pdf = PdfReader(BytesIO(copy), strict=True)
    kinds = re.findall(rb"/(?:JS|JavaScript|OpenAction|AA|Launch|URI|SubmitForm)\b", copy)
    assert kinds == []
    assert len(pdf.pages) == 2
    transaction.begin()
    (grant,) = sharing.ports.store.grants.values()
    # Drawn as outlines: nothing of it is text or markup for who reads the file.
    assert name in "".join((*grant.stamp.diagonal, grant.stamp.footer))
    assert b"boo" not in b"".join(page.get_contents().get_data() for page in pdf.pages)
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
    reader.http.headers["User-Agent"] = odd.strip()
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
