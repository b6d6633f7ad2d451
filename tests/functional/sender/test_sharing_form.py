"""The sender's form over HTTP: what is typed, shown, refused and stored."""

from collective.externalshare.model.outbox import MailKind
from tests.functional.sender.conftest import TWO_PEOPLE

import pytest
import transaction


@pytest.fixture
def form(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    return emma


def test_preview_says_who_gets_what_and_stores_nothing(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, message="Please read section 4.")
    for words in ("Check before sending", "Jo Meyer", "jo@example.org", "Meyer Tools"):
        assert words in form.text
    assert "li@example.org" in form.text
    assert "SOP-014 Incoming inspection" in form.text
    assert "View in the browser" in form.text
    assert "Please read section 4." in form.text
    assert " UTC" in form.text
    store = stored()
    assert not (len(store.distributions), len(store.recipients), len(store.outbox)) > (0, 0, 0)


def test_send_stores_shares_and_queues_a_mail_for_each(form, stored):
    form.press("preview", recipients=TWO_PEOPLE, message="Hello", access="download")
    form.press("send")
    assert form.answer.url.endswith("/@@external-shares")
    assert "Shared with 2 recipients. The mails are on their way." in form.text
    store = stored()
    (distribution,) = store.distributions.values()
    assert (distribution.message, distribution.sender.id) == ("Hello", "emma")
    shares = [store.shares[share_id] for share_id in distribution.share_ids]
    addresses = [store.recipients[share.recipient_id].address for share in shares]
    assert addresses == ["jo@example.org", "li@example.org"]
    assert {share.terms.access for share in shares} == {"download"}
    assert [row.kind for row in store.outbox.values()] == [MailKind.INVITATION] * 2
