"""The tab: everybody a document was shared with."""

from __future__ import annotations

from ... import _
from ...content.documents import Document
from ...content.people import contact_of
from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import may_change
from ...content.rights import SHARE
from ...model.selection import Scope
from ...model.share import Status
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.figures import Figures
from ...services.overview import Filters
from ...services.overview import Overview
from ...services.ports import ports_for
from ...services.record import unrecordable
from ...services.remind import RemindAll
from ...services.remind import Reminded
from ...services.remind import waits
from ..chart import Chart
from ..evidence.asked import evidence_url
from ..personal import begin
from ..status import ShareWords
from ..status import speaker
from ..title import ITitled
from .acts import Act
from .acts import acts_of
from .acts import details_url
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer


ROWS = 50


@implementer(ITitled)
class SharesTab(BrowserView):
    """Shares of one document, newest first, fifty to a page."""

    index = ViewPageTemplateFile("shares.pt")
    parts = ViewPageTemplateFile("../trail.pt")
    page_titles = (_("shares_title", default="External shares"),)

    def __call__(self) -> str:
        """Render; a cursor that no list gave out begins again with the first page."""
        if not begin(self.request):
            return ""
        self.site = api.portal.get()
        ports = ports_for(self.site)
        if ports is None or not IUUID(self.context, ""):
            raise NotFound
        self.ports = ports
        if self.request.method == "POST":
            return self.remind()
        self.overview = Overview(ports)
        cursor = self.request.form.get("cursor", "")
        self.cursor = cursor if isinstance(cursor, str) else ""
        filters = Filters(document=IUUID(self.context))
        page = self.overview.page(filters, ROWS, self.cursor)
        if isinstance(page, Refused):
            self.cursor = ""
            page = self.overview.page(filters, ROWS)
        self.page = page
        return self.index()

    def remind(self) -> str:
        """Remind all who have not opened or acknowledged it, for those who may share it."""
        CheckAuthenticator(self.request)
        if not allowed(SHARE, self.context):
            raise NotFound
        uid, who = IUUID(self.context), (current_actor(), contact_of(self.request))
        done = unrecordable(self.ports) or RemindAll(self.ports)(uid, *who)
        failed = isinstance(done, Refused)
        said, kind = (sentence(done), "error") if failed else (reminded(done), "info")
        api.portal.show_message(said, self.request, type=kind)
        self.request.response.redirect(self.url, status=303)
        return ""

    @cached_property
    def may_remind(self) -> bool:
        """Whether there is anybody to remind on this page, and somebody who may."""
        left = any(waits(row.row.share) and row.row.status is Status.ACTIVE for row in self.rows)
        return left and allowed(SHARE, self.context)

    @property
    def asks(self) -> bool:
        """Whether an acknowledgement is asked for on this page."""
        return any(row.row.share.terms.acknowledge for row in self.rows)

    @property
    def remind_label(self) -> Message:
        """Whom the button reminds."""
        if self.asks:
            return _(
                "shares_remind_acknowledge",
                default="Remind all who have not opened or acknowledged it",
            )
        return _("shares_remind", default="Remind all who have not opened it")

    @cached_property
    def rows(self) -> list[ShareWords]:
        """The page's shares as they stand now, the document read live."""
        said = speaker()
        live = self.overview.live(row.share for row in self.page.rows)
        return [ShareWords(row, said) for row in live]

    @property
    def chart(self) -> Chart | None:
        """The document's figures, on the first page where there is any share."""
        if self.cursor or not self.page.rows:
            return None
        picture = Figures(self.ports).of(IUUID(self.context))
        return Chart(picture, speaker(), of_document=True, asks=self.asks)

    @property
    def history_url(self) -> str:
        """Everything that happened to all of them."""
        return f"{self.url}-history"

    @property
    def evidence_url(self) -> str:
        """The tab Evidence with this document chosen; empty for those who may not."""
        return evidence_url(self.site, Scope.DOCUMENT, IUUID(self.context))

    @property
    def next_url(self) -> str:
        """The address of the next page, empty on the last."""
        if not self.page.cursor:
            return ""
        return f"{self.url}?cursor={self.page.cursor}"

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"{self.context.absolute_url()}/@@external-shares"

    @property
    def share_url(self) -> str:
        """The form, for those who may share this document now."""
        state = self.context.restrictedTraverse("@@external-share-state")
        if not (allowed(SHARE, self.context) and state.shareable()):
            return ""
        return f"{self.context.absolute_url()}/@@external-sharing"

    def acts(self, words: ShareWords) -> list[Act]:
        """What this user can do with a share."""
        mine = may_change(self.site, words.row.share, Document(self.context))
        return acts_of(words, back="tab") if mine else []

    def details(self, words: ShareWords) -> str:
        """The page of one share."""
        return details_url(words.id)


def reminded(done: Reminded) -> Message:
    """How many reminders are on their way, and who gets none."""
    counts = {"sent": done.sent, "lately": done.lately, "stopped": done.stopped}
    if not (done.lately or done.stopped):
        return _("reminded", default="Reminders on their way: ${sent}.", mapping=counts)
    return _(
        "reminded_some",
        default="Reminders on their way: ${sent}. Reminded within a day already: ${lately}. "
        "Wanting no reminders: ${stopped}.",
        mapping=counts,
    )
