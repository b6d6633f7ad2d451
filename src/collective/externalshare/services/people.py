"""Lists of people outside: by address, by cursor, found by words; and what one of them holds."""

from __future__ import annotations

from ..model.audit import Action
from ..model.recipient import Recipient
from ..model.session import AccessSession
from ..model.share import Share
from ..model.verdict import Refused
from ..model.words import words_asked
from ..model.words import words_of
from .overview import LARGEST_PAGE
from .overview import MOST_EXAMINED
from .ports import Ports
from collections.abc import Iterable
from dataclasses import dataclass


GIVEN = (Action.SHARE_OPENED, Action.SHARE_DOWNLOADED)


@dataclass(frozen=True)
class Listed:
    """A recipient in a list; `seen`: when they last came in (microseconds)."""

    recipient: Recipient
    seen: int | None


@dataclass(frozen=True)
class PeoplePage:
    """One page; `cursor` fetches the next, empty at the end."""

    entries: tuple[Listed, ...]
    cursor: str


class People:
    """Reads; the faces decide who may."""

    def __init__(self, ports: Ports, most_examined: int = MOST_EXAMINED) -> None:
        self.ports = ports
        self.store = ports.store
        self.most_examined = most_examined

    def page(self, query: str = "", limit: int = 25, cursor: str = "") -> PeoplePage | Refused:
        """One page by address. A cursor is the id of the last recipient of the page before.

        Refused: `limit_unusable`; `cursor_unknown`, also where that person was
        erased meanwhile. A query without any word finds nobody.
        """
        if not 1 <= limit <= LARGEST_PAGE:
            return Refused("limit_unusable", {"maximum": LARGEST_PAGE}, where="limit")
        last = self.find(cursor) if cursor else None
        if cursor and last is None:
            return Refused("cursor_unknown", where="cursor")
        asked = words_asked(query)
        if query and not asked:
            return PeoplePage((), "")
        found: list[Listed] = []
        longest, after = max(asked, key=len, default=""), last.address if last else ""
        for examined, one in enumerate(self.store.people(longest, after)):
            if last is not None and (len(found) == limit or examined == self.most_examined):
                return PeoplePage(tuple(found), last.id)
            last = one
            if _fits(one, asked):
                found.append(self.listed(one))
        return PeoplePage(tuple(found), "")

    def find(self, recipient_id: str) -> Recipient | None:
        """The recipient with this id, or None for anything else, and for an erased one."""
        found: Recipient | None = self.store.recipients.get(recipient_id)
        return found if found is not None and found.address else None

    def listed(self, recipient: Recipient) -> Listed:
        """A recipient as lists have them."""
        return Listed(recipient, self.store.session_lists[recipient.id].seen)

    def sessions(self, recipient: Recipient) -> list[AccessSession]:
        """Living sessions, the latest used first."""
        bounds, now = self.ports.settings, self.ports.now
        digests = self.store.session_lists[recipient.id].digests
        found = [self.store.sessions[one] for one in digests if one in self.store.sessions]
        idle, hours = bounds.session_idle_minutes, bounds.session_hours
        living = [session for session in found if session.lives(now, idle, hours)]
        return sorted(living, key=lambda session: -session.last_seen)

    def last_given(self, share: Share) -> str:
        """The label of the revision that was last given out; empty while none was."""
        if share.usage.revision or not share.usage.opened:
            return share.usage.revision
        # Given out before the label was kept with the share: the evidence has it.
        rows = self.store.chains[share.invitation_id].rows()
        labels = [
            row["revision"] for row in rows if row["share"] == share.id and row["action"] in GIVEN
        ]
        return str(labels[-1]) if labels else ""

    def held(self, recipient: Recipient) -> list[Share]:
        """Every share of a person that nobody revoked, newest first."""
        return self._not_revoked(self.store.by_recipient.keys(recipient.id))

    def _not_revoked(self, keys: Iterable[str]) -> list[Share]:
        shares = map(self.store.share_at, keys)
        return [share for share in shares if share.revocation is None]


def _fits(recipient: Recipient, asked: list[str]) -> bool:
    if not asked:
        return True
    words = words_of(recipient.name, recipient.address, recipient.organisation)
    return all(any(word.startswith(one) for word in words) for one in asked)
