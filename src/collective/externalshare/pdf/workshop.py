"""A folder of this machine for what is being made; nothing rests on it."""

from __future__ import annotations

from .errors import EngineBusy
from .errors import EngineMissing
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from typing import BinaryIO

import fcntl
import os
import re
import shutil
import stat
import tempfile
import time


ENVIRONMENT = "EXTERNALSHARE_COPIES"
KEPT_SECONDS = 3600

_OWN = re.compile(r"[0-9a-f]{64}[\w.-]*\.(?:pdf|body|facts|lock)")
_MAKING = re.compile(r"making-\w+")

ROOM = 1024 * 1024
"""Bytes; a disk with less left is full."""

_PAUSE = 0.02
"""Seconds between two tries for a lock: the system has no waiting that ends."""


class NotOurs(OSError):
    """The folder belongs to another user of the system, who could read copies in it."""


class Workshop:
    """Several threads and processes of one user may share the folder."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder

    def path(self, name: str) -> str:
        """Where the file of this name lies, or would lie."""
        return os.path.join(self.folder(), name)

    def folder(self) -> str:
        """The folder, made where there is none.

        :raises NotOurs: when somebody else made it.
        """
        folder = self._folder or os.environ.get(ENVIRONMENT, "")
        folder = folder or os.path.join(tempfile.gettempdir(), f"externalshare-{os.getuid()}")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.lstat(folder)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise NotOurs("the folder of the copies belongs to somebody else")
        if found.st_mode & 0o077:
            os.chmod(folder, 0o700)
        return folder

    @contextmanager
    def making(self) -> Iterator[str]:
        """A folder in the folder for one piece of work; whatever is left in it goes."""
        with tempfile.TemporaryDirectory(prefix="making-", dir=self.folder()) as folder:
            yield folder

    @contextmanager
    def alone(self, name: str, seconds: float) -> Iterator[None]:
        """Hold the lock of this name against every thread and process that asks for it.

        :param seconds: how long to wait for it.
        :raises EngineBusy: when it was held all that time.
        """
        until = time.monotonic() + seconds
        with open(self.path(f"{name}.lock"), "ab") as lock:
            while not _locked(lock):
                if time.monotonic() > until:
                    raise EngineBusy("lock")
                time.sleep(_PAUSE)
            yield

    def keep(self, made: str, name: str) -> str:
        """Give a finished file its name, whole at once."""
        path = self.path(name)
        os.replace(made, path)
        return path

    def touched(self, path: str) -> bool:
        """Whether the file is there; it is kept for another hour then.

        By its time of access: its time of change may be that of a blob, which
        is the same file under another name.
        """
        with suppress(OSError):
            os.utime(path, (time.time(), os.stat(path).st_mtime))
            return True
        return False

    def second_name(self, path: str, folder: str) -> str:
        """Give a file another name in a folder; a copy where the disk knows no links."""
        name = os.path.join(folder, os.path.basename(path))
        try:
            os.link(path, name)
        except OSError:
            shutil.copyfile(path, name)
        return name

    def forget_old(self) -> None:
        """Remove what nobody asked for in the last hour, and what an ended server left."""
        old = time.time() - KEPT_SECONDS
        for entry in os.scandir(self.folder()):
            # Somebody else's files in this folder are none of ours.
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if _OWN.fullmatch(entry.name) and stat.S_ISREG(found.st_mode):
                    if found.st_atime < old:
                        os.unlink(entry.path)
                elif found.st_mtime < old and _is_left(entry.name, found):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(name: str, found: os.stat_result) -> bool:
    """Whether this is a folder of some work; if old, of a server that was killed at it."""
    return stat.S_ISDIR(found.st_mode) and bool(_MAKING.fullmatch(name))


def demand_room(folder: str) -> None:
    """See that the disk is not to blame for what failed in a folder, while the folder is there.

    :raises EngineMissing: when the disk is full.
    """
    disk = os.statvfs(folder)
    if disk.f_bavail * disk.f_frsize < ROOM or (disk.f_files and not disk.f_favail):
        raise EngineMissing("no room on the disk of the copies")


def _locked(lock: BinaryIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
