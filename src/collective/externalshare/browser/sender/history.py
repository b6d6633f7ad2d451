"""What happened to a document outside: the rows of all its shares."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import VIEW_LOG
from ...model.verdict import Refused
from ...services.ports import ports_for
from ...services.trail import Trail
from ...services.trail import Wanted
from ..personal import begin
from ..status import speaker
from ..title import ITitled
from ..trail import Line
from ..trail import Teller
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer


ROWS = 50


@implementer(ITitled)
class DocumentHistory(BrowserView):
    """Newest first, fifty to a page; writes nothing."""

    index = ViewPageTemplateFile("history.pt")
    parts = ViewPageTemplateFile("../trail.pt")
    page_titles = (_("document_history_title", default="History of external shares"),)

    def __call__(self) -> str:
        """Render; a cursor that no page gave out begins again with the first page."""
        if not begin(self.request):
            return ""
        self.ports = ports_for(api.portal.get())
        if self.ports is None or not IUUID(self.context, ""):
            raise NotFound
        wanted = Wanted(document=IUUID(self.context))
        cursor = self.request.form.get("cursor", "")
        self.cursor = cursor if isinstance(cursor, str) else ""
        page = Trail(self.ports).page(wanted, ROWS, self.cursor)
        if isinstance(page, Refused):
            self.cursor = ""
            page = Trail(self.ports).page(wanted, ROWS)
        self.page = page
        return self.index()

    @property
    def lines(self) -> list[Line]:
        """The rows in words; client addresses only with *View access log* here."""
        with_addresses = allowed(VIEW_LOG, self.context)
        uid = IUUID(self.context)
        teller = Teller(self.ports, speaker(), with_addresses, of_document=uid)
        return teller.tell(self.page.rows)

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"{self.context.absolute_url()}/@@external-shares-history"

    @property
    def tab_url(self) -> str:
        """The list of its shares."""
        return f"{self.context.absolute_url()}/@@external-shares"

    @property
    def next_url(self) -> str:
        """The address of the next page, empty on the last."""
        return f"{self.url}?cursor={self.page.cursor}" if self.page.cursor else ""
