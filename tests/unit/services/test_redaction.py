"""The event log learns no link and no ticket."""

from collective.externalshare.browser.recipient.redaction import install
from collective.externalshare.browser.recipient.redaction import LOGGERS
from collective.externalshare.browser.recipient.redaction import redact

import logging
import pytest


TOKEN = "0123456789abcdefghjkmnpqrstvwxyz"


@pytest.mark.parametrize(
    "address",
    [
        f"/Plone/@@external-share/{TOKEN}",
        f"/Plone/@@external-share/{TOKEN}/email",
        f"http://localhost/Plone/external-share/{TOKEN.upper()}?x=1",
        f"/Plone/@@external-share/file/{TOKEN}",
    ],
)
def test_secrets_of_addresses_are_replaced(address):
    said = redact(f"ConflictError at {address}")
    assert TOKEN not in said.lower()
    assert "external-share/" in said


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
