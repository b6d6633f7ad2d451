"""POST <document>/@external-shares/remind: a reminder to all who have not opened it."""

from __future__ import annotations

from ...content.documents import Document
from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.remind import RemindAll
from ..answer import Answer
from ..call import Call


def remind(call: Call) -> Answer:
    """200 with how many are reminded; whoever got a reminder within a day gets none."""
    fields = call.fields({})
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    done = RemindAll(call.ports)(Document(call.context).uid, current_actor(), call.contact)
    if isinstance(done, Refused):
        return call.refused(done)
    counts = {"reminded": done.sent, "lately": done.lately, "unsubscribed": done.stopped}
    return Answer(200, counts)
