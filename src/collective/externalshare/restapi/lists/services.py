"""GET, POST, PATCH and DELETE <site>/@external-share-lists: one's own, or all for who manages."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.address import Addressee
from ...model.recipient_list import RecipientList
from ...model.times import iso
from ...model.verdict import Refused
from ...services.recipient_lists import EVERYBODY
from ...services.recipient_lists import MOST_MEMBERS
from ...services.recipient_lists import RecipientLists
from ..answer import Answer
from ..answer import is_anonymous
from ..answer import NO_CONTENT
from ..answer import not_allowed
from ..call import Call
from ..external_shares.add import people_of
from ..external_shares.add import PERSON
from ..fields import boolean
from ..fields import list_of
from ..fields import text
from ..service import TraversingService
from collections.abc import Callable
from typing import Any


CHANGED = {"name": text, "recipients": list_of(PERSON, MOST_MEMBERS)}
NEW = {**CHANGED, "everybody": boolean}


class Lists(TraversingService):
    """For those who are logged in; whoever may not see a list finds none."""

    # Of each verb.
    carry_out: Callable[[Call], Answer]

    def answer(self, call: Call) -> Answer:
        """Check that somebody asks, then carry out the verb."""
        if is_anonymous():
            return not_allowed(call.request)
        self.lists = RecipientLists(call.ports)
        self.manages = allowed(MANAGE, call.site)
        self.actor = current_actor()
        return self.carry_out(call)

    def kept(self) -> list[RecipientList]:
        """The lists that this user keeps."""
        return self.lists.all() if self.manages else self.lists.of(self.actor.id)

    def found(self) -> RecipientList | None:
        """The list that the path names."""
        known = (one for one in self.kept() if self.path == [one.id])
        return next(known, None)


class GetOfLists(Lists):
    """The lists, or one of them with who is in it."""

    def carry_out(self, call: Call) -> Answer:
        """200 with them."""
        if not self.path:
            items = [list_json(call, one) for one in self.kept()]
            return Answer(200, {"@id": lists_url(call), "items": items})
        one = self.found()
        return call.not_found() if one is None else Answer(200, whole_json(call, one))


class PostOfLists(Lists):
    """A new list; with `everybody` for all who share, by those who manage."""

    def carry_out(self, call: Call) -> Answer:
        """201 with the list."""
        if self.path:
            return call.not_found()
        fields = call.fields(NEW, tuple(CHANGED))
        if isinstance(fields, Refused):
            return call.refused(fields)
        if fields.get("everybody") and not self.manages:
            return not_allowed(call.request)
        people = read_people(fields["recipients"])
        refused = people if isinstance(people, Refused) else call.begin_write()
        if isinstance(people, Refused) or refused is not None:
            return call.refused(refused or [])
        owner = EVERYBODY if fields.get("everybody") else self.actor.id
        made = self.lists.make(owner, fields["name"], people, self.actor, call.contact)
        if isinstance(made, Refused):
            return call.refused(made)
        found = whole_json(call, made)
        return Answer(201, found, {"Location": found["@id"]})


class UpdateOfLists(Lists):
    """Another name, other members, or both."""

    def carry_out(self, call: Call) -> Answer:
        """200 with the list."""
        one = self.found()
        if one is None:
            return call.not_found()
        fields = call.fields(CHANGED)
        if isinstance(fields, Refused):
            return call.refused(fields)
        people = read_people(fields["recipients"]) if "recipients" in fields else one.members
        refused = people if isinstance(people, Refused) else call.begin_write()
        if isinstance(people, Refused) or refused is not None:
            return call.refused(refused or [])
        name = fields.get("name", one.name)
        refused = self.lists.change(one, name, people, self.actor, call.contact)
        return call.refused(refused) if refused else Answer(200, whole_json(call, one))


class DeleteOfLists(Lists):
    """Forgets a list; what was sent to it stays sent."""

    def carry_out(self, call: Call) -> Answer:
        """204."""
        one = self.found()
        if one is None:
            return call.not_found()
        fields = call.fields({}, optional=True)
        refused = fields if isinstance(fields, Refused) else call.begin_write()
        if refused is not None:
            return call.refused(refused)
        self.lists.drop(one, self.actor, call.contact)
        return NO_CONTENT


def read_people(typed: list[dict[str, str]]) -> list[Addressee] | Refused:
    """Everybody, or the first who is nobody."""
    found = people_of(typed)
    wrong = next((one for one in found if isinstance(one, Refused)), None)
    return wrong or [one for one in found if isinstance(one, Addressee)]


def lists_url(call: Call) -> str:
    """The address of the lists."""
    return f"{call.site.absolute_url()}/@external-share-lists"


def list_json(call: Call, one: RecipientList) -> dict[str, Any]:
    """A list and how many are in it; `owner` is missing where it is everybody's."""
    found = {
        "@id": f"{lists_url(call)}/{one.id}",
        "id": one.id,
        "name": one.name,
        "everybody": one.owner == EVERYBODY,
        "recipients_total": len(one.members),
        "changed": iso(one.changed),
    }
    return found if one.owner == EVERYBODY else {**found, "owner": one.owner}


def whole_json(call: Call, one: RecipientList) -> dict[str, Any]:
    """A list with who is in it; empty values are left out."""
    people = [
        {
            "email": member.address,
            **{
                key: value
                for key in ("name", "organisation", "language")
                if (value := getattr(member, key))
            },
        }
        for member in one.members
    ]
    return {**list_json(call, one), "recipients": people}
