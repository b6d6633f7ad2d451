"""POST <site>/@external-recipients/<id>/revoke: everything that somebody holds."""

from __future__ import annotations

from ...content.rights import MANAGE
from ...model.verdict import Refused
from ...services.people import People
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import text
from ..people import revoke_all
from ..service import TraversingService


class PostOfRecipients(TraversingService):
    """For those who manage."""

    def answer(self, call: Call) -> Answer:
        """200 with how many shares ended."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        people = People(call.ports)
        known = len(self.path) == 2 and self.path[1] == "revoke"
        found = people.find(self.path[0]) if known else None
        if found is None:
            return call.not_found()
        fields = call.fields({"reason": text})
        blocked = fields if isinstance(fields, Refused) else call.begin_write()
        if blocked is not None:
            return call.refused(blocked)
        return revoke_all(call, people.held(found), fields.get("reason", ""))
