"""Talking to a mail server in bounded time, and leaving it in any case."""

from aiosmtpd.smtp import SMTP
from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.reply import outcome_of
from collective.externalshare.mail.transport import Server
from collective.externalshare.mail.transport import Transport
from smtplib import SMTPConnectError
from smtplib import SMTPException
from smtplib import SMTPNotSupportedError
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPResponseException
from smtplib import SMTPSenderRefused
from smtplib import SMTPServerDisconnected
from tests.common.programs import program
from tests.unit.mail.servers import chattering
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper

import pytest
import socket
import ssl
import subprocess


MAIL = ("noreply@example.org", "jo.meyer@example.org", b"Subject: x\r\n\r\ny\r\n")


@pytest.fixture(scope="module")
def encryption(tmp_path_factory):
    """A server's TLS context with a certificate made for the occasion."""
    openssl = program("openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run(
        [*command, "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_server_that_requires_starttls_gets_it(encryption):
    temper = Temper()
    with serving(temper, tls_context=encryption, require_starttls=True) as port:
        Transport(Server("127.0.0.1", port, force_tls=True))(*MAIL)
    assert len(temper.raw) == 1


def test_a_server_that_is_encrypted_from_the_start_is_spoken_to(encryption):
    temper = Temper()
    with serving(temper, ssl_context=encryption) as port:
        Transport(Server("127.0.0.1", port, implicit_tls=True))(*MAIL)
    assert len(temper.raw) == 1


def test_a_starttls_that_fails_leaves_no_connection_behind(encryption):
    class Unwilling(SMTP):
        async def smtp_STARTTLS(self, arg):  # noqa: N802
            await self.push("454 4.7.0 TLS not available")

    temper = Temper()
    with serving(temper, protocol=Unwilling, tls_context=encryption) as port:
        transport = Transport(Server("127.0.0.1", port))
        with pytest.raises(SMTPResponseException) as raised:
            transport(*MAIL)
    assert transport.connection is None
    assert outcome_of(raised.value).reply == "454 4.7.0"
    assert outcome_of(raised.value).fate is Fate.RETRY


def test_a_log_in_that_fails_leaves_no_connection_behind():
    with serving(Temper()) as port:
        transport = Transport(Server("127.0.0.1", port, "site", "secret"))
        with pytest.raises(SMTPNotSupportedError):
            transport(*MAIL)
    assert transport.connection is None


def test_a_server_that_never_ends_is_cut_off():
    temper = Temper(pause=30)
    with serving(temper) as port:
        transport = Transport(Server("127.0.0.1", port))
        transport.whole_timeout = 0.5
        with pytest.raises(SMTPServerDisconnected):
            transport(*MAIL)
    assert transport.connection is None


def test_a_server_whose_greeting_never_ends_is_cut_off():
    with chattering() as (port, spoken):
        transport = Transport(Server("127.0.0.1", port))
        transport.whole_timeout = 0.5
        with pytest.raises(SMTPServerDisconnected):
            transport(*MAIL)
    assert len(spoken) < 60


def test_a_server_that_is_slow_with_the_content_is_waited_for():
    temper = Temper(pause=1.5)
    with serving(temper) as port:
        transport = Transport(Server("127.0.0.1", port))
        transport.timeout = 0.7
        transport(*MAIL)
    assert len(temper.raw) == 1


def test_one_transport_carries_mail_after_mail():
    temper = Temper("550 no", step="RCPT")
    with serving(temper) as port:
        transport = Transport(Server("127.0.0.1", port))
        with pytest.raises(SMTPRecipientsRefused):
            transport(*MAIL)
        transport(*MAIL)
        transport(*MAIL)
    assert len(temper.raw) == 2


def refused(code, text):
    return SMTPRecipientsRefused({"a@example.org": (code, text)})


@pytest.mark.parametrize(
    ("error", "fate", "reply"),
    [
        (refused(550, b"5.1.1 <a@example.org>"), "dead", "550 5.1.1"),
        (refused(450, b"a@example.org later"), "retry", "450"),
        (SMTPSenderRefused(552, b"5.3.4 too big", "a@example.org"), "dead", "552 5.3.4"),
        (SMTPSenderRefused(530, b"5.7.0 log in", "a@example.org"), "retry", "530 5.7.0"),
        (SMTPConnectError(554, b"5.7.1 not you"), "retry", "554 5.7.1"),
        (SMTPServerDisconnected("a@example.org"), "retry", "disconnected"),
        (SMTPException("a@example.org"), "retry", "not_understood"),
        (RuntimeError("TLS is not available but TLS is required"), "retry", "tls"),
        (RuntimeError("Error sending HELO"), "retry", "not_understood"),
        (ssl.SSLError("bad"), "retry", "tls"),
        (TimeoutError(), "retry", "timed_out"),
        (socket.gaierror("no such host"), "retry", "no_connection"),
        (ConnectionRefusedError(), "retry", "no_connection"),
        (ValueError("a@example.org"), "retry", "unexpected"),
    ],
)
def test_what_an_error_means(error, fate, reply):
    outcome = outcome_of(error)
    assert (outcome.fate, outcome.reply) == (fate, reply)
