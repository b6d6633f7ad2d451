"""The tab *Whose copy is this?*: a file or a number, and what the evidence knows of it."""

from __future__ import annotations

from ... import trace_words
from ...content.rights import may_read
from ...model.secrets import fold_copy_number
from ...model.secrets import grouped
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Overview
from ...services.trace import Answer
from ...services.trace import Origin
from ...services.trace import Trace
from ..sender.acts import details_url
from .page import AdminPage
from .page import TRACE
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import FileUpload


class TracePage(AdminPage):
    """A GET asks; a POST searches, which leaves a row of evidence, and keeps no file."""

    tab = TRACE
    index = ViewPageTemplateFile("templates/trace.pt")
    refusal: Message | None = None
    found: Answer | None = None
    typed = ""

    def answer(self) -> str:
        """Show the forms, and what a search found."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self._search()
        return self.index()

    def _search(self) -> None:
        self.refusal = self.key_problem()
        if self.refusal:
            self.request.response.setStatus(503)
            return
        self.typed = self.text("number")
        upload, trace = self.request.form.get("file"), Trace(self.ports)
        if isinstance(upload, FileUpload) and upload.filename:
            self.typed = ""
            found = trace.file(upload, *self.actor_and_contact())
        else:
            found = trace.number(self.typed, *self.actor_and_contact())
        if isinstance(found, Refused):
            self.refusal = sentence(found)
            self.request.response.setStatus(400)
            return
        self.found = found

    @property
    def number(self) -> str:
        """The number that was searched, as it stands on the pages."""
        return grouped(fold_copy_number(self.typed) or "")

    def remarks(self) -> list[Message]:
        """What there is to say of the file or the number as such."""
        found = self.found
        if found is None:
            return []
        said = [
            Message(trace_words.STRANGE, mapping={"number": number}) for number in found.strange
        ]
        if not found.origins and not said:
            unknown = Message(trace_words.UNKNOWN_NUMBER, mapping={"number": self.number})
            said = [trace_words.UNKNOWN_FILE if found.sha256 else unknown]
        if found.trouble:
            said.append(trace_words.TROUBLES[found.trouble])
        return said

    def copies(self) -> list[dict[str, Any]]:
        """Each copy in sentences."""
        return [self._copy(origin) for origin in self.found.origins] if self.found else []

    def _copy(self, origin: Origin) -> dict[str, Any]:
        row, ip = origin.row, origin.row["person"].get("ip", "")
        return {
            "number": origin.number,
            "sure": self._sure(origin),
            "broken": None if origin.holds else trace_words.BROKEN,
            "who": trace_words.ERASED if origin.erased else origin.name or origin.address,
            "address": origin.address if origin.name else "",
            "organisation": origin.organisation,
            "title": origin.title,
            "revision": row["revision"],
            "made": Message(
                trace_words.MADE[row["action"]],
                mapping={"moment": self.speaker.moment(row["time"])},
            ),
            "ip": Message(trace_words.FROM_IP, mapping={"ip": ip}) if ip else trace_words.NO_IP,
            "share": self._share_url(origin),
        }

    def _sure(self, origin: Origin) -> Message:
        places = [
            translate(trace_words.PLACES[place], target_language=self.speaker.language)
            for place in origin.places
        ]
        return Message(trace_words.SURE[origin.certainty], mapping={"places": ", ".join(places)})

    def _share_url(self, origin: Origin) -> str:
        """The share with its history, for those who may see it."""
        if origin.share is None:
            return ""
        document = Overview(self.ports).one(origin.share).document
        seen = may_read(self.context, origin.share, document)
        return details_url(origin.share.id, back="table") if seen else ""
