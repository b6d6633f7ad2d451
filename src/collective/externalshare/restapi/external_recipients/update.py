"""PATCH <site>/@external-recipients/<id>: rename, block, let in again."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import MANAGE
from ...model.recipient import Recipient
from ...model.verdict import Refused
from ...services.people import People
from ...services.people_deeds import PeopleDeeds
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import boolean
from ..fields import text
from ..service import TraversingService
from .serializer import recipient_json
from typing import Any

import transaction


FIELDS = {
    "name": text,
    "organisation": text,
    "language": text,
    "blocked": boolean,
    "reason": text,
}


class UpdateOfRecipients(TraversingService):
    """For those who manage."""

    def answer(self, call: Call) -> Answer:
        """Change what is given, all of it or nothing, and answer with the recipient."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        people = People(call.ports)
        found = people.find(self.path[0]) if len(self.path) == 1 else None
        if found is None:
            return call.not_found()
        fields = call.fields(FIELDS)
        blocked = fields if isinstance(fields, Refused) else call.begin_write()
        if blocked is None:
            blocked = _change(call, found, fields)
        if blocked is not None:
            return call.refused(blocked)
        return Answer(200, recipient_json(call, people.listed(found)))


def _change(call: Call, recipient: Recipient, fields: dict[str, Any]) -> Refused | None:
    deeds, actor = PeopleDeeds(call.ports), current_actor()
    names = {key: fields[key] for key in ("name", "organisation", "language") if key in fields}
    refused = None
    if names or "blocked" not in fields:
        refused = deeds.change(recipient, actor, **names, contact=call.contact)
        if refused and refused.code == "nothing_changed" and "blocked" in fields:
            refused = None
    if refused is None and "blocked" in fields:
        if fields["blocked"]:
            refused = deeds.block(recipient, actor, fields.get("reason", ""), call.contact)
        else:
            deeds.unblock(recipient, actor, call.contact)
    if refused is not None:
        # Nothing of a refused change is kept, not even its first half.
        transaction.abort()
    return refused
