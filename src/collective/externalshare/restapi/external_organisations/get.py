"""GET <site>/@external-organisations."""

from __future__ import annotations

from ...model.times import iso
from ...services.organisations import Organisation
from ...services.organisations import Organisations
from ..answer import Answer
from ..call import Call
from ..people import list_of_entries
from ..people import missing_view
from ..service import TraversingService
from typing import Any
from urllib.parse import urlencode


class GetOfOrganisations(TraversingService):
    """For those who manage or view the access log."""

    def answer(self, call: Call) -> Answer:
        """The list by name; each leads to what is held there."""
        denied = missing_view(call)
        if denied is not None:
            return denied
        if self.path:
            return call.not_found()
        url = f"{call.site.absolute_url()}/@external-organisations"
        organisations = Organisations(call.ports)
        return list_of_entries(call, url, organisations.page, lambda one: _json(call, one))


def _json(call: Call, one: Organisation) -> dict[str, Any]:
    return {
        "@id": f"{call.shares_url}?{urlencode({'organisation': one.name})}",
        "@type": "ExternalOrganisation",
        "name": one.name,
        "last_shared": iso(one.last),
    }
