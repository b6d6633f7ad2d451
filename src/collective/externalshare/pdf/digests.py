"""SHA-256 of a body and a tail, without reading the body each time."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any
from typing import BinaryIO

import hashlib
import os


BLOCK = 1024 * 1024
MOST = 256
"""Bodies whose state is kept; a state is some hundred bytes."""


class WrongBytes(Exception):
    """Not what was uploaded, prepared or granted: none of it may leave."""


class Digests:
    """Remembers the state of SHA-256 at the end of each body read by this process.

    A file is read once, and again whenever its inode, size or time of change
    is another: so a body that was damaged on disk is found out.
    """

    def __init__(self) -> None:
        self._states: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def of(self, body: BinaryIO, tail: bytes = b"") -> str:
        """Hexadecimal digest of an open body followed by a tail."""
        state = self._state(body).copy()
        state.update(tail)
        return str(state.hexdigest())

    def demand(self, body: BinaryIO, sha256: str, tail: bytes = b"") -> None:
        """Raise `WrongBytes` unless an open body followed by a tail has this digest."""
        if self.of(body, tail) != sha256:
            raise WrongBytes(f"these bytes should have the SHA-256 {sha256}")

    def _state(self, body: BinaryIO) -> Any:
        found = os.fstat(body.fileno())
        key = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        with self._lock:
            if key in self._states:
                self._states.move_to_end(key)
                return self._states[key]
        state = hashlib.sha256()
        at = 0
        # By position, so that a handle in use elsewhere keeps its place.
        while block := os.pread(body.fileno(), BLOCK, at):
            state.update(block)
            at += len(block)
        with self._lock:
            self._states[key] = state
            while len(self._states) > MOST:
                self._states.popitem(last=False)
        return state
