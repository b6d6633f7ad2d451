"""POST …/evidence: records of a selection, as a file. Taking them along is recorded."""

from __future__ import annotations

from ...content.attachment import body_of
from ...content.attachment import headers_of
from ...content.evidence import evidence_in
from ...content.people import current_actor
from ...content.rights import VIEW_LOG
from ...model.selection import Period
from ...model.times import to_micros
from ...model.verdict import Refused
from ...services.export import Exported
from ...services.selection import Selections
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import instant
from ..fields import text
from typing import Any


FIELDS = {"scope": text, "id": text, "from": instant, "to": instant, "format": text}


def evidence(call: Call) -> Answer:
    """200 with the file; `to` is the first instant that is no longer wanted."""
    denied = missing_right(call.request, VIEW_LOG, call.site)
    if denied is not None:
        return denied
    fields = call.fields(FIELDS, ("scope",))
    made = fields if isinstance(fields, Refused) else _made(call, fields)
    if isinstance(made, Refused):
        return call.refused(made)
    return Answer(200, body_of(made), headers_of(made))


def _made(call: Call, fields: dict[str, Any]) -> Exported | Refused:
    blocked = call.begin_write()
    if blocked is not None:
        return blocked
    since, until = (to_micros(fields[end]) if end in fields else None for end in ("from", "to"))
    chosen = Selections(call.ports).choose(
        fields["scope"], fields.get("id", "").strip(), Period(since, until)
    )
    if isinstance(chosen, Refused):
        return chosen
    form = fields.get("format", "zip")
    return evidence_in(form, call.site, call.ports, chosen, current_actor(), call.contact)
