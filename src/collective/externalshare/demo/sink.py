"""The mail server of the demonstration: real SMTP on loopback, each mail a file."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from aiosmtpd.smtp import Session
from aiosmtpd.smtp import SMTP
from collective.externalshare.demo.settings import LOOPBACK
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path

import asyncio
import os
import threading


_NAME_FORMAT = "%Y%m%dT%H%M%S-%f.eml"


class MailFolder:
    """A folder of delivered mails, one ``.eml`` each, whose names sort by arrival."""

    def __init__(self, path: Path):
        self.path = path
        self._lock = threading.Lock()
        path.mkdir(parents=True, exist_ok=True)
        moments = [_moment(found.name) for found in path.glob("*.eml")]
        self._last = max(filter(None, moments), default=datetime.fromtimestamp(0, UTC))

    def keep(self, data: bytes, now: datetime) -> str:
        """Store one mail exactly as it was delivered and return its file name.

        The file appears whole under its final name: whoever lists ``*.eml``
        never reads half a mail. Names sort by arrival even when the clock
        goes back.
        """
        with self._lock:
            self._last = max(now, self._last + timedelta(microseconds=1))
            name = self._last.astimezone(UTC).strftime(_NAME_FORMAT)
            part = self.path / f".{name}.part"
            with part.open("wb") as target:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
            part.rename(self.path / name)
            return name


def _moment(name: str) -> datetime | None:
    """Return when a mail of that name arrived; None for a file somebody else put there."""
    try:
        return datetime.strptime(name, _NAME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


class _Handler:
    """What aiosmtpd asks at the end of each mail."""

    def __init__(self, folder: MailFolder):
        self._folder = folder

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, or ask the sender to try again later."""
        try:
            self._folder.keep(envelope.original_content or b"", datetime.now(UTC))
        except OSError as error:
            return f"451 The mail could not be stored: {error.strerror}"
        return "250 Delivered"


class _AnyPort(Controller):
    """A controller that may be given port 0 and then tells the port it got."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)  # noqa: S101 - for the type checker
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """A real SMTP server in a thread, which accepts every mail and delivers it to a folder."""

    def __init__(self, folder: MailFolder):
        # A fixed name, since asking the resolver for ours may take long without a network.
        self._controller = _AnyPort(
            _Handler(folder), hostname=LOOPBACK, port=0, server_hostname="localhost"
        )

    @property
    def host(self) -> str:
        """The loopback address it listens on."""
        return LOOPBACK

    @property
    def port(self) -> int:
        """The free port it took."""
        return int(self._controller.port)

    def start(self) -> None:
        """Start to listen; returns when mails are accepted."""
        self._controller.start()

    def stop(self) -> None:
        """End the thread and free the port."""
        self._controller.stop()
