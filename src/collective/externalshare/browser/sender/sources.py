"""Where the recipients of the form come from: a file, or whom somebody shared with before."""

from __future__ import annotations

from ... import _
from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.address import Addressee
from ...model.address import parse_line
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.earlier import Earlier
from ...services.ports import Ports
from ...services.recipient_lists import RecipientLists
from ...services.recipient_table import decoded
from ...services.recipient_table import LARGEST_TABLE
from ...services.recipient_table import line_of
from ...services.recipient_table import read_recipients
from ...services.recipient_table import ReadLine
from ...services.recipient_table import Report
from ...services.recipient_table import written
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import FileUpload


FIELD = "form.widgets.recipients"
BUTTON = "form.buttons.add"
SHOWN = 5


class Sources:
    """Adds people to the field with one button; nothing is kept, whatever is pressed."""

    template = ViewPageTemplateFile("sources.pt")
    report: Report | None = None
    added: int | None = None

    def __init__(self, form: Any, ports: Ports) -> None:
        self.form = form
        self.request = form.request
        self.ports = ports

    def update(self) -> None:
        """Do what the button says."""
        if self.request.method == "POST" and BUTTON in self.request.form:
            self._add()

    @property
    def macros(self) -> Any:
        """The part of the page."""
        return self.template.macros

    @property
    def opened(self) -> bool:
        """Whether somebody is at work with it."""
        return BUTTON in self.request.form

    @cached_property
    def known(self) -> list[str]:
        """Lines of those whom this sender may choose again."""
        return [line_of(one) for one in self._earlier("")]

    @property
    def typed(self) -> str:
        """What was typed to find somebody, unless it did."""
        return "" if self.added is not None else self._text("earlier")

    @cached_property
    def lists(self) -> list[dict[str, Any]]:
        """The lists that this sender may choose."""
        chosen = "" if self.added is not None else self._text("list")
        return [
            {"id": one.id, "title": one.written, "chosen": one.id == chosen}
            for one in RecipientLists(self.ports).to_use(current_actor().id)
        ]

    def told(self) -> list[dict[str, Any]]:
        """Every line of the file, and what became of it."""
        return [self._told(line) for line in self.report.lines] if self.report else []

    def counts(self) -> dict[str, int]:
        """How many lines were right, doubled and wrong."""
        lines = self.report.lines if self.report else []
        wrong = sum(1 for line in lines if line.refused)
        doubled = sum(1 for line in lines if line.before)
        return {"right": len(lines) - wrong - doubled, "doubled": doubled, "wrong": wrong}

    def _told(self, line: ReadLine) -> dict[str, Any]:
        if line.refused:
            return {"line": line, "tag": "red", "words": WRONG, "why": sentence(line.refused)}
        if line.before:
            why = Message(BEFORE, mapping={"number": line.before})
            return {"line": line, "tag": "amber", "words": DOUBLED, "why": why}
        return {"line": line, "tag": "green", "words": RIGHT, "why": ""}

    def _add(self) -> None:
        typed = read_recipients(self._text(FIELD))
        found: list[Addressee] = []
        refusals = list(typed.refusals)
        for one in (self._from_file(), self._from_list(), self._from_before()):
            if isinstance(one, Refused):
                refusals.append(one)
            elif one is not None:
                found += one
        if not refusals and not found and self.report is None:
            refusals.append(Refused("add_nothing", where="recipients"))
        if refusals:
            self.form.refuse(refusals)
            return
        before = {one.address: one for one in typed.addressees}
        people = dict(before)
        for one in found:
            people.setdefault(one.address, one)
        self.added = len(people) - len(before)
        self.request.form[FIELD] = written(list(people.values()))
        self.form.widgets["recipients"].update()

    def _from_file(self) -> list[Addressee] | Refused | None:
        upload = self.request.form.get("table")
        if not isinstance(upload, FileUpload) or not upload.filename:
            return None
        text = decoded(upload.read(LARGEST_TABLE + 1))
        if isinstance(text, Refused):
            return text
        report = read_recipients(text)
        if report.refused:
            return report.refused
        self.report = report
        return report.addressees

    def _from_list(self) -> list[Addressee] | Refused | None:
        chosen = self._text("list")
        if not chosen:
            return None
        usable = RecipientLists(self.ports).to_use(current_actor().id)
        found = [one for one in usable if one.id == chosen]
        return list(found[0].members) if found else Refused("list_gone", where="recipients")

    def _from_before(self) -> list[Addressee] | Refused | None:
        typed = self._text("earlier")
        if not typed:
            return None
        whole = parse_line(typed)
        if whole is not None:
            return [whole]
        found = self._earlier(typed)
        if len(found) == 1:
            return found
        if not found:
            return Refused("earlier_none", where="recipients")
        some = ", ".join(one.address for one in found[:SHOWN])
        return Refused("earlier_many", {"count": len(found), "some": some}, "recipients")

    def _earlier(self, query: str) -> list[Addressee]:
        earlier = Earlier(self.ports)
        if allowed(MANAGE, api.portal.get()):
            return earlier.everybody(query)
        return earlier.of(current_actor().id, query)

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""


RIGHT = _("import_right", default="Right")
DOUBLED = _("import_doubled", default="Doubled")
WRONG = _("import_wrong", default="Wrong")
BEFORE = _("import_before", default="Named in line ${number} already.")
