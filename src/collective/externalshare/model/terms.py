"""Terms: what was agreed at one sending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Access(StrEnum):
    """What a reader may do with a document."""

    VIEW = "view"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class Terms:
    """Until when, and view only or download.

    `expires` is microseconds since the epoch; the share is open while
    `now < expires` (threat T12).
    """

    expires: int
    access: str = Access.VIEW.value
