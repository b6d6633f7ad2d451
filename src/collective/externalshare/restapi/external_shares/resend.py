"""POST …/<id>/resend: the invitation's mail once more."""

from __future__ import annotations

from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.invite import Invite
from ..answer import Answer
from ..answer import NO_CONTENT
from ..call import Call
from .find import changeable


def resend(call: Call, share_id: str) -> Answer:
    """204; 400 for a share that cannot be used now."""
    row = changeable(call, share_id)
    if isinstance(row, Answer):
        return row
    fields = call.fields({})
    blocked = fields if isinstance(fields, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    refused = Invite(call.ports).resend(row.share, current_actor(), call.contact)
    return NO_CONTENT if refused is None else call.refused(refused)
