"""POST <site>/@external-organisations/revoke: everything that is held at one."""

from __future__ import annotations

from ...content.rights import MANAGE
from ...model.verdict import Refused
from ...services.organisations import Organisations
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import text
from ..people import revoke_all
from ..service import TraversingService


class PostOfOrganisations(TraversingService):
    """For those who manage."""

    def answer(self, call: Call) -> Answer:
        """200 with how many shares ended; the name stands in the body, however it is written."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        if self.path != ["revoke"]:
            return call.not_found()
        fields = call.fields({"name": text, "reason": text}, ("name",))
        blocked = fields if isinstance(fields, Refused) else call.begin_write()
        if blocked is not None:
            return call.refused(blocked)
        organisations = Organisations(call.ports)
        found = organisations.find(fields["name"])
        if found is None:
            return call.refused(Refused("organisation_unknown", where="name"))
        return revoke_all(call, organisations.held(found), fields.get("reason", ""))
