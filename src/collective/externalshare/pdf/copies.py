"""Stamped copies as files of this machine, for as long as tickets ask for them.

Nothing rests on this folder: a copy that is not there is made again from the
source's blob, which the grant holds, and must come out with the same digest.
"""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..interfaces import ICopies
from ..interfaces import IStamper
from ..model.grant import CopyFacts
from ..model.grant import Stamp
from .errors import StampFailed
from contextlib import suppress
from typing import Any
from zope.component import getUtility
from zope.interface import implementer

import os
import re
import tempfile
import time


ENVIRONMENT = "EXTERNALSHARE_COPIES"
KEPT_SECONDS = 3600
OWN = re.compile(r"[0-9a-f]{64}\.pdf|copy-\w+\.tmp")


@implementer(ICopies)
class Copies:
    """Makes, keeps and forgets copies; several threads and processes may share the folder."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder

    def make(self, blob: Any, stamp: Stamp) -> CopyFacts:
        """Stamp the blob's bytes; the finished file is kept for the tickets that follow."""
        self._forget_old()
        return self._make(blob, stamp)[1]

    def open(self, blob: Any, stamp: Stamp, facts: CopyFacts) -> str:
        """The path of the copy with exactly these facts."""
        path = self._path(facts.sha256)
        with suppress(OSError):
            if os.path.getsize(path) == facts.size:
                os.utime(path)
                return path
        path, made = self._make(blob, stamp)
        if made.sha256 != facts.sha256:
            raise CopyFailed("the copy came out different")
        return path

    def _make(self, blob: Any, stamp: Stamp) -> tuple[str, CopyFacts]:
        try:
            descriptor, target = tempfile.mkstemp(prefix="copy-", suffix=".tmp", dir=self.folder())
            os.close(descriptor)
            with blob.open("r") as source:
                copy = getUtility(IStamper).stamp(source.name, stamp, target)
        except (OSError, StampFailed) as error:
            raise CopyFailed(str(error)) from error
        path = self._path(copy.sha256)
        os.replace(target, path)
        return path, CopyFacts(copy.sha256, copy.size, copy.pages)

    def folder(self) -> str:
        """The folder of the copies, for this user of the system alone."""
        folder = self._folder or os.environ.get(ENVIRONMENT, "")
        folder = folder or os.path.join(tempfile.gettempdir(), f"externalshare-{os.getuid()}")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if os.stat(folder).st_uid != os.getuid():
            raise CopyFailed("the folder of the copies belongs to somebody else")
        return folder

    def _path(self, sha256: str) -> str:
        return os.path.join(self.folder(), f"{sha256}.pdf")

    def _forget_old(self) -> None:
        old = time.time() - KEPT_SECONDS
        for entry in os.scandir(self.folder()):
            # Somebody else's files in this folder are none of ours.
            with suppress(OSError):
                if OWN.fullmatch(entry.name) and entry.stat().st_mtime < old:
                    os.unlink(entry.path)
