"""Terms: what was agreed at one sending."""

from __future__ import annotations

from .times import iso
from dataclasses import dataclass
from enum import StrEnum


MOST_ACKNOWLEDGE_DAYS = 365


class Access(StrEnum):
    """What a reader may do with a document."""

    VIEW = "view"
    DOWNLOAD = "download"


class Notify(StrEnum):
    """When the sender is told that a reader opened something."""

    NEVER = "never"
    FIRST = "first"
    EVERY = "every"
    DAILY = "daily"


class RevisionMode(StrEnum):
    """Which revision a reader is given, and which one they have to acknowledge.

    `pinned`: the one of the sending, as long as the document is published.
    `latest`: whatever is published at the moment. `ask_again`: the same, and each
    revision needs an acknowledgement of its own.
    """

    LATEST = "latest"
    PINNED = "pinned"
    ASK_AGAIN = "ask_again"


@dataclass(frozen=True)
class Terms:
    """Until when, what a reader may do, and whatever else a sender asked for.

    `expires` and `starts` are microseconds since the epoch; the share is open
    while `starts <= now < expires` (threat T12). `limit`: downloads each
    reader has; 0: as many as they like. `password`: its digest, or empty.
    `acknowledge`: whether readers are asked to say that they have read and
    understood the document; `acknowledge_days`: within how many days, 0: at any time.
    `preset`: the id of that with which the sender began.
    `pages`: a range as `model.pages` keeps it; empty: the whole document.

    Terms stored before a field was there lack it, and have its default.
    """

    expires: int
    access: str = Access.VIEW.value
    starts: int = 0
    limit: int = 0
    password: str = ""
    notify: str = Notify.NEVER.value
    revision_mode: str = RevisionMode.LATEST.value
    acknowledge: bool = False
    acknowledge_days: int = 0
    preset: str = ""
    pages: str = ""

    @property
    def pinned(self) -> bool:
        """Whether readers keep to one revision."""
        return self.revision_mode == RevisionMode.PINNED

    def written(self, before: Terms | None = None) -> str:
        """As evidence has them: `view 2030-01-31T17:00:00Z limit=5`; of a password, that it is.

        :param before: the terms that these replace, so that a new password is told from a kept one.
        """
        changed = before is not None and before.password not in ("", self.password)
        facts = {
            "starts": f"{iso(self.starts)}" if self.starts else "",
            "limit": str(self.limit or ""),
            "password": ("new" if changed else "yes") if self.password else "",
            "notify": "" if self.notify == Notify.NEVER else self.notify,
            "revision": "" if self.revision_mode == RevisionMode.LATEST else self.revision_mode,
            "acknowledge": "yes" if self.acknowledge else "",
            "acknowledge_days": str(self.acknowledge_days or ""),
            "preset": self.preset,
            "pages": self.pages,
        }
        more = [f"{name}={value}" for name, value in facts.items() if value]
        return " ".join([self.access, f"{iso(self.expires)}", *more])
