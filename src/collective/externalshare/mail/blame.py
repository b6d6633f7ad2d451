"""Blame: where an exception came from, without what it says.

Messages of exceptions quote addresses, names and file contents; logs must not.
"""

from __future__ import annotations

from pathlib import PurePath

import traceback


FRAMES = 4


def whereabouts(error: BaseException) -> str:
    """The kind of an exception and its innermost frames: `ValueError at a.py:3 < b.py:7`."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = (f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {' < '.join(places) or 'an unknown place'}"
