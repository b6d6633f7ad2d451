"""Lists of shares: those of a document, read live, and those of the site, from gates."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.rights import may_list
from ...content.rights import VIEW_SHARES
from ...model.share import Status
from ...model.verdict import Refused
from ...services.overview import Overview
from ...services.overview import Page
from ...services.overview import Row
from ..answer import Answer
from ..answer import is_anonymous
from ..answer import missing_right
from ..answer import not_allowed
from ..call import Call
from .query import Query
from .serializer import share_json
from .shareability import shareability
from collections.abc import Sequence
from dataclasses import replace
from plone.uuid.interfaces import IUUID
from typing import Any


def list_of_document(call: Call, query: Query) -> Answer:
    """Every share of one document, for those who may view them there."""
    denied = missing_right(call.request, VIEW_SHARES, call.context)
    if denied is not None:
        return denied
    overview = Overview(call.ports)
    # The live status decides here, and the index knows the gate's only.
    filters = replace(query.filters, document=IUUID(call.context), status="")
    page = overview.page(filters, query.limit, query.cursor)
    wanted = query.filters.status
    if isinstance(page, Refused):
        return call.refused(page)
    if wanted and wanted not in tuple(Status):
        return call.refused(Refused("status_unknown", where="status"))
    rows = overview.live(row.share for row in page.rows)
    rows = [row for row in rows if not wanted or row.status == wanted]
    url = f"{call.context.absolute_url()}/@external-shares"
    listed = _list(call, url, query, page, rows)
    return replace(listed, content={**listed.content, **shareability(call)})


def list_of_site(call: Call, query: Query) -> Answer:
    """All shares for those who manage or audit; for everybody else those they sent."""
    if is_anonymous():
        return not_allowed(call.request)
    filters = query.filters
    if not may_list(call.site):
        own = current_actor().id
        if filters.sender not in ("", own):
            return _list(call, call.shares_url, query, Page((), ""), ())
        filters = replace(filters, sender=own)
    page = Overview(call.ports).page(filters, query.limit, query.cursor)
    if isinstance(page, Refused):
        return call.refused(page)
    return _list(call, call.shares_url, query, page, page.rows)


def _list(call: Call, base: str, query: Query, page: Page, rows: Sequence[Row]) -> Answer:
    batching = {"@id": query.url(base, query.cursor)}
    if page.cursor:
        batching["next"] = query.url(base, page.cursor)
    found: dict[str, Any] = {
        "@id": query.url(base, paged=False),
        "items": [share_json(call, row) for row in rows],
        "batching": batching,
    }
    if not query.cursor and not page.cursor:
        # The whole list is here; counting a longer one would mean reading all of it.
        found["items_total"] = len(rows)
    return Answer(200, found)
