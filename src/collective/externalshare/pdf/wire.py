"""How a question and its answer travel between server and child: two lengths, a JSON object, bytes.

The child is not to be trusted once it has met a document, so the server's
side reads no more than it allows and waits no longer than it must.
"""

from collections.abc import Sequence
from collective.externalshare.pdf.errors import ChildDied
from contextlib import suppress
from typing import Any

import json
import socket
import struct
import time


LONGEST_FACTS = 64 * 1024
"""Bytes.  Facts are a few numbers and words; more than this is a broken child."""

LONGEST_PAYLOAD = 32 * 1024 * 1024
"""Bytes.  A page image of 25 megapixels has less than half of it."""

MOST_FILES = 4
"""File descriptors that go with one question."""

GRACE = 5.0
"""Seconds in which a child must be gone after its asker has hung up."""

_HEAD = struct.Struct(">QQ")
_BLOCK = 256 * 1024


def send(
    end: socket.socket, facts: dict[str, Any], payload: bytes = b"", files: Sequence[int] = ()
) -> None:
    """Send a message; descriptors go with its first bytes."""
    written = json.dumps(facts).encode("ascii")
    head = _HEAD.pack(len(written), len(payload))
    if files:
        socket.send_fds(end, [head], list(files))
    else:
        end.sendall(head)
    end.sendall(written + payload)


def receive(end: socket.socket) -> tuple[dict[str, Any], bytes, list[int]]:
    """Read a question in the child.

    :raises EOFError: when the asker hung up before it was whole.
    """
    head, files, _, _ = socket.recv_fds(end, _HEAD.size, MOST_FILES, socket.MSG_WAITALL)
    if len(head) < _HEAD.size:
        raise EOFError
    facts, payload = (_exactly(end, size) for size in _HEAD.unpack(head))
    return json.loads(facts), payload, files


def _exactly(end: socket.socket, size: int) -> bytes:
    whole = bytearray(size)
    missing = memoryview(whole)
    while missing:
        count = end.recv_into(missing)
        if not count:
            raise EOFError
        missing = missing[count:]
    return bytes(whole)


class Line:
    """The server's end of one job's socket; what happens on it has a deadline.

    End of file comes when child and helper have both closed their end, which
    the helper does after it has buried the child.
    """

    def __init__(self, end: socket.socket, seconds: float) -> None:
        self._end = end
        self._until = time.monotonic() + seconds

    def ask(self, job: dict[str, Any], payload: bytes, files: Sequence[int]) -> None:
        """Send the question.

        :raises TimeoutError: at the deadline.
        """
        self._end.settimeout(self._left())
        # A child that died before it listened is found out by reading.
        with suppress(ConnectionError):
            send(self._end, job, payload, files)

    def answer(self) -> tuple[dict[str, Any], bytes]:
        """Read the answer up to the end of file.

        :raises ChildDied: ``exit`` without an answer, ``answer`` when it is
            cut off, too long, or no JSON object.
        :raises TimeoutError: at the deadline.
        """
        head = self._read(_HEAD.size)
        if not head:
            raise ChildDied("exit")
        if len(head) < _HEAD.size:
            raise ChildDied("answer")
        sizes = _HEAD.unpack(head)
        if sizes[0] > LONGEST_FACTS or sizes[1] > LONGEST_PAYLOAD:
            raise ChildDied("answer")
        written, payload = (self._read(size) for size in sizes)
        if (len(written), len(payload)) != sizes or self._read(1):
            raise ChildDied("answer")
        return _object(written), payload

    def hang_up(self) -> bool:
        """Have the helper end the child; False when that was not done in time."""
        self._until = time.monotonic() + GRACE
        with self._end:
            with suppress(OSError):
                self._end.shutdown(socket.SHUT_WR)
            with suppress(TimeoutError):
                while self._read(_BLOCK):
                    pass
                return True
        return False

    def _read(self, size: int) -> bytes:
        """Read that many bytes, or those before the end of file."""
        parts = []
        while size:
            self._end.settimeout(self._left())
            try:
                part = self._end.recv(min(size, _BLOCK))
            except ConnectionError:
                part = b""
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _object(written: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(written)
    except (ValueError, RecursionError):
        raise ChildDied("answer") from None
    if not isinstance(facts, dict):
        raise ChildDied("answer")
    return facts
