"""Where the font files for stamps lie, and which of those that people name can be used.

The bundled fonts are packages of their own, under the Open Font License; none
is copied into this one, and none is embedded into a PDF.
"""

from collections.abc import Iterable
from collective.externalshare.pdf.values import MEBIBYTE
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from functools import lru_cache

import fontpkg
import os
import stat
import uharfbuzz as harfbuzz


ENVIRONMENT = "EXTERNALSHARE_FONTS"
"""Separated like PATH: font files for every site of this server, and folders in
which the settings of a site may name files."""

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    # For Hebrew, of which Noto has no package.
    "Heebo",
)

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
"""Where whoever runs a server installs fonts; a site's settings may name files in them."""

MOST = 64 * MEBIBYTE
"""Bytes of a font file; one that has all of Chinese, Japanese and Korean has 20."""


class NotAFont(OSError):
    """A file that is none, or too large, or has not a single character."""


@dataclass(frozen=True)
class FontFile:
    """One version of a file: another one at the same path is not equal."""

    path: str
    changed: int = 0
    """Nanoseconds of its last change; bundled fonts do not change."""


def files(named: Iterable[str] = ()) -> tuple[FontFile, ...]:
    """Return the fonts in the order they are asked for a character.

    What cannot be used is left out, so that a font that disappears keeps
    nobody from a copy: its letters become boxes. `unusable` tells of it.

    :param named: paths from a site's settings, for scripts the bundled
        families lack; any format HarfBuzz opens (TTF, OTF, TTC).
    """
    more = (FontFile(path, os.stat(path).st_mtime_ns) for path in _more(named) if _usable(path))
    return (*map(FontFile, bundled()), *more)


@cache
def bundled() -> tuple[str, ...]:
    """The paths of the fonts that come with this package."""
    # Cached: finding packages takes 60 ms, half of a child's whole start.
    return tuple(str(fontpkg.path(family)) for family in FAMILIES)


def paths(named: Iterable[str] = ()) -> tuple[str, ...]:
    """The paths of `files`."""
    return tuple(file.path for file in files(named))


def unusable(named: Iterable[str] = ()) -> tuple[str, ...]:
    """Those of the settings and of the environment that are left out now."""
    wanted = dict.fromkeys((*named, *_environment()[0]))
    more = set(_more(named))
    return tuple(path for path in wanted if path not in more or not _usable(path))


def nameable(path: str) -> bool:
    """Whether the settings of a site may name this file, and it is a font.

    Only where fonts are installed: an administrator of a site does not run the
    server, and must not have it open any file there is, least of all one that
    was uploaded. Links count by where they lead.
    """
    with suppress(ValueError):
        real = os.path.realpath(path)
        inside = (os.path.realpath(folder) + os.sep for folder in folders())
        return os.path.isabs(path) and real.startswith(tuple(inside)) and _usable(path)
    return False


def folders() -> tuple[str, ...]:
    """Where the settings of a site may name files."""
    return (*FOLDERS, *_environment()[1])


def read(path: str) -> bytes:
    """The bytes of a font file.

    Read, never mapped: a file that shrinks under a map ends the process.

    :raises NotAFont: for anything but a regular file of a bounded size. It is
        found out without waiting for a pipe, or waking a device.
    """
    _demand(os.stat(path))
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    with open(descriptor, "rb") as stream:
        _demand(os.fstat(descriptor))
        return stream.read(MOST)


def _demand(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode) or found.st_size > MOST:
        raise NotAFont("not a file, or too large")


def _more(named: Iterable[str]) -> tuple[str, ...]:
    allowed = (path for path in named if nameable(path))
    return tuple(dict.fromkeys((*allowed, *_environment()[0])))


def _environment() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files and folders that the operator names."""
    named = filter(None, os.environ.get(ENVIRONMENT, "").split(os.pathsep))
    entries = [os.path.abspath(path) for path in named]
    return (
        tuple(path for path in entries if not os.path.isdir(path)),
        tuple(path for path in entries if os.path.isdir(path)),
    )


def _usable(path: str) -> bool:
    try:
        return _draws(path, os.stat(path).st_mtime_ns)
    except (OSError, ValueError):
        return False


@lru_cache(maxsize=64)
def _draws(path: str, changed: int) -> bool:
    """Whether this version of a file has characters; HarfBuzz takes any file."""
    return bool(harfbuzz.Face(read(path)).unicodes)
