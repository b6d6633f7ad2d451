"""The component `external-shares` of every answer about a document."""

from __future__ import annotations

from ...content.rights import allowed
from ...content.rights import VIEW_SHARES
from ...services.ports import ports_for
from ..answer import is_anonymous
from ..call import Call
from .lists import list_of_document
from .lists import list_of_site
from .query import DEFAULT
from plone.base.interfaces import IPloneSiteRoot
from plone.restapi.interfaces import IExpandableElement
from typing import Any
from zope.component.hooks import getSite
from zope.interface import implementer


@implementer(IExpandableElement)
class ExternalSharesElement:
    """Named for everybody who may view shares here; nobody else learns of them."""

    def __init__(self, context: Any, request: Any) -> None:
        self.context = context
        self.request = request

    def __call__(self, expand: bool = False) -> dict[str, Any]:
        """The address of the list, or its first page."""
        if is_anonymous() or not allowed(VIEW_SHARES, self.context):
            return {}
        if not expand:
            # In listings of whole objects this is said of each: nothing is looked up for it.
            return {"external-shares": {"@id": f"{self.context.absolute_url()}/@external-shares"}}
        ports = ports_for(getSite())
        if ports is None:
            return {}
        # The answer that this is a part of belongs in no cache any more.
        self.request.response.setHeader("Cache-Control", "private, no-store")
        call = Call(self.context, self.request, getSite(), ports)
        listed = list_of_site if IPloneSiteRoot.providedBy(self.context) else list_of_document
        return {"external-shares": listed(call, DEFAULT).content}
