"""GET <site>/@external-recipients and …/<id>."""

from __future__ import annotations

from ...services.people import People
from ..answer import Answer
from ..call import Call
from ..people import list_of_entries
from ..people import missing_view
from ..service import TraversingService
from .serializer import recipient_json
from .serializer import recipients_url
from .serializer import whole_json


class GetOfRecipients(TraversingService):
    """For those who manage or view the access log."""

    def answer(self, call: Call) -> Answer:
        """The list by address, or one recipient with what they hold."""
        denied = missing_view(call)
        if denied is not None:
            return denied
        people = People(call.ports)
        match self.path:
            case []:
                url = recipients_url(call)
                return list_of_entries(
                    call, url, people.page, lambda one: recipient_json(call, one)
                )
            case [recipient_id]:
                found = people.find(recipient_id)
                if found is not None:
                    return Answer(200, whole_json(call, people.listed(found)))
        return call.not_found()
