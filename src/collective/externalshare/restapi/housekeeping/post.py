"""POST <site>/@external-share-housekeeping: one batch of everything that is due."""

from __future__ import annotations

from ...content.rights import MANAGE
from ...model.verdict import Refused
from ...services.ageing import Ageing
from ...services.jobs import Jobs
from ...services.posting import Posting
from ...services.sealing import Sealing
from ...services.sweep import Sweep
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..service import TraversingService


class PostOfHousekeeping(TraversingService):
    """For those who manage shares."""

    def answer(self, call: Call) -> Answer:
        """200 with how many records were touched; asked again until there are none, all is done."""
        denied = missing_right(call.request, MANAGE, call.site)
        if denied is not None:
            return denied
        if self.path:
            return call.not_found()
        fields = call.fields({}, ())
        blocked = fields if isinstance(fields, Refused) else call.begin_write()
        if blocked is not None:
            return call.refused(blocked)
        ports = call.ports
        records = (
            Sweep(ports)()
            + Jobs(ports)()
            + Ageing(ports)(ports.store.chains.keys())
            + Posting(ports)()
        )
        return Answer(200, {"records": records, "seals": Sealing(ports).when_due()})
