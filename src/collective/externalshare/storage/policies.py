"""The organisation's rules in the store: those of folders, and what waits for approval."""

from __future__ import annotations

from ..model.policy import NO_RULES
from ..model.policy import Rules
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from typing import Any


class Policies:
    """The part of the store that holds rules; nothing here is evidence."""

    # None on a store that never had any.
    folder_rules: Any = None
    awaiting: Any = None

    def rules_of_folder(self, uid: str) -> Rules:
        """The folder's own rules; without any, those that demand nothing."""
        found: Rules = (
            NO_RULES if self.folder_rules is None else self.folder_rules.get(uid, NO_RULES)
        )
        return found

    def set_rules_of_folder(self, uid: str, rules: Rules) -> None:
        """Keep a folder's own rules; those that demand nothing are forgotten."""
        if self.folder_rules is None:
            self.folder_rules = OOBTree()
        if rules == NO_RULES:
            self.folder_rules.pop(uid, None)
        else:
            self.folder_rules[uid] = rules

    def await_approval(self, distribution_id: str) -> None:
        """Put a distribution into the queue of those that somebody has to approve."""
        if self.awaiting is None:
            self.awaiting = OOTreeSet()
        self.awaiting.insert(distribution_id)

    def decided(self, distribution_id: str) -> None:
        """Take a distribution out of the queue; one that is not in it is ignored."""
        if self.awaiting is not None and distribution_id in self.awaiting:
            self.awaiting.remove(distribution_id)

    def waiting_for_approval(self) -> Iterator[str]:
        """Ids of the distributions in the queue, in no order."""
        return iter(self.awaiting or ())
