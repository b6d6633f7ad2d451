"""The share that a path names, if this user may know of it."""

from __future__ import annotations

from ...content.rights import may_change
from ...content.rights import may_read
from ...services.overview import Overview
from ...services.overview import Row
from ..answer import Answer
from ..answer import is_anonymous
from ..answer import not_allowed
from ..call import Call


def readable(call: Call, share_id: str) -> Row | Answer:
    """The share, its document read live; 404 alike for the unknown and for somebody else's."""
    row = _row(call, share_id)
    if isinstance(row, Answer) or may_read(call.site, row.share, row.document):
        return row
    return call.not_found()


def changeable(call: Call, share_id: str) -> Row | Answer:
    """The share; 403 for those who may only read it."""
    row = _row(call, share_id)
    if isinstance(row, Answer) or may_change(call.site, row.share, row.document):
        return row
    if may_read(call.site, row.share, row.document):
        return not_allowed(call.request)
    return call.not_found()


def _row(call: Call, share_id: str) -> Row | Answer:
    if is_anonymous():
        return not_allowed(call.request)
    overview = Overview(call.ports)
    share = overview.find(share_id)
    return call.not_found() if share is None else overview.one(share)
