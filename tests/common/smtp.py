"""A real mail server on loopback that keeps what it gets."""

from aiosmtpd.controller import Controller
from email import message_from_bytes
from email import policy

import re
import socket


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Keeper:
    """aiosmtpd handler: messages as parsed, each with its envelope recipients."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        message["X-Envelope-To"] = ",".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 kept"


class MailServer:
    """`with MailServer() as server:` listens on a free port of localhost."""

    def __init__(self):
        self.keeper = Keeper()
        self.port = free_port()
        self.controller = Controller(self.keeper, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *error):
        self.controller.stop()

    @property
    def messages(self):
        return self.keeper.messages


def text_of(message):
    return message.get_body(("plain",)).get_content()


def link_in(message):
    """The secret link of an invitation."""
    return re.search(r"https?://\S+/@@external-share/[0-9a-z]{32}", text_of(message))[0]


def code_in(message):
    """The code of a code mail, as shown."""
    return re.search(r"\b\d{4} \d{4}\b", text_of(message))[0]
