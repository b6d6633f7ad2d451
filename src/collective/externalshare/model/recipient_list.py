"""People who are often written to together, under a name."""

from __future__ import annotations

from .address import Addressee
from dataclasses import replace
from persistent import Persistent


class RecipientList(Persistent):
    """A list; what is sent to it is sent to those who are in it at that moment.

    `owner` is the id of the user whose it is. An empty one: it is kept by those
    who manage, for everybody who shares. `changed` in microseconds.
    """

    def __init__(self, list_id: str, owner: str, name: str) -> None:
        self.id = list_id
        self.owner = owner
        self.name = name
        self.members: tuple[Addressee, ...] = ()
        self.changed = 0

    def member(self, address: str) -> Addressee | None:
        """Who is in it under a canonical address."""
        return next((one for one in self.members if one.address == address), None)

    def without(self, address: str) -> bool:
        """Take somebody out; False when they were not in it."""
        left = tuple(one for one in self.members if one.address != address)
        if left == self.members:
            return False
        self.members = left
        return True

    def rename(self, old: str, kept: str) -> None:
        """Write to somebody at another address; once, where that is in it already."""
        if self.member(kept) is not None:
            self.without(old)
        elif self.member(old) is not None:
            self.members = tuple(
                replace(one, address=kept) if one.address == old else one for one in self.members
            )

    @property
    def written(self) -> str:
        """As evidence has it: name and number, and nobody who is in it."""
        return f"{self.name} ({len(self.members)})"
