"""What the services about people and organisations have in common."""

from __future__ import annotations

from ..content.batches import in_batches
from ..content.people import current_actor
from ..content.rights import may_list
from ..model.share import Share
from ..model.verdict import Refused
from ..services.revoke import Revoke
from .answer import Answer
from .answer import is_anonymous
from .answer import not_allowed
from .call import Call
from .external_shares.query import PAGE
from .external_shares.query import read_limit
from .external_shares.query import read_parameters
from collections.abc import Callable
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode


def missing_view(call: Call) -> Answer | None:
    """The answer to those who neither manage nor view the access log."""
    if not is_anonymous() and may_list(call.site):
        return None
    return not_allowed(call.request)


def list_of_entries(
    call: Call,
    base: str,
    read: Callable[[str, int, str], Any],
    json: Callable[[Any], dict[str, Any]],
) -> Answer:
    """One page of a list that takes `q`, `limit` and `cursor`."""
    values = read_parameters(call.request, ("q",))
    if isinstance(values, Refused):
        return call.refused(values)
    limit = read_limit(values, PAGE)
    if isinstance(limit, Refused):
        return call.refused(limit)
    page = read(values.get("q", ""), limit, values.get("cursor", ""))
    if isinstance(page, Refused):
        return call.refused(page)
    asked = [(key, values[key]) for key in ("q",) if key in values]
    sized = [*asked, *(("limit", values[key]) for key in ("limit",) if key in values)]
    here = [("cursor", values["cursor"])] if "cursor" in values else []
    batching = {"@id": _address(base, [*sized, *here])}
    if page.cursor:
        batching["next"] = _address(base, [*sized, ("cursor", page.cursor)])
    found: dict[str, Any] = {
        "@id": _address(base, asked),
        "items": [json(one) for one in page.entries],
        "batching": batching,
    }
    if not here and not page.cursor:
        found["items_total"] = len(page.entries)
    return Answer(200, found)


def revoke_all(call: Call, shares: Sequence[Share], reason: str) -> Answer:
    """Revoke every share, some at a time; those in use at this moment may be left."""
    actor, contact = current_actor(), call.contact
    done = in_batches(lambda some: Revoke(call.ports)(some, actor, reason, contact), shares)
    if isinstance(done, Refused):
        return call.refused(done)
    return Answer(200, {"revoked": sum(done.results), "left": len(done.left)})


def _address(base: str, pairs: list[tuple[str, str]]) -> str:
    return f"{base}?{urlencode(pairs)}" if pairs else base
