"""POST <site>/@external-recipients/<id>/{revoke,merge,reopen}."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import MANAGE
from ...model.recipient import Recipient
from ...model.verdict import Refused
from ...services.merging import Merged
from ...services.merging import Merging
from ...services.people import People
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import text
from ..people import revoke_all
from ..service import TraversingService
from .serializer import recipient_json


class PostOfRecipients(TraversingService):
    """For those who manage."""

    def answer(self, call: Call) -> Answer:
        """200 with how many shares ended, or with the recipient that is written to now."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        people = People(call.ports)
        found = people.find(self.path[0]) if len(self.path) == 2 else None
        if found is None:
            return call.not_found()
        match self.path[1]:
            case "revoke":
                return revoke(call, found)
            case "merge":
                return merge(call, found)
            case "reopen":
                return reopen(call, found)
        return call.not_found()


def revoke(call: Call, one: Recipient) -> Answer:
    """Everything that somebody holds ends."""
    fields = call.fields({"reason": text})
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    return revoke_all(call, People(call.ports).held(one), fields.get("reason", ""))


def merge(call: Call, one: Recipient) -> Answer:
    """Everything that somebody holds is shared anew with another address."""
    known = {"into": text, "confirmation": text, "reason": text}
    fields = call.fields(known, tuple(known))
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    given = (fields["into"], fields["confirmation"], fields["reason"])
    done = Merging(call.ports)(one, *given, current_actor(), call.contact)
    if not isinstance(done, Merged):
        return call.refused(done)
    kept = recipient_json(call, People(call.ports).listed(done.kept))
    return Answer(
        200, {"kept": kept, "shares": len(done.shares), "without_mail": done.without_mail}
    )


def reopen(call: Call, one: Recipient) -> Answer:
    """Something can be shared with the address again."""
    fields = call.fields({})
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    Merging(call.ports).reopen(one, current_actor(), call.contact)
    return Answer(200, recipient_json(call, People(call.ports).listed(one)))
