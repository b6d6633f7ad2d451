"""The PDF goes with the mail: from the form to a mailbox, and back to whose copy it is."""

from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.trace import Trace
from io import BytesIO
from plone import api
from tests.common.world import EDITOR
from tests.common.world import READER
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper

import pypdf
import pytest
import transaction


ASKED = {"recipients": "Jo Meyer <jo@example.org>", "access": "download", "attached": "selected"}


@pytest.fixture
def allowed(site):
    api.portal.set_registry_record("collective.externalshare.attachments", True)
    transaction.commit()


@pytest.fixture
def form(allowed, document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    return emma


@pytest.fixture
def deliver(site):
    """Send what waits; the messages that arrived."""

    def sending():
        temper = Temper()
        with serving(temper) as port:
            api.portal.set_registry_record("plone.smtp_port", port)
            transaction.commit()
            OutboxSender(site).send_due()
        transaction.begin()
        return temper.messages

    return sending


def files_of(message):
    return {part.get_filename(): part.get_content() for part in message.iter_attachments()}


def test_where_the_site_sends_none_the_form_does_not_offer_it(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert emma.form("form.buttons.preview")
    assert "form.widgets.attached" not in emma.text


def test_the_preview_says_it_and_offers_no_links_without_mail(form, stored):
    form.press("preview", **ASKED)
    assert "a copy for each recipient, bearing their name" in form.text
    assert "with your name or address on each page" in form.text
    assert "form.buttons.links" not in form.text
    assert "form.buttons.send" in form.text
    assert not stored().shares


def test_what_may_only_be_viewed_is_refused_at_the_field(form, stored):
    form.press("preview", **{**ASKED, "access": "view"})
    assert "What may only be viewed cannot go as an attachment." in form.text
    assert "form.buttons.send" not in form.text
    assert not stored().shares


def test_a_copy_arrives_and_is_traced_to_its_reader(site, document, form, deliver, stored):
    form.press("preview", **ASKED)
    form.press("send")
    form.get(f"{document.absolute_url()}/@@external-shares")
    assert "Waiting to be sent" in form.text
    (message,) = deliver()
    ((name, data),) = files_of(message).items()
    assert name == "procedure.pdf"
    reader = pypdf.PdfReader(BytesIO(data))
    assert "page 1" in reader.pages[0].extract_text()
    share = next(iter(stored().shares.values()))
    (origin,) = Trace(ports_for(site)).file(BytesIO(data), EDITOR, READER).origins
    assert (origin.address, origin.share.id) == ("jo@example.org", share.id)
    form.get(f"{document.absolute_url()}/@@external-shares")
    assert "Sent, with the PDF as an attachment" in form.text
    assert "Not yet" in form.text
    form.get(f"{site.absolute_url()}/@@external-share-details/{share.id}")
    assert "With the PDF as an attachment" in form.text
    assert "Copy for the mail" in form.text
    assert f"Copy number {origin.number}" in form.text


def test_what_was_changed_meanwhile_goes_as_a_link_and_the_tab_says_why(
    site, document, form, deliver, stored
):
    form.press("preview", **ASKED)
    form.press("send")
    (share,) = stored().shares
    form.get(f"{site.absolute_url()}/@@external-share-details/{share}/change")
    form.press("save", access="view")
    (message,) = deliver()
    assert files_of(message) == {}
    form.get(f"{document.absolute_url()}/@@external-shares")
    assert "What may only be viewed cannot go as an attachment." in form.text
    assert "Sent, with the PDF" not in form.text


def test_what_was_revoked_meanwhile_goes_in_no_mail(site, document, form, deliver, stored):
    form.press("preview", **ASKED)
    form.press("send")
    (share,) = stored().shares
    form.get(f"{site.absolute_url()}/@@external-share-details/{share}/revoke")
    form.press("revoke")
    assert deliver() == []
    form.get(f"{document.absolute_url()}/@@external-shares")
    assert "The share ended before the mail could be sent." in form.text
