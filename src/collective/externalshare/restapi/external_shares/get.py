"""GET: the shares of a document or of the site, one share, what happened to it."""

from __future__ import annotations

from ...model.verdict import Refused
from ..answer import Answer
from ..call import Call
from ..service import ExternalShareService
from ..service import TraversingService
from .audit import audit_of_site
from .events import events_of
from .find import readable
from .lists import list_of_document
from .lists import list_of_site
from .query import OF_DOCUMENT
from .query import OF_SITE
from .query import read_query
from .serializer import share_json


class GetOfDocument(ExternalShareService):
    """GET <document>/@external-shares."""

    def answer(self, call: Call) -> Answer:
        """The list."""
        query = read_query(call.request, OF_DOCUMENT)
        return call.refused(query) if isinstance(query, Refused) else list_of_document(call, query)


class GetOfSite(TraversingService):
    """GET <site>/@external-shares, …/audit, …/<id> and …/<id>/events."""

    def answer(self, call: Call) -> Answer:
        """The list, one share, or its events."""
        match self.path:
            case []:
                query = read_query(call.request, OF_SITE)
                if isinstance(query, Refused):
                    return call.refused(query)
                return list_of_site(call, query)
            case ["audit"]:
                return audit_of_site(call)
            case [share_id]:
                row = readable(call, share_id)
                return row if isinstance(row, Answer) else Answer(200, share_json(call, row))
            case [share_id, "events"]:
                return events_of(call, share_id)
        return call.not_found()
