"""Named lists of recipients in the store."""

from __future__ import annotations

from ..model.recipient_list import RecipientList
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from typing import Any


class RecipientLists:
    """The part of the store that holds lists, by id; nothing here is evidence."""

    # None on a store that never had any.
    lists: Any = None

    def recipient_lists(self) -> Iterator[RecipientList]:
        """Every list, in no order."""
        return iter(() if self.lists is None else self.lists.values())

    def recipient_list(self, list_id: str) -> RecipientList | None:
        """The list with this id, or None."""
        found: RecipientList | None = None if self.lists is None else self.lists.get(list_id)
        return found

    def keep_list(self, made: RecipientList) -> None:
        """Keep a new list."""
        if self.lists is None:
            self.lists = OOBTree()
        self.lists[made.id] = made

    def drop_list(self, list_id: str) -> None:
        """Forget a list; one that is gone is ignored."""
        if self.lists is not None:
            self.lists.pop(list_id, None)
