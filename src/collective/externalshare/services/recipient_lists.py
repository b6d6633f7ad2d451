"""Named lists of recipients: who sees which, and how they change."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.recipient_list import RecipientList
from ..model.secrets import new_id
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from collections.abc import Iterable
from collections.abc import Sequence


LONGEST_NAME = 100
MOST_MEMBERS = 1_000
MOST_LISTS = 200
"""Of one owner."""
EVERYBODY = ""
"""The owner of a list for all who share."""


class RecipientLists:
    """Each deed writes one row of the administration, which names the list and nobody in it."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.store = ports.store

    def of(self, *owners: str) -> list[RecipientList]:
        """The lists of these owners, by owner in this order, then by name."""
        found = [one for one in self.store.recipient_lists() if one.owner in owners]
        return sorted(found, key=lambda one: (owners.index(one.owner), _folded(one.name), one.id))

    def all(self) -> list[RecipientList]:
        """Every list, for those who manage: everybody's first, then by owner and name."""
        key = lambda one: (one.owner, _folded(one.name), one.id)  # noqa: E731
        return sorted(self.store.recipient_lists(), key=key)

    def to_use(self, user: str) -> list[RecipientList]:
        """What somebody who shares may send to: their own lists, and everybody's."""
        return self.of(user, EVERYBODY)

    def named(self, name: str, user: str) -> RecipientList | Refused:
        """The list of this name that somebody may send to, their own before everybody's."""
        wanted = _folded(name)
        found = (one for one in self.to_use(user) if _folded(one.name) == wanted)
        unknown = Refused("list_unknown", {"name": name[:LONGEST_NAME]}, where="list")
        return next(found, unknown)

    def make(
        self,
        owner: str,
        name: str,
        members: Sequence[Addressee],
        actor: Actor,
        contact: Contact = NOBODY,
    ) -> RecipientList | Refused:
        """A new list. Refused as in `change`, and `lists_many`."""
        made = RecipientList(new_id(), owner, clean_words(name))
        refused = self._wrong(made, made.name, members)
        if refused is None and len(self.of(owner)) >= MOST_LISTS:
            refused = Refused("lists_many", {"maximum": MOST_LISTS})
        if refused is not None:
            return refused
        must_be_recordable(self.ports)
        self._set(made, made.name, members)
        self.store.keep_list(made)
        self._record(Action.LIST_MADE, actor, contact, new=made.written)
        return made

    def change(
        self,
        one: RecipientList,
        name: str,
        members: Sequence[Addressee],
        actor: Actor,
        contact: Contact = NOBODY,
    ) -> Refused | None:
        """Another name or other members.

        Refused: `list_name_missing`, `list_name_long`, `list_name_address`,
        `list_name_taken`, `recipients_missing`, `list_members_many`.
        """
        name = clean_words(name)
        refused = self._wrong(one, name, members)
        if refused is not None:
            return refused
        before, kept = one.written, (one.name, one.members)
        if kept == (name, _once(members)):
            return None
        must_be_recordable(self.ports)
        self._set(one, name, members)
        self._record(Action.LIST_CHANGED, actor, contact, old=before, new=one.written)
        return None

    def drop(self, one: RecipientList, actor: Actor, contact: Contact = NOBODY) -> None:
        """Delete a list; what was sent to it stays sent."""
        must_be_recordable(self.ports)
        self.store.drop_list(one.id)
        self._record(Action.LIST_DELETED, actor, contact, old=one.written)

    def _set(self, one: RecipientList, name: str, members: Sequence[Addressee]) -> None:
        one.name, one.members, one.changed = name, _once(members), self.ports.now

    def _wrong(self, one: RecipientList, name: str, members: Sequence[Addressee]) -> Refused | None:
        if not name:
            return Refused("list_name_missing", where="name")
        if len(name) > LONGEST_NAME:
            return Refused("list_name_long", {"maximum": LONGEST_NAME}, where="name")
        # It stays in signed rows for ever.
        if "@" in name:
            return Refused("list_name_address", where="name")
        others = (other for other in self.of(one.owner) if other.id != one.id)
        if any(_folded(other.name) == _folded(name) for other in others):
            return Refused("list_name_taken", {"name": name}, where="name")
        if not members:
            return Refused("recipients_missing", where="recipients")
        if len(_once(members)) > MOST_MEMBERS:
            return Refused("list_members_many", {"maximum": MOST_MEMBERS}, where="recipients")
        return None

    def _record(
        self, action: Action, actor: Actor, contact: Contact, old: str = "", new: str = ""
    ) -> None:
        record_administration(self.ports, Event(action, actor, old=old, new=new), contact)


def _once(members: Iterable[Addressee]) -> tuple[Addressee, ...]:
    known: dict[str, Addressee] = {}
    for one in members:
        known.setdefault(one.address, one)
    return tuple(known.values())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
