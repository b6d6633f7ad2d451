"""What the demonstration is told by the environment, checked before anything starts."""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import errno
import io
import os
import re
import socket
import sys


DEFAULT_PORT = 8080
DEFAULT_DIR = "var/demo"
DEFAULT_ADMIN = "admin:admin-demo"
MARK_HEADER = "X-Externalshare-Demo"
"""Header of every answer: the mark of the folder that is being served."""

MAILS_PATH = "/mails"
SITE_ID = "Plone"
LOOPBACK = "127.0.0.1"


_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


class DemoRefusal(Exception):
    """The demonstration cannot start or go on; the text is one sentence for a person."""


@dataclass(frozen=True)
class DemoSettings:
    """Where the demonstration lives and who administers it."""

    port: int
    folder: Path
    admin_name: str
    admin_password: str

    @property
    def base_url(self) -> str:
        """The address of the server; ``localhost``, since Plone serves 127.0.0.1 unthemed."""
        return f"http://localhost:{self.port}"

    @property
    def site_url(self) -> str:
        """The address of the Plone site, which is also the base of every link in a mail."""
        return f"{self.base_url}/{SITE_ID}"

    @property
    def mail_folder(self) -> Path:
        """Where the mail server puts each delivered mail."""
        return self.folder / "mail"

    @property
    def out_folder(self) -> Path:
        """Where the walk puts the copy it fetched."""
        return self.folder / "out"


def read_settings(environ: Mapping[str, str]) -> DemoSettings:
    """Return the settings ``environ`` asks for.

    An empty value counts as unset, as in ``make demo PORT=``.

    :raises DemoRefusal: naming the variable that cannot be used, and why.
    """
    name, password = _read_admin(environ.get("DEMO_ADMIN") or DEFAULT_ADMIN)
    return DemoSettings(
        port=_read_port(environ.get("PORT") or str(DEFAULT_PORT)),
        folder=Path(environ.get("DEMO_DIR") or DEFAULT_DIR).absolute(),
        admin_name=name,
        admin_password=password,
    )


def _read_port(value: str) -> int:
    if not (re.fullmatch("[0-9]{1,5}", value) and 0 < int(value) < 65536):
        raise DemoRefusal(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def _read_admin(value: str) -> tuple[str, str]:
    name, _, password = value.partition(":")
    if not (name.isascii() and name.isalnum()):
        raise DemoRefusal(
            "DEMO_ADMIN must be user:password, where user is made of letters and digits."
        )
    if len(password) < 5 or not password.isprintable():
        raise DemoRefusal(
            "DEMO_ADMIN must be user:password, where password has at least 5 characters."
        )
    return name, password


def prepare_folder(folder: Path) -> None:
    """Make ``folder`` and prove that it can be written.

    :raises DemoRefusal: when it cannot be made or written.
    """
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _disk_refusal(folder, error) from None


@contextmanager
def disk_in_words(folder: Path) -> Iterator[None]:
    """Say of a full or broken disk what is wrong with it, however deep in Zope it was found out.

    :raises DemoRefusal: instead of an error that came from it.
    """
    try:
        yield
    except Exception as error:
        found: BaseException | None = error
        while found is not None:
            if isinstance(found, OSError) and found.errno in _OF_THE_DISK:
                raise _disk_refusal(folder, found) from None
            found = found.__cause__ or found.__context__
        raise


def _disk_refusal(folder: Path, error: OSError) -> DemoRefusal:
    return DemoRefusal(f"DEMO_DIR {folder} cannot be written: {error.strerror}.")


def check_port(port: int) -> None:
    """Prove that ``port`` is free on loopback.

    :raises DemoRefusal: when something else listens there or it may not be used.
    """
    with socket.socket() as probe:
        # As the server will do, so that connections that are still closing do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError as error:
            raise _port_refusal(port, error) from None


def _port_refusal(port: int, error: OSError) -> DemoRefusal:
    if error.errno == errno.EADDRINUSE:
        return DemoRefusal(
            f"Port {port} is in use by another program: end that one,"
            f" or choose another, for example PORT={port % 65535 + 1}."
        )
    reason = os.strerror(error.errno or 0)
    return DemoRefusal(f"Port {port} cannot be used: {reason}.")


def free_port() -> int:
    """Return a port that is free on loopback now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def speak_anywhere() -> None:
    """Let a terminal that lacks a character show another instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
