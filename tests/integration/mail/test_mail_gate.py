"""The mail settings of a real site."""

from collective.externalshare.interfaces import IMailGate
from collective.externalshare.mail.letterhead import ILetterhead
from plone import api
from tests.common.content import set_up_mail
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def gate(portal):
    set_up_mail(portal)
    return IMailGate(portal)


def test_the_adapters_keep_their_ports(portal, gate):
    assert verifyObject(IMailGate, gate)
    assert verifyObject(ILetterhead, ILetterhead(portal))


def test_a_site_that_is_set_up_has_no_problem(gate):
    assert gate.problem() is None
    assert gate.sender() == ("Example Works", "documents@example.org")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plone.smtp_host", ""),
        ("plone.email_from_address", None),
        ("plone.email_from_address", "nobody"),
        ("plone.email_from_address", "a@example.org, b@example.org"),
    ],
)
def test_mail_is_missing_without_server_or_address(gate, name, value):
    api.portal.get_tool("portal_registry").records[name]._set_value(value)
    assert gate.problem() == "mail_missing"


def test_the_transport_speaks_to_the_server_of_the_site(portal, gate):
    api.portal.set_registry_record("plone.smtp_userid", "site")
    api.portal.set_registry_record("plone.smtp_pass", "secret")
    setSite(None)
    try:
        transport = gate.transport()
    finally:
        setSite(portal)
    assert (transport.hostname, transport.port) == ("localhost", 2525)
    assert (transport.username, transport.password) == ("site", "secret")
    assert not transport.force_tls
    assert transport.timeout == 10
    assert not transport.implicit_tls


def test_the_transport_takes_the_mail_hosts_word_on_encryption(portal, gate):
    portal.MailHost.implicit_tls = True
    portal.MailHost.force_tls = True
    transport = gate.transport()
    assert transport.force_tls
    assert transport.implicit_tls


def test_no_user_means_no_log_in(gate):
    assert gate.transport().username is None


def test_the_letterhead_is_that_of_the_site(portal):
    api.portal.set_registry_record("plone.site_title", "Example  Works")
    api.portal.set_registry_record("plone.portal_timezone", "Europe/Berlin")
    head = ILetterhead(portal).read()
    assert (head.site, head.language, head.zone) == ("Example Works", "en", "Europe/Berlin")
