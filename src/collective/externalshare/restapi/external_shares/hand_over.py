"""POST <site>/@external-shares/hand-over: what somebody sent becomes another user's."""

from __future__ import annotations

from ...content.batches import in_batches
from ...content.people import current_actor
from ...content.people import sender_named
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.share import Share
from ...model.verdict import Refused
from ...services.hand_over import HandOver
from ...services.overview import Overview
from ..answer import Answer
from ..answer import is_anonymous
from ..answer import not_allowed
from ..call import Call
from ..fields import list_of
from ..fields import text
from typing import Any


MOST_SHARES = 1_000
FIELDS = {"to": text, "from": text, "shares": list_of(text, MOST_SHARES)}


def hand_over(call: Call) -> Answer:
    """200 with how many sendings went over; of those in use at this moment some may be left."""
    if is_anonymous():
        return not_allowed(call.request)
    fields = call.fields(FIELDS, ("to",))
    if isinstance(fields, Refused):
        return call.refused(fields)
    if ("from" in fields) == ("shares" in fields):
        return call.refused(Refused("hand_over_which"))
    deed = HandOver(call.ports)
    shares = _chosen(call, fields)
    if isinstance(shares, Answer):
        return shares
    sendings, successor = deed.sendings(shares), sender_named(fields["to"])
    refused = call.begin_write() or deed.check(sendings, successor)
    if refused is not None or successor is None:
        return call.refused(refused or Refused("account_unknown"))
    actor, contact = current_actor(), call.contact
    done = in_batches(lambda some: deed(some, successor, actor, contact), sendings)
    if isinstance(done, Refused):
        return call.refused(done)
    return Answer(200, {"handed_over": sum(done.results), "left": len(done.left)})


def _chosen(call: Call, fields: dict[str, Any]) -> list[Share] | Answer:
    """What is meant, for those who manage; of others only what is their own."""
    manages, own = allowed(MANAGE, call.site), current_actor().id
    if "from" in fields:
        if not manages and fields["from"] != own:
            return not_allowed(call.request)
        return HandOver(call.ports).of(fields["from"])
    found: list[Share] = []
    for share_id in fields["shares"]:
        share = Overview(call.ports).find(share_id)
        if share is None or not (manages or share.sender_id == own):
            return call.not_found()
        found.append(share)
    return found
