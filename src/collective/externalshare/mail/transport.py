"""The transport: one message to the mail server, within bounded time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from smtplib import SMTP
from smtplib import SMTP_SSL
from smtplib import SMTPException
from socket import SHUT_RDWR
from threading import Timer
from typing import Any
from zope.sendmail.mailer import SMTPMailer


TIMEOUT = 10
# Many servers look for viruses before they answer DATA. Giving up early would
# send the mail again although it was accepted.
DATA_TIMEOUT = 45


@dataclass(frozen=True, repr=False)
class Server:
    """Where a site's mail server is and how it is spoken to."""

    host: str
    port: int = 25
    user: str = ""
    password: str = ""
    force_tls: bool = False
    implicit_tls: bool = False


class _PatientWithData:
    """Waits longer for the answer to the content than for any other."""

    sock: Any

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the content, as `smtplib` does."""
        self.sock.settimeout(DATA_TIMEOUT)
        try:
            answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
            return answer
        finally:
            if self.sock is not None:
                self.sock.settimeout(TIMEOUT)


class PatientSMTP(_PatientWithData, SMTP):
    """A plain or STARTTLS connection."""


class PatientSMTPS(_PatientWithData, SMTP_SSL):
    """A connection that is encrypted from its first byte."""


@cache
def own_name() -> str:
    """What a server is greeted with; asked for once, since a resolver may take its time."""
    return str(SMTP().local_hostname)


class Transport(SMTPMailer):
    """Zope's own mailer, made safe for use without a transaction.

    The original keeps a connection open when STARTTLS or the log-in fails,
    and lets an error at QUIT replace the answer to the mail itself: an
    accepted mail would count as failed and be sent again. Its time-out is
    that of one line, so that a server which goes on talking is never left.
    """

    # Seconds for everything: shorter than the lease of a row, so that nobody
    # else sends it meanwhile.
    whole_timeout = 75.0
    # Plain attributes here, since one thread uses a transport; properties in the original.
    connection: Any = None
    code: Any = None
    response: Any = None
    no_tls = False
    timeout: float = TIMEOUT
    _watched: SMTP | None = None

    def __init__(self, server: Server) -> None:
        # The original is not called: CMFPlone patches it to read the registry
        # of whichever site is acting, and nothing is read any more from here on.
        self.hostname: str = server.host
        self.port: int = server.port
        self.username: str | None = server.user or None
        self.password: str | None = server.password or None
        self.force_tls: bool = server.force_tls
        self.implicit_tls: bool = server.implicit_tls
        self.smtp = self._connect

    def __call__(self, sender: str, recipient: str, data: bytes) -> None:
        """Hand one message over; raises what `smtplib` raises, touches no database."""
        deadline = Timer(self.whole_timeout, self._cut)
        deadline.daemon = True
        deadline.start()
        try:
            self.send(sender, [recipient], data)
        finally:
            deadline.cancel()
            self.abort()
            self._watched = None

    def _connect(self, host: str, port: str, timeout: float) -> SMTP:
        # Known to the deadline before it talks: the greeting may be endless, too.
        kind: type[SMTP] = PatientSMTPS if self.implicit_tls else PatientSMTP
        self._watched = connection = kind.__new__(kind)
        connection.__init__(host, int(port), own_name(), timeout=timeout)  # type: ignore[misc]
        return connection

    def _close_connection(self) -> None:
        connection, self.connection = self.connection, None
        try:
            connection.quit()
        except (SMTPException, OSError):
            connection.close()

    def _cut(self) -> None:
        # From another thread: wakes whoever waits for this server.
        sock = getattr(self._watched, "sock", None)
        if sock is not None:
            try:
                sock.shutdown(SHUT_RDWR)
            except OSError:
                return
