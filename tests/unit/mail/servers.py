"""Mail servers of every temper, on loopback."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from email import message_from_bytes
from email import policy

import asyncio
import contextlib
import socket
import threading
import time


class Temper:
    """Accepts everything; `answers` are given first, one a try, at the step they name."""

    def __init__(self, *answers, step="RCPT", pause=0.0):
        self.answers = list(answers)
        self.step = step
        self.pause = pause
        self.raw = []
        self.envelopes = []
        self.talking = threading.Event()

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        refusal = self._answer("MAIL")
        if refusal is None:
            envelope.mail_from = address
        return refusal or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        refusal = self._answer("RCPT")
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.talking.set()
        await asyncio.sleep(self.pause)
        refusal = self._answer("DATA")
        if refusal == "drop":
            server.transport.abort()
            return "451 gone"
        if refusal is None or refusal == "drop after":
            self.raw.append(envelope.content)
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        if refusal == "drop after":
            server.transport.write(b"250 kept\r\n")
            await asyncio.sleep(0.05)
            server.transport.abort()
        return refusal or "250 kept"

    def _answer(self, step):
        return self.answers.pop(0) if self.step == step and self.answers else None

    @property
    def messages(self):
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]


class _Server(Controller):
    protocol = SMTP

    def factory(self):
        return self.protocol(self.handler, **self.SMTP_kwargs)


@contextlib.contextmanager
def serving(temper, protocol=SMTP, **options):
    """Listen on a free port of this machine while the block runs; gives the port."""
    port = free_port()
    controller = _Server(temper, hostname="127.0.0.1", port=port, **options)
    controller.protocol = protocol
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextlib.contextmanager
def chattering(lines=60, pause=0.1):
    """A server whose greeting does not end; gives its port and the lines it got rid of."""
    spoken = []

    def chatter(listener):
        peer, _address = listener.accept()
        with contextlib.suppress(OSError), peer:
            for number in range(lines):
                peer.sendall(b"220-Welcome\r\n")
                spoken.append(number)
                time.sleep(pause)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        talking = threading.Thread(target=chatter, args=(listener,))
        talking.start()
        yield listener.getsockname()[1], spoken
        talking.join()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
