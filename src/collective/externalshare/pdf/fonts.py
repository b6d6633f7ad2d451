"""Where the font files for stamps lie.

The fonts are packages of their own, under the Open Font License; none is
copied into this one, and none is embedded into a PDF.
"""

from collections.abc import Iterable
from functools import cache

import fontpkg
import os


ENVIRONMENT = "EXTERNALSHARE_FONTS"
"""More font files, separated like PATH, for scripts beyond the bundled families."""

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Thai")


def paths(more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the font files in the order they are asked for a character.

    :param more: files for scripts the bundled families lack, such as
        Chinese; any format HarfBuzz opens (TTF, OTF, TTC).
    :raises FileNotFoundError: when one of them is not a file, so that a
        mistake in the settings shows before a reader meets it.
    """
    named = os.environ.get(ENVIRONMENT, "").split(os.pathsep)
    chosen = tuple(os.path.abspath(path) for path in (*more, *named) if path)
    for path in chosen:
        if not os.path.isfile(path):
            raise FileNotFoundError(path)
    return _bundled() + chosen


@cache
def _bundled() -> tuple[str, ...]:
    # Cached: finding packages takes 60 ms, half of a child's whole start.
    return tuple(str(fontpkg.path(family)) for family in FAMILIES)
