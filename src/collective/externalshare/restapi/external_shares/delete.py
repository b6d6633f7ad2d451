"""DELETE …/<id>: revoke, from the next request on."""

from __future__ import annotations

from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.revoke import Revoke
from ..answer import Answer
from ..answer import NO_CONTENT
from ..call import Call
from ..fields import boolean
from ..fields import text
from ..service import TraversingService
from .find import changeable


class DeleteOfSite(TraversingService):
    """DELETE <site>/@external-shares/<id>."""

    def answer(self, call: Call) -> Answer:
        """204, also for a share that had been revoked before."""
        if len(self.path) != 1:
            return call.not_found()
        row = changeable(call, self.path[0])
        if isinstance(row, Answer):
            return row
        fields = call.fields({"reason": text, "notify": boolean}, optional=True)
        if isinstance(fields, Refused):
            return call.refused(fields)
        blocked = call.begin_write()
        if blocked is not None:
            return call.refused(blocked)
        revoked = Revoke(call.ports)(
            [row.share],
            current_actor(),
            fields.get("reason", ""),
            call.contact,
            fields.get("notify", False),
        )
        return call.refused(revoked) if isinstance(revoked, Refused) else NO_CONTENT
