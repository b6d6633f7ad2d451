"""A reader's copy that is never written as a whole: the body's file, then the tail."""

from dataclasses import dataclass
from dataclasses import field

import io
import os


@dataclass(frozen=True)
class Virtual:
    """A file of two parts; the tail names the reader, the body nobody."""

    path: str
    """Where the body lies."""

    tail: bytes = field(repr=False)
    """What follows the body; it belongs to one reader alone."""

    @property
    def size(self) -> int:
        """Length of both parts in bytes.

        :raises OSError: when the body is gone.
        """
        return os.path.getsize(self.path) + len(self.tail)

    def open(self) -> "Joined":
        """The copy as one file, which closes its body.

        :raises OSError: when the body is gone.
        """
        return Joined(os.open(self.path, os.O_RDONLY | os.O_CLOEXEC), self.tail, owner=True)


class Joined(io.RawIOBase):
    """Reads an open body and a tail as one file; what PDFium and hashes ask for.

    The descriptor is read by position, so that several readers, of several
    processes too, may share it; it is closed only by its owner.
    """

    def __init__(self, descriptor: int, tail: bytes, owner: bool = False) -> None:
        self._owner = owner
        self._descriptor = descriptor
        self._tail = tail
        self._body = os.fstat(descriptor).st_size
        self._position = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a position, which may lie behind the end."""
        size = self._body + len(self._tail)
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: size}[whence]
        if start + offset < 0:
            raise ValueError("negative position")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        """The position."""
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer up to its end or that of the file, whichever comes first."""
        wanted = memoryview(buffer).cast("B")
        count = 0
        while count < len(wanted):
            part = self._part(wanted[count:])
            if not part:
                break
            count += part
            self._position += part
        return count

    def close(self) -> None:
        """Close the body too, once, where it is owned."""
        if self._owner and not self.closed:
            os.close(self._descriptor)
        super().close()

    def _part(self, wanted: memoryview) -> int:
        beyond = self._position - self._body
        if beyond < 0:
            return os.preadv(self._descriptor, [wanted[:-beyond]], self._position)
        found = self._tail[beyond : beyond + len(wanted)]
        wanted[: len(found)] = found
        return len(found)
