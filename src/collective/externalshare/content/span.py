"""A part of an open file, as something Zope and the server stream without copying."""

from __future__ import annotations

from typing import BinaryIO
from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator

import os


# Some servers ask for all that their socket holds, megabytes, and the reader would
# see nothing until that is read: so the first piece is small, and none is large.
FIRST = 1 << 15
BLOCK = 1 << 18


@implementer(IStreamIterator)
class Span:
    """`length` bytes from `start`, looking like a file of exactly these bytes.

    Zope's own iterator is an `IOBase`, whose length the response takes from
    the end of the file, so that a range would be announced too long.
    """

    def __init__(self, handle: BinaryIO, start: int, length: int) -> None:
        self._handle = handle
        self._start = start
        self._length = length
        self._place = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Span:
        return self

    def __next__(self) -> bytes:
        block = self.read(BLOCK)
        if not block:
            raise StopIteration
        return block

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`: all, or a piece of at most `BLOCK`."""
        left = max(0, self._length - self._place)
        most = BLOCK if self._place else FIRST
        wanted = left if size < 0 else min(size, left, most)
        self._handle.seek(self._start + self._place)
        found = self._handle.read(wanted)
        self._place += len(found)
        return found

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move inside the part."""
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._length}[whence]
        self._place = max(0, origin + offset)
        return self._place

    def tell(self) -> int:
        """Where in the part the next byte is read."""
        return self._place

    def seekable(self) -> bool:
        """Whether it can be read again: the server asks."""
        return True

    def close(self) -> None:
        """Give the file back."""
        self._handle.close()
