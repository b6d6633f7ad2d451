"""POST <site>/@external-share-persons/{export,erase}: the address stands in the body alone."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import MANAGE
from ...model.verdict import Refused
from ...services.person_erasure import PersonErasure
from ...services.person_export import PersonExport
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import list_of
from ..fields import text
from ..service import TraversingService


MOST_MESSAGES = 10_000


class PostOfPersons(TraversingService):
    """For those who manage shares."""

    def answer(self, call: Call) -> Answer:
        """200 with the export or the report; 400 with the reason why not."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        deed = {("export",): export, ("erase",): erase}.get(tuple(self.path))
        return call.not_found() if deed is None else deed(call)


def export(call: Call) -> Answer:
    """Everything held under an address."""
    fields = call.fields({"address": text}, ("address",))
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    found = PersonExport(call.ports)(fields["address"], current_actor(), call.contact)
    return call.refused(found) if isinstance(found, Refused) else Answer(200, found)


def erase(call: Call) -> Answer:
    """The report of an erasure; it is kept nowhere."""
    known = {
        "address": text,
        "confirmation": text,
        "reason": text,
        "clear": list_of(text, MOST_MESSAGES),
    }
    fields = call.fields(known, ("address", "confirmation", "reason"))
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    done = PersonErasure(call.ports)(
        fields["address"],
        fields["confirmation"],
        fields["reason"],
        current_actor(),
        call.contact,
        fields.get("clear", ()),
    )
    if isinstance(done, Refused):
        return call.refused(done)
    return Answer(
        200,
        {
            "recipient": done.recipient_id,
            "proof": done.salt,
            "revoked": done.revoked,
            "sessions": done.sessions,
            "records": done.rows,
            "mails": done.mails,
            "messages_deleted": done.cleared,
            "lists": done.lists,
            "messages_left": list(done.messages),
            "reasons_left": [
                {"chain": chain, "sequence": sequence} for chain, sequence in done.reasons
            ],
        },
    )
