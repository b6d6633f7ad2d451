"""A report of evidence in the words of a language, as a PDF."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.selection import Scope
from ..model.selection import Selection
from ..model.verdict import Refused
from ..moments import Speaker
from ..narration import Narrator
from ..pdf.booklet import Booklet
from ..pdf.booklet import Table
from ..pdf.report import report
from ..revision_words import say_revision
from ..services.export import Exported
from ..services.export import REPORT
from ..services.overview import Row
from ..services.ports import Ports
from ..services.report import Facts
from ..services.report import Reports
from ..services.report import Told
from ..vocabularies import ACCESS
from ..vocabularies import STATUSES
from . import report_words as words
from .people import current_sender
from io import BytesIO
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


def evidence_report(
    site: Any, ports: Ports, selection: Selection, actor: Actor, language: str
) -> Exported | Refused:
    """The file; that it was made is not recorded yet. Refused as by `Reports`."""
    reports = Reports(ports)
    facts = reports.facts(selection, actor)
    if isinstance(facts, Refused):
        return facts
    made = report(Composer(site, ports, facts, language).booklet())
    name = reports.export.name(selection, REPORT)
    return Exported(BytesIO(made), len(made), name, "application/pdf", facts.rows)


class Composer:
    """Says facts."""

    def __init__(self, site: Any, ports: Ports, facts: Facts, language: str) -> None:
        self.site = site
        self.ports = ports
        self.facts = facts
        self.speaker = Speaker(language)
        self._narrators: dict[str, Narrator] = {}

    def booklet(self) -> Booklet:
        """Everything, ready to be set."""
        attached = {"rows.jsonl": words.ROWS_ATTACHED, "seals.jsonl": words.SEALS_ATTACHED}
        files = self.facts.files.items()
        return Booklet(
            site=self.site.Title(),
            title=self._say(words.TITLE),
            subject=self._subject(),
            facts=self._cover(),
            state=self._state(),
            sound=not self.facts.broken,
            tables=(self._terms(), self._timeline(), *self._acknowledged(), self._copies()),
            notes=(self._say(words.NOTES), tuple(map(self._say, words.NOTES_SAID))),
            page=self._say(words.PAGE),
            language=self.speaker.language,
            fonts=self.ports.settings.font_files,
            files={name: (data, self._say(attached[name])) for name, data in files},
        )

    def _say(self, message: Any, **values: object) -> str:
        if isinstance(message, Message):
            message = Message(message, mapping={**(message.mapping or {}), **values})
            return str(translate(message, target_language=self.speaker.language))
        return str(message)

    def _subject(self) -> str:
        selection = self.facts.selection
        row = self.facts.shares[0] if self.facts.shares else None
        document = row.title if row else selection.subject
        if selection.scope is Scope.SHARE and row is None:
            return selection.subject
        recipient = _name(row) if row else ""
        values = {"subject": selection.subject, "document": document, "recipient": recipient}
        return self._say(words.SUBJECTS[selection.scope], **values)

    def _cover(self) -> tuple[tuple[str, str], ...]:
        seal = self.facts.seal
        values = {
            "site": self.site.absolute_url(),
            "period": self._period(),
            "made": self.speaker.moment(self.ports.now),
            "by": current_sender().name,
            "rows": self.speaker.number(self.facts.rows),
            "seal": self._say(words.NO_SEAL)
            if seal is None
            else self._say(
                words.SEAL, number=seal["number"], moment=self.speaker.moment(seal["time"])
            ),
        }
        return tuple((self._say(words.FACTS[name]), value) for name, value in values.items())

    def _period(self) -> str:
        period = self.facts.selection.period
        message = {
            (False, False): words.WHOLE_TIME,
            (True, False): words.SINCE,
            (False, True): words.UNTIL,
            (True, True): words.SPAN,
        }[period.since is not None, period.until is not None]
        moment = self.speaker.moment
        return self._say(message, since=moment(period.since), until=moment(period.until))

    def _state(self) -> str:
        facts, number = self.facts, self.speaker.number
        if facts.broken:
            chain, row = facts.broken[0]
            return self._say(words.BROKEN, chain=chain, row=row)
        return self._say(words.SOUND, rows=number(facts.checked), chains=number(facts.chains))

    def _terms(self) -> Table:
        lines = []
        for row in self.facts.shares:
            who = (row.invitation.name, row.recipient.address, row.invitation.organisation)
            access = self._say(ACCESS[row.share.terms.access])
            until = self.speaker.moment(row.share.terms.expires)
            lines.append(
                (
                    "\n".join(filter(None, who)),
                    row.title,
                    access,
                    until,
                    self._say(STATUSES[row.status]),
                )
            )
        return self._table(
            words.TERMS,
            words.TERMS_COLUMNS,
            (3.6, 2.6, 1.7, 1.8, 1.3),
            lines,
            said=self._say(words.TERMS_SAID),
        )

    def _timeline(self) -> Table:
        lines = [self._line(told) for told in self.facts.told]
        return self._table(words.TIMELINE, words.TIMELINE_COLUMNS, (2, 4, 2, 2.6), lines)

    def _line(self, told: Told) -> tuple[str, ...]:
        row = told.about
        key = row.share.id if row else ""
        if key not in self._narrators:
            self._narrators[key] = Narrator(row, self.speaker, with_addresses=True)
        said = self._narrators[key].tell(told.event)
        what = "\n".join(map(self._say, (said.what, *said.remarks)))
        about = f"{row.title}\n{_name(row)}" if row else told.event["new"]
        return said.moment, what, self._say(said.who), about

    def _acknowledged(self) -> tuple[Table, ...]:
        """Who acknowledged what; only where an acknowledgement was asked for or given."""
        lines = [
            (
                _name(told.about) if told.about else "",
                told.about.title if told.about else "",
                say_revision(told.event["revision"], told.event["old"], self.speaker.language),
                self.speaker.moment(told.event["time"]),
                told.event["sha256"],
            )
            for told in self.facts.told
            if told.event["action"] == Action.SHARE_ACKNOWLEDGED
        ]
        if not lines and not any(row.share.terms.acknowledge for row in self.facts.shares):
            return ()
        table = self._table(
            words.ACKNOWLEDGED,
            words.ACKNOWLEDGED_COLUMNS,
            (2, 2, 1, 1.8, 4.2),
            lines,
            said=self._say(words.ACKNOWLEDGED_SAID),
            narrow=frozenset({4}),
        )
        return (table,)

    def _copies(self) -> Table:
        lines = [
            (
                told.event["new"],
                self.speaker.moment(told.event["time"]),
                _name(told.about) if told.about else "",
                f"{told.event['copy']}\n{told.event['sha256']}",
            )
            for told in self.facts.told
            if told.event["copy"]
        ]
        return self._table(
            words.COPIES,
            words.COPIES_COLUMNS,
            (1.9, 2, 2, 5.2),
            lines,
            said=self._say(words.COPIES_SAID),
            narrow=frozenset({3}),
        )

    def _table(self, heading: Any, columns: Any, widths: Any, lines: Any, **more: Any) -> Table:
        return Table(
            heading=self._say(heading),
            columns=tuple(map(self._say, columns)),
            widths=widths,
            lines=tuple(lines),
            empty=self._say(words.NOTHING),
            **more,
        )


def _name(row: Row) -> str:
    return row.invitation.name or row.recipient.address
