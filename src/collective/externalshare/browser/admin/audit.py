"""The tab Audit: every row of the evidence, newest first."""

from __future__ import annotations

from ... import _
from ...model.revision import SourceRefusal
from ...model.verdict import Refused
from ...moments import site_zone
from ...sentences import sentence
from ...services.figures import Figures
from ...services.named import documents_named
from ...services.named import Named
from ...services.trail import Rows
from ...services.trail import Trail
from ...services.trail import Wanted
from ...vocabularies import ACTIONS
from ..chart import Chart
from ..trail import Line
from ..trail import Teller
from .asked import Asked
from .page import AdminPage
from .page import AUDIT
from dataclasses import replace
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


PAGE_SIZE = 50
NO_DATE = _("audit_no_date", default="Give the dates as year-month-day, for example 2030-01-31.")


class AuditPage(AdminPage):
    """Needs *View access log* and nothing else; nothing is written here."""

    tab = AUDIT
    index = ViewPageTemplateFile("templates/audit.pt")
    parts = ViewPageTemplateFile("../trail.pt")
    form_parts = ViewPageTemplateFile("templates/audit_parts.pt")
    refusal: Message | None = None
    page: Any = None
    named = Named(())

    def answer(self) -> str:
        """Read one page; what cannot be asked leads to the first page, and says so."""
        self.asked = Asked.read(self.request.form)
        if self.asked.named and not self._is_one_document():
            self.page = Rows((), "")
            return self.index()
        trail = Trail(self.ports)
        wanted = self._wanted()
        if wanted is None:
            self.refusal, wanted = NO_DATE, Wanted()
        found = trail.page(wanted, PAGE_SIZE, self.asked.cursor)
        if isinstance(found, Refused):
            self.refusal = sentence(found)
            self.asked = Asked()
            found = trail.page(Wanted(), PAGE_SIZE)
        self.page = found
        return self.index()

    def _is_one_document(self) -> bool:
        """Find what was named: one is looked at, of several somebody has to choose."""
        self.named = documents_named(self.ports, self.asked.named)
        gates = self.named.gates
        if len(gates) == 1:
            self.asked = replace(self.asked, document=gates[0].uid, named="")
        return len(gates) == 1

    def choices(self) -> list[dict[str, Any]]:
        """The documents that were named, when it was not exactly one."""
        return [
            {
                "title": gate.title,
                "path": gate.path,
                "url": self.at(self.asked.of(gate.uid)),
                "gone": gate.refusal == SourceRefusal.DELETED,
            }
            for gate in (self.named.gates if self.asked.named else ())
        ]

    def _wanted(self) -> Wanted | None:
        asked = self.asked
        try:
            since, until = asked.period(site_zone())
        except ValueError:
            return None
        return Wanted(
            action=asked.action,
            document=asked.document,
            recipient=asked.recipient,
            sender=asked.sender,
            since=since,
            until=until,
        )

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of this page in words; the client's address too, which this right is about."""
        teller = Teller(self.ports, self.speaker, True, self._of_document, self.asked.document)
        return teller.tell(self.page.rows)

    def _of_document(self, uid: str) -> str:
        return self.at(Asked(document=uid))

    @property
    def chart(self) -> Chart | None:
        """The figures, on the first page of everything and of one document, if ever shared."""
        if self.asked.cursor or not self.asked.only_document:
            return None
        picture = Figures(self.ports).of(self.asked.document)
        return Chart(picture, self.speaker, bool(self.asked.document)) if picture.shares else None

    def actions(self) -> list[dict[str, Any]]:
        """The choices of the filter, in the order of their words."""
        found = [
            {
                "value": str(action),
                "title": translate(title, target_language=self.speaker.language),
                "selected": str(action) == self.asked.action,
            }
            for action, title in ACTIONS.items()
        ]
        return sorted(found, key=lambda one: str(one["title"]).casefold())

    def senders(self) -> list[dict[str, Any]]:
        """People who shared, by name."""
        found = [
            {"value": user, "title": name, "selected": user == self.asked.sender}
            for user, name in Trail(self.ports).senders().items()
        ]
        return sorted(found, key=lambda one: str(one["title"]).casefold())

    @property
    def document_title(self) -> str:
        """The title of the document that the rows are narrowed to."""
        gate = self.ports.store.gates.get(self.asked.document)
        return gate.title if gate is not None else self.asked.document

    def at(self, asked: Asked) -> str:
        """Address of another place in the rows."""
        return self.url(AUDIT, asked.pairs())

    def first_url(self) -> str:
        """The newest rows, unless this is that page."""
        return self.at(self.asked.at()) if self.asked.cursor else ""

    def next_url(self) -> str:
        """Older rows, unless there are none."""
        return self.at(self.asked.at(self.page.cursor)) if self.page.cursor else ""

    def whole_url(self) -> str:
        """The same without the document."""
        return self.at(self.asked.of(""))
