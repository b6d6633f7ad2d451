"""What people type is text wherever it is shown (T73)."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.terms import make_terms
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from tests.functional.recipient.payloads import PAYLOADS
from tests.functional.recipient.payloads import suspects
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.sharing import EDITOR

import pytest
import requests
import transaction


@pytest.fixture
def odd(site, document, sharing):
    """A share for each payload, with it in every field that a person fills."""
    transaction.begin()
    document.title = " ".join(PAYLOADS)
    document.file.filename = 'a"><boo>.pdf'
    document.reindexObject()
    ports, made = sharing.ports, []
    for payload in PAYLOADS:
        order = Order(
            [Document(document)],
            [Addressee(ADDRESS, payload, payload)],
            make_terms(ports, days=7, access="download"),
            Sender(TEST_USER_ID, payload),
            payload,
        )
        made += Distribute(ports)(order).share_ids
    transaction.commit()
    return made


@pytest.fixture
def steward(site):
    session = requests.Session()
    session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return lambda path: session.get(f"{site.absolute_url()}/{path}", timeout=60)


def test_the_judge_sees_what_is_not_escaped():
    places = ('<p title="{}">{}</p>', "<p title='{}'>{}</p>")
    live = [one for one in PAYLOADS if any(suspects(at.format(one, one)) for at in places)]
    # Text already, and what only a template would take for more.
    assert set(PAYLOADS) - set(live) == {"&lt;boo&gt;&#60;boo&#62;"}


@pytest.mark.campaign
def test_t73_nothing_typed_is_markup_on_any_page(site, odd, sharing, document, steward):
    reader = Reader(site.absolute_url())
    share = sharing.share(message=PAYLOADS[6])
    reader = Reader(site.absolute_url(), share.token)
    reader.http.headers["User-Agent"] = " ".join(PAYLOADS[:5]).replace("\t", " ")
    pages = [reader.get(share.token).text]
    reader.enter(sharing)
    pages += [reader.get(path).text for path in ("", "about", *(f"d/{one}" for one in odd))]
    reader.fetch(share)
    transaction.begin()
    store = sharing.ports.store
    for share_id, payload in zip(odd, PAYLOADS, strict=True):
        Revoke(sharing.ports)([store.shares[share_id]], EDITOR, payload)
    transaction.commit()
    path = document.absolute_url_path().partition(f"{site.getId()}/")[2]
    panel = "@@externalshare-controlpanel"
    views = [panel, f"{panel}-health", f"{panel}-settings", f"{path}/@@external-shares"]
    views += [f"@@external-share-details/{one}" for one in odd]
    answers = [steward(view) for view in views]
    assert {answer.status_code for answer in answers} == {200}
    pages += [answer.text for answer in answers]
    assert [suspects(page) for page in pages if suspects(page)] == []
    shown = "".join(pages)
    assert "&lt;boo&gt;" in shown
    assert "onerror=boo()" in shown, "as text"
