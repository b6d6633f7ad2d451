"""The tab Evidence: choose what it is of, see how much it is, take it along."""

from __future__ import annotations

from ... import _
from ...content.attachment import body_of
from ...content.attachment import headers_of
from ...content.evidence import evidence_in
from ...model.selection import Scope
from ...model.selection import Selection
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.export import Export
from ...services.export import REPORT
from ..admin.page import AdminPage
from ..admin.page import EVIDENCE
from .asked import Asked
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


SCOPES = {
    Scope.EVERYTHING: _("evidence_everything", default="Everything"),
    Scope.SHARE: _("evidence_share", default="One share: its id"),
    Scope.DISTRIBUTION: _("evidence_distribution", default="One sending: its id"),
    Scope.DOCUMENT: _("evidence_document", default="One document: its UID"),
    Scope.RECIPIENT: _("evidence_recipient", default="One recipient: the mail address"),
    Scope.ORGANISATION: _("evidence_organisation", default="One organisation: its name"),
    Scope.SENDER: _("evidence_sender", default="One sender: the user name"),
}
FORMATS = (
    ("zip", _("evidence_zip", default="ZIP with everything an auditor needs")),
    (REPORT, _("evidence_pdf", default="PDF report to read")),
    ("jsonl", _("evidence_jsonl", default="JSON Lines")),
    ("csv", _("evidence_csv", default="CSV for spreadsheets")),
)


class EvidencePage(AdminPage):
    """A GET chooses and counts; a POST exports, and leaves a row that says so."""

    tab = EVIDENCE
    index = ViewPageTemplateFile("evidence.pt")
    refusal: Message | None = None
    rows: int | None = None

    def answer(self) -> Any:
        """The form, with the count of what was asked for; or the file."""
        self.asked = Asked.read(self.request.form)
        exporting = self.request.method == "POST"
        if exporting:
            CheckAuthenticator(self.request)
        selection = self._selection() if exporting or self.asked.scope else None
        if isinstance(selection, Selection):
            made = self._export(selection) if exporting else self._count(selection)
        else:
            made = selection
        if isinstance(made, Refused):
            self.refusal = sentence(made)
            if exporting:
                self.request.response.setStatus(503 if made.code == "key_unusable" else 400)
        return self.index() if made is None or isinstance(made, Refused) else made

    def scopes(self) -> list[dict[str, Any]]:
        """The choices of the form."""
        chosen = self.asked.scope or Scope.EVERYTHING
        return [
            {"value": str(scope), "title": title, "selected": scope == chosen}
            for scope, title in SCOPES.items()
        ]

    def formats(self) -> list[dict[str, Any]]:
        """The buttons under the count."""
        return [
            {"value": value, "title": title, "main": place == 0}
            for place, (value, title) in enumerate(FORMATS)
        ]

    def counted(self) -> Message:
        """How many rows it is."""
        rows = self.speaker.number(self.rows or 0)
        return _("evidence_rows", default="Rows: ${rows}", mapping={"rows": rows})

    def _selection(self) -> Selection | Refused:
        period = self.asked.period(self.speaker.zone)
        if isinstance(period, Refused):
            return period
        chosen = Export(self.ports).selections
        return chosen.choose(self.asked.scope, self.asked.subject, period)

    def _count(self, selection: Selection) -> None:
        self.rows = Export(self.ports).selections.count(selection)

    def _export(self, selection: Selection) -> Any:
        actor, contact = self.actor_and_contact()
        form = self.text("format")
        made = evidence_in(form, self.context, self.ports, selection, actor, contact)
        if isinstance(made, Refused):
            return made
        for name, value in headers_of(made).items():
            self.request.response.setHeader(name, value)
        return body_of(made)
