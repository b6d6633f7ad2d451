"""Reading the delivered mails back: what a person, or the walk, wants to know of each."""

from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import re


_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*\.eml")


@dataclass(frozen=True)
class Mail:
    """One delivered mail, decoded. Every value came from outside: escape it."""

    name: str
    subject: str
    sender: str
    recipient: str
    reply_to: str
    date: str
    text: str
    html: str


class Mailbox:
    """The delivered mails of a folder."""

    def __init__(self, path: Path):
        self.path = path

    def names(self) -> list[str]:
        """Return the names of all mails, newest first."""
        return sorted((found.name for found in self.path.glob("*.eml")), reverse=True)

    def read(self, name: str) -> Mail | None:
        """Return the mail of that name; None for everything that is not a mail of this folder."""
        if not _NAME.fullmatch(name):
            return None
        try:
            data = (self.path / name).read_bytes()
        except OSError:
            return None
        return parse_mail(name, data)


def parse_mail(name: str, data: bytes) -> Mail:
    """Decode the bytes of one mail; whatever is broken in it becomes replacement characters."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    return Mail(
        name=name,
        subject=_header(message, "Subject") or "(no subject)",
        sender=_header(message, "From"),
        recipient=_header(message, "To"),
        reply_to=_header(message, "Reply-To"),
        date=_header(message, "Date"),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        # The header parser of the standard library stumbles over some hostile headers.
        return "(unreadable)"


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, KeyError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
