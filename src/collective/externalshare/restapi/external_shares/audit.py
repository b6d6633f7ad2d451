"""GET <site>/@external-shares/audit: every row of the evidence, newest first."""

from __future__ import annotations

from ...content.rights import VIEW_LOG
from ...model.times import to_micros
from ...model.verdict import Refused
from ...services.trail import Trail
from ...services.trail import Wanted
from ..answer import Answer
from ..answer import missing_right
from ..call import Call
from ..fields import moment
from .events import event_json
from .query import read_limit
from .query import read_parameters
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode


TEXTS = ("action", "document", "recipient", "sender")
MOMENTS = ("since", "until")
PAGE = 50


def audit_of_site(call: Call) -> Answer:
    """One page, for those with *View access log* on the site."""
    denied = missing_right(call.request, VIEW_LOG, call.site)
    if denied is not None:
        return denied
    values = read_parameters(call.request, (*TEXTS, *MOMENTS))
    if isinstance(values, Refused):
        return call.refused(values)
    limit, wanted = read_limit(values, PAGE), _wanted(values)
    for refused in (limit, wanted):
        if isinstance(refused, Refused):
            return call.refused(refused)
    page = Trail(call.ports).page(wanted, limit, values.get("cursor", ""))  # type: ignore[arg-type]
    if isinstance(page, Refused):
        return call.refused(page)
    batching = {"@id": _url(call, values)}
    if page.cursor:
        batching["next"] = _url(call, {**values, "cursor": page.cursor})
    asked = {key: text for key, text in values.items() if key not in ("limit", "cursor")}
    found: dict[str, Any] = {
        "@id": _url(call, asked),
        "items": [_row(call, row) for row in page.rows],
        "batching": batching,
        "complete": page.whole,
    }
    return Answer(200, found)


def _wanted(values: Mapping[str, str]) -> Wanted | Refused:
    found: dict[str, Any] = {key: values[key].strip() for key in TEXTS if key in values}
    for key in MOMENTS:
        if key in values:
            # A plus in a query string is a blank.
            read = moment(key, values[key].strip().replace(" ", "+"))
            if isinstance(read, Refused):
                return read
            found[key] = max(1, to_micros(read))
    return Wanted(**found)


def _url(call: Call, values: Mapping[str, str]) -> str:
    url = f"{call.shares_url}/audit"
    return f"{url}?{urlencode(values)}" if values else url


def _row(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    found = event_json(call, row, with_contact=True)
    if row["share"]:
        found["share"] = f"{call.shares_url}/{row['share']}"
    return found
