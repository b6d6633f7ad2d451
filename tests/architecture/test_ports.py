"""Every implementation of a port, and every stand-in for one, keeps its interface."""

from collective.externalshare import interfaces
from collective.externalshare import mail_ports
from collective.externalshare import pdf_ports
from collective.externalshare import store_port
from collective.externalshare.content.accounts import Accounts
from collective.externalshare.content.announcer import Announcer
from collective.externalshare.content.clock import Clock
from collective.externalshare.content.documents import Document
from collective.externalshare.content.documents import Documents
from collective.externalshare.content.enclosures import Enclosures
from collective.externalshare.content.source import ContentSource
from collective.externalshare.mail.gate import MailGate
from collective.externalshare.mail.own_words import MailWords
from collective.externalshare.mail.preview import Preview
from collective.externalshare.pdf.copies import Copies
from collective.externalshare.pdf.rehearsal import RehearsingInspector
from collective.externalshare.pdf.renderer import Renderer
from collective.externalshare.settings import SiteSettings
from collective.externalshare.storage.keys import SiteKeys
from collective.externalshare.storage.seal_log import SealLog
from collective.externalshare.storage.store import ShareStore
from tests.common.clock import HandClock
from tests.common.content import a_document
from tests.common.fake_copies import FakeCopies
from tests.common.fake_copies import FakeRenderer
from tests.common.fakes import FakeAccounts
from tests.common.fakes import FakeDocument
from tests.common.fakes import FakeDocuments
from tests.common.fakes import FakeKeys
from tests.common.fakes import FakeMail
from tests.common.fakes import KeepingAnnouncer
from zope.component import getUtility
from zope.component import queryAdapter
from zope.interface import Interface
from zope.interface.verify import verifyClass
from zope.interface.verify import verifyObject

import inspect
import pytest


PORTS = {
    interfaces.IAccounts: [Accounts, FakeAccounts],
    interfaces.IAnnouncer: [Announcer, KeepingAnnouncer],
    interfaces.IClock: [Clock, HandClock],
    interfaces.ICopies: [Copies, FakeCopies],
    interfaces.IDocument: [Document, FakeDocument],
    interfaces.IDocuments: [Documents, FakeDocuments],
    interfaces.IEnclosures: [Enclosures],
    interfaces.IInspector: [RehearsingInspector],
    interfaces.IInvitationPreview: [Preview],
    interfaces.IKeys: [SiteKeys, FakeKeys],
    interfaces.IMailGate: [MailGate, FakeMail],
    interfaces.IMailWords: [MailWords],
    interfaces.ISealLog: [SealLog],
    interfaces.IRenderer: [Renderer, FakeRenderer],
    interfaces.IShareSource: [ContentSource],
    interfaces.IShareStore: [ShareStore],
    interfaces.ISiteSettings: [SiteSettings],
}


DECLARING = (interfaces, mail_ports, pdf_ports, store_port)
PROCESS_WIDE = (
    interfaces.IClock,
    interfaces.ICopies,
    interfaces.IInspector,
    interfaces.IRenderer,
)


@pytest.mark.parametrize(
    ("port", "made"), [(port, one) for port, all_ in PORTS.items() for one in all_]
)
def test_a_class_keeps_the_interface_it_claims(port, made):
    assert verifyClass(port, made)


def test_no_port_is_left_out():
    declared = {
        one
        for name, one in vars(interfaces).items()
        if inspect.isclass(type(one))
        and isinstance(one, type(Interface))
        and one.__module__ in {module.__name__ for module in DECLARING}
        and not one.extends(interfaces.IExternalShareEvent)
    }
    others = {interfaces.IExternalShareLayer, interfaces.IExternalShareEvent}
    assert declared - others == set(PORTS)


def test_stand_ins_keep_their_interfaces_as_objects(tmp_path):
    document = FakeDocument("a" * 32)
    for port, made in (
        (interfaces.IDocument, document),
        (interfaces.IDocuments, FakeDocuments(document)),
        (interfaces.ICopies, FakeCopies(tmp_path)),
        (interfaces.IRenderer, FakeRenderer()),
        (interfaces.IMailGate, FakeMail()),
        (interfaces.IKeys, FakeKeys()),
        (interfaces.IAccounts, FakeAccounts()),
        (interfaces.IAnnouncer, KeepingAnnouncer()),
        (interfaces.IClock, HandClock()),
        (interfaces.ISealLog, SealLog(None)),
    ):
        assert verifyObject(port, made)


def test_what_is_registered_on_a_site_keeps_its_interface(portal):
    for port in (
        interfaces.IShareStore,
        interfaces.IKeys,
        interfaces.IDocuments,
        interfaces.IMailGate,
        interfaces.ISiteSettings,
        interfaces.IAnnouncer,
        interfaces.IEnclosures,
        interfaces.ISealLog,
        interfaces.IAccounts,
    ):
        assert verifyObject(port, queryAdapter(portal, port))
    for port in PROCESS_WIDE:
        assert verifyObject(port, getUtility(port))


def test_a_document_and_its_source_keep_their_interfaces(portal):
    from plone.app.testing import setRoles
    from plone.app.testing import TEST_USER_ID

    setRoles(portal, TEST_USER_ID, ["Manager"])
    file = a_document(portal)
    assert verifyObject(interfaces.IDocument, Document(file))
    assert verifyObject(interfaces.IShareSource, interfaces.IShareSource(file))
