"""One request to a service, with what every verb needs of it."""

from __future__ import annotations

from ..content.people import contact_of
from ..model.audit import Contact
from ..model.verdict import Refused
from ..services.ports import Ports
from ..services.record import unrecordable
from .answer import Answer
from .answer import not_found
from .answer import refused
from .body import is_json
from .body import is_pdf
from .body import read_body
from .fields import read_fields
from .fields import Reader
from .sentences import rest_sentence
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from plone.protect.interfaces import IDisableCSRFProtection
from typing import Any
from zope.i18n import translate
from zope.interface import alsoProvides


@dataclass(frozen=True)
class Call:
    """`context` is the document or the site that was asked, `ports` are the site's."""

    context: Any
    request: Any
    site: Any
    ports: Ports

    @property
    def contact(self) -> Contact:
        """Where the request came from."""
        return contact_of(self.request)

    @property
    def shares_url(self) -> str:
        """The address of all shares of the site."""
        return f"{self.site.absolute_url()}/@external-shares"

    def refused(self, refusals: Refused | Sequence[Refused]) -> Answer:
        """The answer to an expected refusal."""
        return refused(self.request, refusals)

    def say(self, one: Refused) -> str:
        """The sentence of a refusal in the language of the request."""
        return str(translate(rest_sentence(one), context=self.request))

    def not_found(self) -> Answer:
        """The answer for the unknown."""
        return not_found(self.request)

    def fields(
        self,
        known: Mapping[str, Reader],
        required: tuple[str, ...] = (),
        optional: bool = False,
    ) -> dict[str, Any] | Refused:
        """The checked body of a write; `optional` as in `read_body`."""
        body = read_body(self.request, optional)
        return body if isinstance(body, Refused) else read_fields(body, known, required)

    def begin_write(self) -> Refused | None:
        """Open the way for a write, or say why nothing can be written now.

        Every write leaves a signed row, so the keys must be readable before
        the first change is made. plone.protect would drop the changes of a
        request without its token; JSON, PDF and DELETE are never sent across sites
        unasked.
        """
        refused = unrecordable(self.ports)
        if refused is not None:
            return refused
        if is_json(self.request) or is_pdf(self.request) or self.request.method == "DELETE":
            alsoProvides(self.request, IDisableCSRFProtection)
        return None
