"""The rules of a folder change, with evidence of what they were before."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.level import LONGEST_TITLE
from ..model.level import MOST_DAYS
from ..model.level import written
from ..model.policy import pattern_of
from ..model.policy import Rules
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from collections.abc import Iterable
from dataclasses import replace


class FolderPolicy:
    """A folder's own rules, by its UID; what holds above it holds besides."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def own(self, uid: str) -> Rules:
        """The rules that the folder itself sets."""
        return self.ports.store.rules_of_folder(uid)

    def change(
        self, uid: str, rules: Rules, actor: Actor, contact: Contact = NOBODY
    ) -> Refused | None:
        """Set all of a folder's own rules; the same ones change nothing.

        Words are kept as a stamp can bear them, and none where nothing is left of them.
        """
        must_be_recordable(self.ports)
        rules = replace(rules, words=frozenset(filter(None, map(clean_words, rules.words))))
        if rules.maximum_days is not None and not 1 <= rules.maximum_days <= MOST_DAYS:
            return Refused("policy_days", {"maximum": MOST_DAYS}, where="maximum_days")
        if any(len(words) > LONGEST_TITLE for words in rules.words):
            return Refused("policy_words", {"maximum": LONGEST_TITLE}, where="words")
        old = self.own(uid)
        if rules == old:
            return None
        self.ports.store.set_rules_of_folder(uid, rules)
        event = Event(
            Action.POLICY_CHANGED, actor, document=uid, old=written(old), new=written(rules)
        )
        record_administration(self.ports, event, contact)
        return None


def read_places(texts: Iterable[str], where: str) -> frozenset[str] | Refused:
    """Canonical addresses and domains of what somebody typed, or the first that is none."""
    found = set()
    for text in texts:
        pattern = pattern_of(text)
        if pattern is None:
            return Refused("policy_place", {"line": text.strip()[:80]}, where=where)
        found.add(pattern)
    return frozenset(found)
