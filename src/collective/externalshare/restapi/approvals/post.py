"""POST <site>/@external-share-approvals/<id>/{approve,reject}."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import APPROVE
from ...model.verdict import Refused
from ...services.approvals import Approvals
from ..answer import Answer
from ..answer import missing_right
from ..answer import NO_CONTENT
from ..call import Call
from ..fields import text
from ..service import TraversingService


class PostOfApprovals(TraversingService):
    """For those who approve; 204, or 400 with the reason why not."""

    def answer(self, call: Call) -> Answer:
        """Decide about one distribution."""
        denied = missing_right(call.request, APPROVE, call.site)
        if denied is not None:
            return denied
        match self.path:
            case [distribution_id, "approve"]:
                return approve(call, distribution_id)
            case [distribution_id, "reject"]:
                return reject(call, distribution_id)
        return call.not_found()


def approve(call: Call, distribution_id: str) -> Answer:
    """Let it go."""
    fields = call.fields({"state": text})
    if isinstance(fields, Refused):
        return call.refused(fields)
    refused = call.begin_write() or Approvals(call.ports).approve(
        distribution_id, current_actor(), call.contact, fields.get("state", "")
    )
    return decided(call, refused)


def reject(call: Call, distribution_id: str) -> Answer:
    """Revoke it, with a reason."""
    fields = call.fields({"reason": text}, ("reason",))
    if isinstance(fields, Refused):
        return call.refused(fields)
    refused = call.begin_write() or Approvals(call.ports).reject(
        distribution_id, current_actor(), fields["reason"], call.contact
    )
    return decided(call, refused)


def decided(call: Call, refused: Refused | None) -> Answer:
    """204, or why not; what does not wait is not there."""
    if refused is None:
        return NO_CONTENT
    return call.not_found() if refused.code == "approval_unknown" else call.refused(refused)
