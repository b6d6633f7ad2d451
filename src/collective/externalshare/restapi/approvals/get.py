"""GET <site>/@external-share-approvals: every distribution that waits, the longest first."""

from __future__ import annotations

from ...content.rights import APPROVE
from ...model.times import iso
from ...services.approvals import Approvals
from ...services.approvals import Waiting
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..external_shares.serializer import share_json
from ..service import ExternalShareService
from typing import Any


class GetOfApprovals(ExternalShareService):
    """For those who approve."""

    def answer(self, call: Call) -> Answer:
        """200 with the list; it is short, so it has no pages."""
        denied = missing_right(call.request, APPROVE, call.site)
        if denied is not None:
            return denied
        items = [waiting_json(call, one) for one in Approvals(call.ports).waiting()]
        url = f"{call.site.absolute_url()}/@external-share-approvals"
        return Answer(200, {"@id": url, "items": items, "items_total": len(items)})


def waiting_json(call: Call, one: Waiting) -> dict[str, Any]:
    """A distribution with its shares."""
    made = one.distribution
    return {
        "@id": f"{call.site.absolute_url()}/@external-share-approvals/{made.id}",
        "id": made.id,
        "state": one.state,
        "sender": {"id": made.sender.id, "fullname": made.sender.name},
        "created": iso(made.created),
        "message": made.message,
        "confirmed": list(made.confirmed),
        "items": [share_json(call, row) for row in one.rows],
    }
