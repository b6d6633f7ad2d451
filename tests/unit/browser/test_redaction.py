"""T06: the logs learn no link and no ticket."""

from collective.externalshare.browser.recipient.redaction import install
from collective.externalshare.browser.recipient.redaction import LOGGERS
from collective.externalshare.browser.recipient.redaction import redact
from collective.externalshare.browser.recipient.routes import ANY
from collective.externalshare.browser.recipient.routes import ROUTES
from paste.translogger import TransLogger

import logging
import pytest


TOKEN = "0123456789abcdefghjkmnpqrstvwxyz"


@pytest.mark.parametrize(
    "address",
    [
        f"/Plone/@@external-share/{TOKEN}",
        f"/Plone/%40%40external-share/{TOKEN}",
        f"/Plone/@@external-share/{TOKEN}/email",
        f"http://localhost/Plone/external-share/{TOKEN.upper()}?x=1",
        f"/Plone/@@external-share/file/{TOKEN}",
    ],
)
def test_secrets_of_addresses_are_replaced(address):
    said = redact(f"ConflictError at {address}")
    assert TOKEN not in said.lower()
    assert "external-share/" in said


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if ANY in route.names], ids=lambda route: str(route.names)
)
def test_no_route_that_holds_a_secret_is_forgotten(route):
    names = [
        name if isinstance(name, str) else TOKEN if name is ANY else "1" for name in route.names
    ]
    assert TOKEN not in redact("/Plone/@@external-share/" + "/".join(names))


def test_ids_of_shares_and_other_addresses_stay():
    text = f"/Plone/@@external-share/d/{'0' * 32} and /Plone/document"
    assert redact(text) == text


@pytest.mark.parametrize("name", LOGGERS)
def test_records_and_tracebacks_are_redacted(caplog, name):
    install()
    install()
    logger = logging.getLogger(name)
    with caplog.at_level(logging.INFO, logger=name):
        try:
            raise ValueError(f"/@@external-share/{TOKEN}/code")
        except ValueError:
            logger.exception("at %s", f"/@@external-share/{TOKEN}")
    assert "at /@@external-share/…" in caplog.text
    assert "ValueError" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.campaign
def test_t06_the_access_log_of_a_new_instance_names_no_link_and_no_ticket(caplog):
    install()
    logged = TransLogger(
        lambda environ, start_response: start_response("200 OK", []) or [b""],
        setup_console_handler=False,  # as in the instance
    )
    for path in (f"/Plone/@@external-share/{TOKEN}/code", f"/Plone/@@external-share/file/{TOKEN}"):
        environ = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": path}
        logged(environ, lambda status, headers, error=None: None)
    assert [record.name for record in caplog.records] == ["wsgi", "wsgi"]
    assert "external-share/…" in caplog.text
    assert "external-share/file/…" in caplog.text
    assert TOKEN not in caplog.text


def test_a_record_that_cannot_be_put_together_breaks_nothing(monkeypatch):
    install()
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logging.getLogger(LOGGERS[0]).error("%d of %d", "one")
