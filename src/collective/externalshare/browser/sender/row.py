"""Forms about one share."""

from __future__ import annotations

from ...content.rights import allowed
from ...content.rights import MANAGE
from ...content.rights import VIEW_LOG
from ...content.rights import VIEW_SHARES
from ...services.overview import Row
from ...services.ports import Ports
from ...services.ports import ports_for
from ..status import ShareWords
from ..status import speaker
from .acts import details_url
from .form import FaceForm
from .form import FacePage
from plone import api
from typing import Any


MINE = "@@my-external-shares"


def came_from(request: Any) -> str:
    """Where somebody came from, as their request says it: tab, table, mine or empty."""
    back = request.form.get("back", "")
    return back if back in ("tab", "table", "mine") else ""


def back_url(row: Row, back: str) -> str:
    """Where somebody came from: a document's tab, a table, or the share's own page."""
    site = api.portal.get()
    if back == "mine":
        return f"{site.absolute_url()}/{MINE}"
    if back == "table" and (allowed(MANAGE, site) or allowed(VIEW_LOG, site)):
        return f"{site.absolute_url()}/@@externalshare-controlpanel"
    if back == "tab" and row.document is not None and allowed(VIEW_SHARES, row.document.obj):
        return f"{row.document.obj.absolute_url()}/@@external-shares"
    return details_url(row.share.id)


class RowForm(FaceForm):
    """A form about `row`."""

    row: Row

    @property
    def ports(self) -> Ports:
        """The services' collaborators."""
        return ports_for(self.context)

    @property
    def words(self) -> ShareWords:
        """The share in words."""
        return ShareWords(self.row, speaker())

    @property
    def came_from(self) -> str:
        """Where to go afterwards."""
        return came_from(self.request)

    def leave(self) -> None:
        """Go back."""
        self.request.response.redirect(back_url(self.row, self.came_from))


class RowPage(FacePage):
    """The page of such a form; called with the row by the share's own page."""

    def __init__(self, context: Any, request: Any, row: Row) -> None:
        self.__name__ = "external-share-details"
        super().__init__(context, request)
        self.form_instance.row = row
