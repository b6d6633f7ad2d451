"""A running site with documents on it, and readers who stand before them."""

from __future__ import annotations

from collections.abc import Iterator
from collective.externalshare.demo.companion import running_demo
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import free_port
from collective.externalshare.demo.steps import Walk
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin
from urllib.parse import urlsplit

import psutil
import re
import requests
import socket
import time


BLOCK = 1 << 18
_PICTURE = re.compile(r'src="([^"]+/image)"')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END_OF_HEADERS = b"\r\n\r\n"
_SERVER = "collective.externalshare.demo.main"


class Reader(Walk):
    """One recipient of a published document, and the addresses that give them bytes."""

    def publish_it(self) -> str:
        """Publish the document for everybody; where it is on the server, whose port may change."""
        self.publish()
        address = self._document["@id"]
        admin = (self._settings.admin_name, self._settings.admin_password)
        token = requests.get(f"{address}/@@authenticator/token", auth=admin, timeout=60).text
        for permission in ("View", "Access contents information"):
            form = {
                "permission_to_manage": permission,
                "roles:list": "Anonymous",
                "acquire:int": 1,
                "_authenticator": token,
            }
            place = f"{address}/manage_permission"
            requests.post(place, form, auth=admin, timeout=60).raise_for_status()
        return urlsplit(address).path

    def invited(self, document: str) -> Reader:
        """Be invited to a published document, prove the mailbox, stand before it."""
        self._document = {"@id": document}
        for step in (
            self.share,
            self.receive_invitation,
            self.open_link,
            self.give_address,
            self.receive_code,
            self.give_code,
            self.open_document,
        ):
            step()
        return self

    def file(self) -> str:
        """Press *Download*: where the copy is."""
        return self._granted("/download").url

    def copy(self) -> bytes:
        """Press *Download*: the copy itself."""
        return self._granted("/download").content

    def picture(self) -> str:
        """Press *View in the browser*: where the image of the first page is."""
        answer = self._granted("/open")
        found = _PICTURE.search(answer.text)
        if found is None:
            raise LookupError("the viewer shows no page")
        return urljoin(answer.url, found[1])

    @property
    def cookie(self) -> str:
        """What the browser would send."""
        return "; ".join(f"{name}={value}" for name, value in self._visitor.cookies.items())

    def _granted(self, action: str) -> requests.Response:
        form = self._page.form_to(action)
        if form is None:
            raise LookupError(f"there is nothing to press for {action}")
        return self._visitor.submit(form, self._url)


class Library:
    """A demonstration site in a folder of its own, and what was published there."""

    def __init__(self, folder: Path) -> None:
        self.settings = DemoSettings(free_port(), folder, "admin", "admin-demo")

    @contextmanager
    def opened(self) -> Iterator[psutil.Process]:
        """Start its server, a new process each time, and end it."""
        with running_demo(self.settings) as (self.settings, _):
            yield self.server()

    def publish(self, source: Path) -> str:
        """Publish a document; its path."""
        return Reader(self.settings, source).publish_it()

    def reader(self, document: str, source: Path) -> Reader:
        """Invite somebody new."""
        return Reader(self.settings, source).invited(self.address(document))

    def address(self, path: str) -> str:
        """The address of a path on this start of the server."""
        return self.settings.base_url + path

    def server(self) -> psutil.Process:
        """The process that was started here."""
        own = psutil.Process().children()
        return next(child for child in own if _SERVER in child.cmdline())


@dataclass(frozen=True)
class Fetched:
    """What one request gave: bytes, and seconds until the first and the last of them."""

    size: int
    first: float
    last: float


def fetch(url: str, cookie: str = "") -> Fetched:
    """Get an address on a connection of its own and throw the bytes away.

    By a bare socket, so that no client's reading of headers is measured. `first` is the
    first byte of what was asked for, behind the headers.

    :raises LookupError: when the answer is not 200.
    """
    parts = urlsplit(url)
    said = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
    if cookie:
        said += f"Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
    block = bytearray(BLOCK)
    with socket.create_connection((parts.hostname, parts.port), timeout=300) as connection:
        began = time.perf_counter()
        connection.sendall(f"{said}\r\n".encode("ascii"))
        head, size = b"", 0
        while not size:
            head += _received(connection, block)
            size = len(head.partition(END_OF_HEADERS)[2])
        first = time.perf_counter() - began
        if not head.startswith(b"HTTP/1.1 200 "):
            raise LookupError(f"{parts.path} answers {head[:40]!r}")
        length = int(_LENGTH.search(head)[1])  # type: ignore[index]
        while size < length:
            size += len(_received(connection, block))
        last = time.perf_counter() - began
    return Fetched(size, first, last)


def _received(connection: socket.socket, block: bytearray) -> memoryview:
    """What came, in place: to make room anew takes longer than to receive.

    :raises ConnectionError: when nothing more comes.
    """
    count = connection.recv_into(block)
    if not count:
        raise ConnectionError("the answer ends too early")
    return memoryview(block)[:count]
