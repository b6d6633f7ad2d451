"""The message: a letter with the headers that carry it to exactly one address."""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import clean_words
from .html import write_html
from .letter import Letter
from .plain import write_plain
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

import re


HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", re.A)


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom; `site` and `sender` are (name, address), the sender's may be empty.

    `row_id` and `link_base` make the Message-ID, the same at every try.
    """

    row_id: str
    site: tuple[str, str]
    sender: tuple[str, str]
    recipient: str
    link_base: str
    stop: str = ""


def compose(letter: Letter, envelope: Envelope, now: datetime) -> EmailMessage:
    """The whole message, plain text first.

    :raises ValueError: when recipient or site address is not exactly one
        address; a bad address of the sender only turns answers to the site.
    """
    site = _mailbox(*envelope.site)
    message = EmailMessage(policy=SMTP)
    message["From"] = site
    message["Reply-To"] = reply_to(envelope) or site
    message["To"] = Address(addr_spec=_one_address(envelope.recipient))
    message["Subject"] = clean_words(letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{envelope.row_id}@{_host(envelope)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if envelope.stop:
        message["List-Unsubscribe"] = f"<{envelope.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Quoted-printable keeps every line short whatever the server can take.
    message.set_content(write_plain(letter), cte="quoted-printable")
    message.add_alternative(write_html(letter), subtype="html", cte="quoted-printable")
    for one in letter.attachments:
        message.add_attachment(
            one.data, maintype="application", subtype=one.subtype, filename=one.name
        )
    # Last: the lines above move every header named Content-… into the first part.
    message["Content-Language"] = letter.language
    return message


def reply_to(envelope: Envelope) -> Address | None:
    """Where answers go when the sender has an address of their own."""
    name, address = envelope.sender
    return _mailbox(name, address) if canonical(address) else None


def _mailbox(name: str, address: str) -> Address:
    return Address(clean_words(name), addr_spec=_one_address(address))


def _one_address(text: str) -> str:
    found = canonical(text)
    if found is None:
        raise ValueError("not exactly one mail address")
    return found


def _host(envelope: Envelope) -> str:
    try:
        host = urlsplit(envelope.link_base).hostname or ""
    except ValueError:
        host = ""
    return host if HOST.fullmatch(host) else _one_address(envelope.site[1]).rpartition("@")[2]
