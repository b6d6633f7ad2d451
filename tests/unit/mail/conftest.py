from collective.externalshare.mail.sender import OutboxSender
from plone.testing.zca import popGlobalRegistry
from plone.testing.zca import pushGlobalRegistry
from tests.common.clock import HandClock
from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
from tests.unit.mail.office import Office
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper

import pytest


@pytest.fixture
def office():
    """A small site in a component registry of its own."""
    pushGlobalRegistry()
    office = Office(HandClock())
    yield office
    office.close()
    popGlobalRegistry()


@pytest.fixture
def server(office):
    """A mail server that accepts everything."""
    temper = Temper()
    with serving(temper) as port:
        office.port = port
        yield temper


@pytest.fixture
def send(office):
    """Send what is due and tidy up, on a connection of its own; returns the sender."""

    def sending(limit=50):
        sender = OutboxSender(office.open())
        sender.taken = sender.send_due(limit)
        sender.tidy()
        return sender

    return sending
