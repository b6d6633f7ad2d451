"""PATCH …/<id>: change the terms."""

from __future__ import annotations

from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.amend import Amend
from ...services.overview import Overview
from ..answer import Answer
from ..call import Call
from ..service import TraversingService
from .find import changeable
from .serializer import share_json
from .terms import asked_of
from .terms import CHANGED


class UpdateOfSite(TraversingService):
    """PATCH <site>/@external-shares/<id>."""

    def answer(self, call: Call) -> Answer:
        """Change the terms and answer with the share as it is then."""
        if len(self.path) != 1:
            return call.not_found()
        row = changeable(call, self.path[0])
        if isinstance(row, Answer):
            return row
        fields = call.fields(CHANGED)
        if isinstance(fields, Refused):
            return call.refused(fields)
        blocked = call.begin_write() or Amend(call.ports)(
            row.share, current_actor(), call.contact, **asked_of(fields)
        )
        if blocked is not None:
            return call.refused(blocked)
        return Answer(200, share_json(call, Overview(call.ports).one(row.share)))
