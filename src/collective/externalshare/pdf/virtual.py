"""A copy that is nowhere written whole: a body on disk and a tail in memory."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

import io
import os


@dataclass(frozen=True)
class Virtual:
    """The file `path` followed by `tail`."""

    path: str

    tail: bytes = field(repr=False)
    """It names a reader, and values end up in logs."""

    @cached_property
    def size(self) -> int:
        """Bytes of both."""
        return os.path.getsize(self.path) + len(self.tail)

    def open(self) -> Joined:
        """The copy, to be read and closed.

        :raises OSError: when the body is not there.
        """
        return Joined(os.open(self.path, os.O_RDONLY | os.O_CLOEXEC), self.tail)


class Joined(io.RawIOBase):
    """Reads an open file and, where it ends, a tail; closes the file's descriptor.

    It reads by position, so others may use the descriptor at the same time.
    """

    def __init__(self, descriptor: int, tail: bytes) -> None:
        self._descriptor = descriptor
        self._tail = tail
        self._body = os.fstat(descriptor).st_size
        self._place = 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, and leave some of it only at the end of the copy.

        PDFium takes less than it asked for as a broken file.
        """
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and (read := self._fill(view[filled:])):
            filled += read
        return filled

    def _fill(self, view: memoryview) -> int:
        if self._place < self._body:
            left = self._body - self._place
            read = os.preadv(self._descriptor, [view[:left]], self._place)
        else:
            at = self._place - self._body
            piece = self._tail[at : at + len(view)]
            read = len(piece)
            view[:read] = piece
        self._place += read
        return read

    def read(self, size: int = -1) -> bytes:
        """The next bytes, fewer than `size` only at the end of the copy."""
        left = self._body + len(self._tail) - self._place
        wanted = left if size < 0 else min(size, max(0, left))
        parts = []
        while wanted and (part := self._piece(wanted)):
            parts.append(part)
            wanted -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _piece(self, wanted: int) -> bytes:
        if self._place < self._body:
            part = os.pread(self._descriptor, wanted, self._place)
        else:
            at = self._place - self._body
            part = self._tail[at : at + wanted]
        self._place += len(part)
        return part

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move; the end is that of the tail."""
        size = self._body + len(self._tail)
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: size}[whence]
        self._place = max(0, origin + offset)
        return self._place

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._place

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def close(self) -> None:
        """Close the body's descriptor, once."""
        if not self.closed:
            os.close(self._descriptor)
        super().close()
