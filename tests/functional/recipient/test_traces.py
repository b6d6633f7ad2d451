"""T05, T08, T33: where a secret link or a code must not be found again."""

from collective.externalshare.browser.recipient.redaction import install
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.secrets import digest
from collective.externalshare.pdf.workshop import Workshop
from pathlib import Path
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.registry.interfaces import IRegistry
from tests.common.smtp import code_in
from tests.common.smtp import link_in
from tests.common.smtp import MailServer
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.processlifetime import IProcessStarting

import gzip
import logging
import pytest
import requests
import transaction


@pytest.fixture
def post():
    """A mail server that the site uses."""
    with MailServer() as server:
        yield server


@pytest.fixture
def walked(site, sharing, post):
    """Secrets of a walk with real mails, by what they are; the document was fetched."""
    api.portal.set_registry_record("plone.smtp_port", post.port)
    transaction.commit()
    shared = sharing.share()
    OutboxSender(site).send_due()
    link = link_in(post.messages[-1])
    reader = Reader(site.absolute_url(), link.rpartition("/")[2])
    assert reader.ask().status_code == 303
    OutboxSender(site).send_due()
    code = code_in(post.messages[-1])
    before = reader.cookie("-code-").value
    assert reader.give(code).status_code == 303
    ticket = reader.fetch(shared)
    assert reader.get(ticket).content.startswith(b"%PDF-")
    return {
        "link": reader.token,
        "code": code.replace(" ", ""),
        "code as shown": code,
        "cookie before the code": before,
        "cookie": reader.cookie("externalshare-").value,
        "ticket": ticket.rpartition("/")[2],
    }


def found_in(text, secrets):
    return [name for name, secret in secrets.items() if secret.lower() in text.lower()]


@pytest.mark.campaign
def test_t05_the_database_holds_the_digest_of_a_link_and_never_the_link(site, walked):
    transaction.begin()
    records = [
        record.data or b""
        for change in site._p_jar.db().storage.changes.iterator()
        for record in change
    ]
    assert any(digest(walked["link"]).encode() in data for data in records)
    for data in records:
        assert found_in(data.decode("latin-1"), walked) == []


def test_t05_catalog_and_registry_know_no_secret(site, document, walked):
    transaction.begin()
    catalog = api.portal.get_tool("portal_catalog")
    known = ""
    for record in catalog._catalog.paths:
        known += repr(catalog.getIndexDataForRID(record)) + repr(catalog.getMetadataForRID(record))
    for value in getUtility(IRegistry).records.values():
        known += repr(value.value)
    assert document.UID() in known
    assert "documents@example.org" in known
    assert found_in(known, walked) == []
    assert "external-share/" not in known


def test_t05_files_and_copies_hold_no_secret(document, walked):
    transaction.begin()
    # What is committed lies in one folder, wherever the test's storage has it.
    committed = Path(document.file._blob.committed())
    folder = next(one for one in committed.parents if (one / ".layout").exists())
    copies = Path(Workshop().folder())
    files = [path for place in (folder, copies) for path in place.rglob("*") if path.is_file()]
    assert committed in files
    assert any(path.parent == copies for path in files)
    for path in files:
        text = path.read_bytes().decode("latin-1")
        assert found_in(text, walked) == []
        assert found_in(str(path), walked) == []


def test_t08_search_engines_are_told_to_keep_out_and_the_catalog_knows_no_share(
    site, reader, share
):
    for path in ("", share.token, "about", "none"):
        assert reader.get(path).headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    transaction.begin()
    assert not api.content.find(SearchableText=share.id)
    assert not api.content.find(SearchableText=share.token)


def test_t08_the_map_of_the_site_names_no_page_of_ours(site, document, share):
    api.portal.set_registry_record("plone.enable_sitemap", True)
    transaction.commit()
    answer = requests.get(f"{site.absolute_url()}/sitemap.xml.gz?page=1", timeout=60)
    assert answer.status_code == 200
    listed = gzip.decompress(answer.content).decode()
    assert document.absolute_url() in listed
    for ours in ("external-share", share.id, share.token):
        assert ours not in listed


class Journal(logging.Handler):
    """Everything this process logs but what the test's own HTTP client and mail server say."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.text = ""

    def emit(self, record):
        if not record.name.startswith(("urllib3", "mail.")):
            self.text += self.format(record) + "\n"


@pytest.fixture
def journal():
    """Kept from before the walk: `caplog` forgets what fixtures did."""
    handler, root = Journal(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(before)
    root.removeHandler(handler)


@pytest.mark.campaign
def test_t33_no_log_learns_a_code_a_link_or_a_cookie(journal, site, walked):
    assert "txn." in journal.text  # the server's transactions: the walk was listened to
    assert found_in(journal.text, walked) == []
    transaction.begin()
    assert found_in(repr(site.error_log.getLogEntries()), walked) == []


@pytest.mark.campaign
def test_t06_a_starting_process_learns_to_keep_links_out_of_its_logs(site):
    registered = getGlobalSiteManager().registeredHandlers()
    assert install in {one.handler for one in registered if IProcessStarting in one.required}


@pytest.mark.campaign
def test_t33_the_health_page_shows_no_code_no_link_and_no_cookie(site, walked):
    page = requests.get(
        f"{site.absolute_url()}/@@externalshare-controlpanel-health",
        auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
        timeout=60,
    )
    assert page.status_code == 200
    assert ADDRESS in page.text  # the reader's session is listed
    assert found_in(page.text, walked) == []


@pytest.mark.campaign
def test_t33_no_page_the_reader_saw_shows_the_code(site, sharing, share):
    reader = Reader(site.absolute_url(), share.token)
    seen = [reader.get(share.token), reader.ask(), reader.get(f"{share.token}/code")]
    code = sharing.code()
    seen += [reader.give(code), reader.get(), reader.get(f"d/{share.id}")]
    assert all(answer.ok for answer in seen)
    for answer in seen:
        for text in (answer.text, str(answer.headers)):
            assert code not in text
            assert f"{code[:4]} {code[4:]}" not in text
