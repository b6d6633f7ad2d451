"""The reply: what the mail server's answer, or its silence, means for a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from smtplib import SMTPDataError
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPResponseException
from smtplib import SMTPSenderRefused
from smtplib import SMTPServerDisconnected
from ssl import SSLError

import re


# 4xx and 5xx answers that speak of the connection and not of the mail:
# encryption or log-in is missing or wrong, which an administrator can mend.
OF_THE_CONNECTION = frozenset({454, 530, 534, 535, 538})
CLOSING = 421
ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?!\d)", re.A)


class Trouble(StrEnum):
    """Why no answer of a mail server stands in a row; a closed set for faces to put in words."""

    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    DISCONNECTED = "disconnected"
    TLS = "tls"
    NOT_UNDERSTOOD = "not_understood"
    UNEXPECTED = "unexpected"
    RENDERING = "rendering"
    KEY_MISSING = "key_missing"
    LINK_BASE_MISSING = "link_base_missing"
    MAIL_MISSING = "mail_missing"
    COPY_FAILED = "attachment_failed"


class Fate(StrEnum):
    """What becomes of a row after one try."""

    SENT = "sent"
    SKIPPED = "skipped"
    RETRY = "retry"
    DEAD = "dead"


@dataclass(frozen=True)
class Outcome:
    """The end of one try; `reply` is `550 5.1.1` or a `Trouble`, never an address.

    `server_gone`: the next mail would fare no better at this moment.
    """

    fate: Fate
    reply: str = ""
    server_gone: bool = False


def outcome_of(error: Exception) -> Outcome:
    """What an exception of `smtplib`, `zope.sendmail` or the network means.

    Only an answer about this very mail, at MAIL, RCPT or DATA, can be final.
    """
    answer = _answer(error)
    if answer is not None:
        code, text = answer
        reply = _reply(code, text)
        about_the_mail = isinstance(
            error, (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
        )
        if code in OF_THE_CONNECTION or code == CLOSING or not about_the_mail:
            return Outcome(Fate.RETRY, reply, server_gone=True)
        return Outcome(Fate.DEAD if 500 <= code < 600 else Fate.RETRY, reply)
    return Outcome(Fate.RETRY, _trouble(error).value, server_gone=True)


def _answer(error: Exception) -> tuple[int, bytes | str] | None:
    if isinstance(error, SMTPRecipientsRefused):
        refused: tuple[int, bytes] = next(iter(error.recipients.values()))
        return refused
    if isinstance(error, SMTPResponseException) and error.smtp_code > 0:
        return error.smtp_code, error.smtp_error
    return None


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    enhanced = ENHANCED.match(words)
    return f"{code} {enhanced[1]}" if enhanced else str(code)


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, SMTPServerDisconnected | SMTPResponseException):
        return Trouble.DISCONNECTED
    if isinstance(error, SMTPException):
        return Trouble.NOT_UNDERSTOOD
    # zope.sendmail says both "TLS is required" and "HELO was refused" this way.
    if isinstance(error, SSLError) or (isinstance(error, RuntimeError) and "TLS" in str(error)):
        return Trouble.TLS
    if isinstance(error, TimeoutError):
        return Trouble.TIMED_OUT
    if isinstance(error, OSError):
        return Trouble.NO_CONNECTION
    return Trouble.NOT_UNDERSTOOD if isinstance(error, RuntimeError) else Trouble.UNEXPECTED
