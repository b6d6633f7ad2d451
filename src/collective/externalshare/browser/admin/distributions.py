"""The tab Distributions: every share of the site on one table, newest first."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.share import Status
from ...services.figures import Figures
from ...services.overview import Row
from ...services.views import View
from ...vocabularies import VIEWS
from ..listing import document_url
from ..listing import Listing
from ..place import Place
from ..sender.acts import details_url
from ..status import ShareWords
from .page import AdminPage
from .page import AUDIT
from .page import EXPORT
from .page import EXTEND
from .page import HAND_OVER
from .page import may_open
from .page import PANEL
from .page import RESEND
from .page import REVOKE
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


# What a screen reader says of a row's links and checkbox, each of which stands there many times.
SPOKEN = {
    "select": _("admin_select_share", default="Select the share of ${document} with ${address}"),
    "details": _("admin_details_of", default="Details: ${document}, ${address}"),
    "revoke": _("admin_revoke_of", default="Revoke: ${document}, ${address}"),
}


class Distributions(Listing, AdminPage):
    """The table, its filter and its pages; nothing is written here.

    Those who may only view the access log see no deed on it.
    """

    index = ViewPageTemplateFile("templates/distributions.pt")
    parts = ViewPageTemplateFile("templates/distributions_parts.pt")

    def answer(self) -> str:
        """Render the page that was asked for."""
        if not may_open(PANEL, self.context):
            raise Unauthorized
        self.manages = allowed(MANAGE, self.context)
        self.read_place()
        return self.index()

    def numbers(self) -> list[dict[str, Any]]:
        """How the site stands, each number with where those that it counts are shown."""
        found = Figures(self.ports).numbers()
        named = (
            (found.active, _("number_active", default="Active"), Place(Status.ACTIVE.value)),
            (found.pending, _("number_pending", default="Pending"), Place(Status.PENDING.value)),
            (found.expiring, VIEWS[View.EXPIRING], Place(view=View.EXPIRING.value)),
        )
        said = [
            {"number": self.speaker.number(number), "title": title, "url": self.at(place)}
            for number, title, place in named
        ]
        refused = {
            "number": self.speaker.number(found.refused),
            "title": _("number_refused", default="Refused in the last 24 hours"),
            "url": self.url(AUDIT) if may_open(AUDIT, self.context) else "",
        }
        return [*said, refused]

    def deeds(self) -> list[dict[str, Any]]:
        """What can be done to the selected besides revoking them."""
        named = (
            (EXTEND, _("admin_extend_selected", default="Extend selected…")),
            (RESEND, _("admin_resend_selected", default="Resend selected…")),
            (EXPORT, _("admin_export_selected", default="Export selected…")),
            (HAND_OVER, _("admin_hand_over_selected", default="Hand over selected…")),
        )
        return [{"url": self.url(name), "title": title} for name, title in named]

    @property
    def hand_over_url(self) -> str:
        """Where everything of one sender is handed over; empty for those who may not."""
        return self.url(HAND_OVER) if self.manages else ""

    @property
    def all_url(self) -> str:
        """The table."""
        return self.url(PANEL)

    def lines(self) -> list[dict[str, Any]]:
        """The rows of this page in words, with their links."""
        return [self._line(row) for row in self.page.rows]

    def _may_end(self, row: Row) -> bool:
        return self.manages and row.status is not Status.REVOKED

    def _line(self, row: Row) -> dict[str, Any]:
        share = row.share
        revoke = [*self.place.pairs(), ("ids", share.id)]
        words = ShareWords(row, self.speaker)
        about = {"document": words.title, "address": words.address}
        return {
            "words": words,
            "spoken": {name: Message(text, mapping=about) for name, text in SPOKEN.items()},
            "document": document_url(self.context, row),
            "details": details_url(share.id, back="table"),
            "revoke": self.url(REVOKE, revoke) if self._may_end(row) else "",
        }
