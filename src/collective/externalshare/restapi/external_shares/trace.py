"""POST …/trace: whose copy a file is, or a number that somebody read."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import may_read
from ...content.rights import VIEW_LOG
from ...model.times import iso
from ...model.verdict import Refused
from ...services.overview import Overview
from ...services.trace import Answer as Found
from ...services.trace import Origin
from ...services.trace import Trace
from ..answer import Answer
from ..answer import missing_right
from ..body import is_pdf
from ..body import PDF_TYPE
from ..call import Call
from ..fields import object_of
from ..fields import text
from base64 import b64decode
from io import BytesIO
from typing import Any


# As plone.restapi takes files; what a file is called or declared is not looked at.
FILE = object_of(
    {"data": text, "encoding": text, "filename": text, "content-type": text}, ("data", "encoding")
)
FIELDS = {"number": text, "file": FILE}


def trace(call: Call) -> Answer:
    """200, whether the copy is known or not."""
    denied = missing_right(call.request, VIEW_LOG, call.site)
    if denied is not None:
        return denied
    asked = _asked(call)
    blocked = asked if isinstance(asked, Refused) else call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    search, actor = Trace(call.ports), current_actor()
    if isinstance(asked, str):
        found = search.number(asked, actor, call.contact)
    else:
        found = search.file(asked, actor, call.contact)
    return call.refused(found) if isinstance(found, Refused) else Answer(200, _json(call, found))


def _asked(call: Call) -> Any:
    """A typed number, a stream of a file, or a refusal."""
    if is_pdf(call.request):
        return call.request.get("BODYFILE") or BytesIO()
    fields = call.fields(FIELDS)
    if isinstance(fields, Refused):
        return fields
    if len(fields) != 1:
        return Refused("trace_one", {"type": PDF_TYPE})
    if "number" in fields:
        return fields["number"]
    file = fields["file"]
    try:
        if file["encoding"] == "base64":
            return BytesIO(b64decode(file["data"], validate=True))
    except ValueError:
        pass
    return Refused("trace_encoding", where="file.encoding")


def _json(call: Call, found: Found) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "@id": f"{call.shares_url}/trace",
        "items": [_copy(call, origin) for origin in found.origins],
        "unknown_numbers": list(found.strange),
        "more": found.more,
    }
    if found.sha256:
        answer["sha256"] = found.sha256
        answer["trouble"] = found.trouble or None
    return answer


def _copy(call: Call, origin: Origin) -> dict[str, Any]:
    row, person = origin.row, origin.row["person"]
    found: dict[str, Any] = {
        "certainty": origin.certainty,
        "places": list(origin.places),
        "copy_number": origin.number or None,
        "copy_sha256": row["copy"],
        "action": row["action"],
        "time": iso(row["time"]),
        "recipient": None if origin.erased else _recipient(origin),
        "erased": origin.erased,
        "ip": person.get("ip"),
        "user_agent": person.get("agent"),
        "document": {"uid": row["document"], "title": origin.title, "revision": row["revision"]},
        "share": None,
        "evidence_holds": origin.holds,
    }
    if origin.share is not None:
        document = Overview(call.ports).one(origin.share).document
        if may_read(call.site, origin.share, document):
            found["share"] = f"{call.shares_url}/{origin.share.id}"
    return found


def _recipient(origin: Origin) -> dict[str, str]:
    named = {
        "email": origin.address,
        "name": origin.name,
        "organisation": origin.organisation,
    }
    return {key: value for key, value in named.items() if value}
