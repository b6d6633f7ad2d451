"""What documents and sendings are called, in the index of words."""

from __future__ import annotations

from ..model.distribution import Distribution
from ..model.gate import DocumentGate
from ..model.share import Share
from ..model.words import words_of
from .index import Postings
from typing import Any


class Labels:
    """The part of the store that follows new titles, and labels that go."""

    by_document: Postings
    by_distribution: Postings
    by_word: Postings
    distributions: Any
    share_at: Any
    records_of: Any

    def label_of(self, share: Share) -> str:
        """What the sender called the sending of a share; mostly nothing."""
        found = share.records[1] if share.records else self.distributions.get(share.distribution_id)
        return found.label if found is not None else ""

    def retitle(self, gate: DocumentGate, title: str) -> None:
        """Follow a new title of a document in the words of its shares."""
        old, new = words_of(gate.title), words_of(title)
        gate.title = title
        for key in list(self.by_document.keys(gate.uid)):
            share = self.share_at(key)
            kept = words_of(*self._beside_the_title(share), self.label_of(share))
            for word in old - new - kept:
                self.by_word.discard(word, key)
            for word in new - old:
                self.by_word.add(word, key)

    def unlabel(self, distribution: Distribution) -> None:
        """Take the label of a sending out of its record and the words of its shares."""
        words, distribution.label = words_of(distribution.label), ""
        for key in list(self.by_distribution.keys(distribution.id)) if words else ():
            share = self.share_at(key)
            kept = words_of(share.gate.title, *self._beside_the_title(share))
            for word in words - kept:
                self.by_word.discard(word, key)

    def _beside_the_title(self, share: Share) -> tuple[str, str, str]:
        invitation, _, recipient = self.records_of(share)
        return invitation.name, recipient.address, share.organisation
