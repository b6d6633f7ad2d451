"""Recipients in the store: listed by address, found by words."""

from __future__ import annotations

from ..model.recipient import Recipient
from ..model.words import words_of
from .index import Postings
from .recipient_lists import RecipientLists
from collections.abc import Iterator
from typing import Any


class People(RecipientLists):
    """The part of the store that lists recipients; erased ones have no address and are in no list.

    `by_person_word` has addresses under the words of name, address and organisation
    of the recipient's own record. Named lists are kept beside (see `RecipientLists`).
    """

    recipients: Any
    addresses: Any
    # None on a store of profile 1002, until the upgrade has made it.
    by_person_word: Postings | None = None

    def begin_people(self) -> None:
        """Make the index of words anew."""
        self.by_person_word = Postings()
        for recipient_id in self.addresses.values():
            self.post_person(self.recipients[recipient_id])

    def post_person(self, recipient: Recipient) -> None:
        """Let a recipient be found by their words."""
        if self.by_person_word is not None:
            for word in _words(recipient):
                self.by_person_word.add(word, recipient.address)

    def unpost_person(self, recipient: Recipient) -> None:
        """Let a recipient be found no more, or not by these words."""
        if self.by_person_word is not None:
            for word in _words(recipient):
                self.by_person_word.discard(word, recipient.address)

    def people(self, beginning: str = "", after: str = "") -> Iterator[Recipient]:
        """Recipients by address, those beyond the address `after` only.

        :param beginning: of a word that they have; where so many words begin so
            that it narrows nothing, all recipients are given.
        """
        index = self.by_person_word
        words = index.starting(beginning) if beginning and index is not None else None
        if words is None or index is None:
            addresses = self.addresses.keys(min=after) if after else self.addresses.keys()
        else:
            addresses = index.merged(words, after)
        for address in addresses:
            if address != after:
                yield self.recipients[self.addresses[address]]


def _words(recipient: Recipient) -> set[str]:
    return words_of(recipient.name, recipient.address, recipient.organisation)
