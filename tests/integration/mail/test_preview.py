"""What the sender is shown is what the recipient gets, but for the link."""

from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import IInvitationPreview
from collective.externalshare.interfaces import IShareStore
from collective.externalshare.mail.prepare import Preparation
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from email import message_from_bytes
from email import policy
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail

import pytest
import re
import transaction


OWN = {"subject": "For {name}: {title}", "text": "Dear {name},\n\n{message}\n\n{link}"}


@pytest.mark.parametrize("own", [{}, {"welcome/en": OWN}], ids=["usual words", "own words"])
def test_the_preview_says_what_the_mail_will_say(portal, clock, own):
    api.portal.set_registry_record("collective.externalshare.mail_words", own)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    ports = ports_for(portal)
    document = Document(a_document(portal))
    transaction.savepoint()
    person = parse_line("Jo Meyer <jo@example.org>, Meyer Tools")
    sender = Sender(TEST_USER_ID, "Dana Ortiz", "dana@example.org")
    order = Order([document], [person], make_terms(ports, days=7), sender, "Read section 4.")

    revision = document.revision()
    subject, text = IInvitationPreview(portal).invitation(order, [revision], person)

    Distribute(ports)(order)
    store = IShareStore(portal)
    (row,) = store.outbox.values()
    sent = message_from_bytes(Preparation(portal, store)(row).data, policy=policy.default)
    body = sent.get_body(("plain",)).get_content().replace("\r\n", "\n")
    link = re.search(r"https://documents\S+", body)[0]
    assert sent["Subject"] == subject
    assert subject.startswith("For Jo Meyer: ") == bool(own)
    said = body.replace(link, "(the recipient's own link goes here)")
    # The screen breaks the lines of the preview itself.
    assert said.split() == text.split()


def test_what_goes_along_is_named_as_it_will_be(portal, clock):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    document = Document(a_document(portal))
    transaction.savepoint()
    terms = make_terms(ports_for(portal), days=7, access="download", pages="2")
    person = parse_line("jo@example.org")
    order = Order([document], [person], terms, Sender(TEST_USER_ID, "", ""), attached=True)
    revision = document.revision()
    _subject, text = IInvitationPreview(portal).invitation(order, [revision], person)
    assert revision.filename.replace(".pdf", " (2).pdf") in text
