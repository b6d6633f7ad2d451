"""The task that a row of the outbox becomes: a message to hand over, or none."""

from __future__ import annotations

from .reply import Trouble
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ready:
    """A message with everything needed to hand it over without the database."""

    sender: str
    recipient: str
    data: bytes
    transport: Callable[[str, str, bytes], None]


@dataclass(frozen=True)
class Needless:
    """No mail is to leave; `reason` names why, `ended` whether it can never be needed again."""

    reason: str
    ended: bool = True


class Unready(Exception):
    """The site cannot send this mail yet; `trouble` says what is missing."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
