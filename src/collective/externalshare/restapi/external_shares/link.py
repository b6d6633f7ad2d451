"""POST …/<id>/link: the one answer that holds a secret. Showing it is recorded."""

from __future__ import annotations

from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.invite import Invite
from ..answer import Answer
from ..call import Call
from .find import changeable


def link_of(call: Call, share_id: str) -> Answer:
    """The link of a share that has not ended."""
    row = changeable(call, share_id)
    if isinstance(row, Answer):
        return row
    fields = call.fields({})
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    link = Invite(call.ports).link(row.share, current_actor(), call.contact)
    return call.refused(link) if isinstance(link, Refused) else Answer(200, {"link": link})
