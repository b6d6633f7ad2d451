"""GET …/<id>/events: what happened to a share, oldest first."""

from __future__ import annotations

from ...content.rights import allowed
from ...content.rights import VIEW_LOG
from ...model.times import iso
from ...narration import GRANTS
from ...services.history import History
from ...vocabularies import ACTIONS
from ..answer import Answer
from ..call import Call
from .find import readable
from typing import Any
from zope.i18n import translate


# Shown where they say something. The digests and seals of a row are left to
# the export of the evidence: no answer of REST holds anything like a secret.
PLAIN = ("reason", "document", "revision", "old", "new", "size")
RECIPIENT = (("address", "email"), ("name", "name"), ("organisation", "organisation"))
CONTACT = (("ip", "ip"), ("agent", "user_agent"))


def events_of(call: Call, share_id: str) -> Answer:
    """The share's own rows and its invitation's; contact data with *View access log* only."""
    row = readable(call, share_id)
    if isinstance(row, Answer):
        return row
    where = call.site if row.document is None else row.document.obj
    with_contact = allowed(VIEW_LOG, where)
    rows = History(call.ports).of_share(row.share)
    items = [event_json(call, event, with_contact) for event in rows]
    return Answer(200, {"@id": f"{call.shares_url}/{share_id}/events", "items": items})


def event_json(call: Call, event: dict[str, Any], with_contact: bool) -> dict[str, Any]:
    """One row of evidence; keys without a value are left out."""
    kind, actor_id = event["actor"]
    found: dict[str, Any] = {
        "time": iso(event["time"]),
        "action": event["action"],
        "title": translate(ACTIONS[event["action"]], context=call.request),
        "actor": {"type": kind, "id": actor_id},
        "result": event["result"],
    }
    found.update((key, event[key]) for key in PLAIN if event[key])
    if event["action"] in GRANTS and event["new"]:
        found["copy_number"] = event["new"]
    recipient = _named(event["person"], RECIPIENT)
    if recipient:
        found["recipient"] = recipient
    if with_contact:
        found.update(_named(event["person"], CONTACT))
    return found


def _named(person: dict[str, str], names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {shown: person[key] for key, shown in names if person.get(key)}
