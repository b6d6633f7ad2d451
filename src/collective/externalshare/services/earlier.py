"""Whom somebody shared with before: to be chosen again without typing."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.recipient import Recipient
from ..model.words import words_asked
from ..model.words import words_of
from .overview import MOST_EXAMINED
from .ports import Ports
from collections.abc import Iterator
from itertools import islice


MOST = 200


class Earlier:
    """Reads; a sender sees their own recipients, named as they named them."""

    def __init__(self, ports: Ports, most_examined: int = MOST_EXAMINED) -> None:
        self.ports = ports
        self.store = ports.store
        self.most_examined = most_examined

    def of(self, sender_id: str, query: str = "") -> list[Addressee]:
        """Recipients of a sender, the latest first; each as they were named last."""
        return self._first(self._of_sender(sender_id), query)

    def everybody(self, query: str = "") -> list[Addressee]:
        """Every recipient of the site by address, for those who manage."""
        longest = max(words_asked(query), key=len, default="")
        return self._first(self._of_site(longest), query)

    def _first(self, found: Iterator[Addressee], query: str) -> list[Addressee]:
        asked = words_asked(query)
        if query.strip() and not asked:
            return []
        known: dict[str, Addressee] = {}
        for one in islice(found, self.most_examined):
            words = words_of(one.address, one.name, one.organisation)
            if all(any(word.startswith(begun) for word in words) for begun in asked):
                known.setdefault(one.address, one)
            if len(known) == MOST:
                break
        return list(known.values())

    def _of_sender(self, sender_id: str) -> Iterator[Addressee]:
        for key in self.store.by_sender.keys(sender_id):
            share = self.store.share_at(key)
            recipient = self.store.recipients[share.recipient_id]
            if recipient.address and _in_use(recipient):
                named = self.store.invitations[share.invitation_id]
                yield Addressee(recipient.address, named.name, named.organisation)

    def _of_site(self, beginning: str) -> Iterator[Addressee]:
        for recipient in self.store.people(beginning):
            if _in_use(recipient):
                yield Addressee(recipient.address, recipient.name, recipient.organisation)


def _in_use(recipient: Recipient) -> bool:
    """Whether anything can be shared with them."""
    return recipient.blocked is None and recipient.merged is None
