"""The tab Privacy: what is held about a person, taken along or erased."""

from __future__ import annotations

from ... import _
from ...model.distribution import Distribution
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.person import find_person
from ...services.person import Person
from ...services.person_erasure import Erased
from ...services.person_erasure import PersonErasure
from ...services.person_export import PersonExport
from ...services.revoke import LONGEST_REASON
from .page import AdminPage
from .page import PRIVACY
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


REPORT = (
    ("revoked", _("privacy_report_revoked", default="Shares revoked: ${count}")),
    ("sessions", _("privacy_report_sessions", default="Sessions ended: ${count}")),
    (
        "rows",
        _("privacy_report_rows", default="Records from which personal data were deleted: ${count}"),
    ),
    ("mails", _("privacy_report_mails", default="Mails taken out of the outbox: ${count}")),
    ("cleared", _("privacy_report_cleared", default="Messages deleted: ${count}")),
    ("lists", _("privacy_report_lists", default="Lists that they were taken out of: ${count}")),
)
# Where an erasure does not reach, so that whoever answers for it knows.
ELSEWHERE = (
    _(
        "privacy_elsewhere_pack",
        default="The database keeps the old state until it is packed, and where packing left a "
        "copy (Data.fs.old), in it too.",
    ),
    _("privacy_elsewhere_backups", default="Backups and copies of the database."),
    _(
        "privacy_elsewhere_logs",
        default="Access logs of Zope, web server and proxy; logs of the mail server.",
    ),
    _(
        "privacy_elsewhere_sent",
        default="Mails that left, copies that were downloaded, and exports that were made.",
    ),
    _(
        "privacy_elsewhere_plone",
        default="Plone itself: user accounts, and documents that name the person.",
    ),
    _(
        "privacy_elsewhere_workshop",
        default="Working files of copies on the server, which are deleted by themselves after a "
        "while.",
    ),
)


class PrivacyPage(AdminPage):
    """Everything is a POST, so that no address stands in an address line or a log."""

    tab = PRIVACY
    index = ViewPageTemplateFile("templates/privacy.pt")
    longest = LONGEST_REASON
    report = REPORT
    elsewhere = ELSEWHERE
    refusal: Message | None = None
    person: Person | None = None
    erased: Erased | None = None

    def answer(self) -> str | bytes:
        """Ask for an address, or do what a button says with the person behind it."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        found = find_person(self.ports, self.text("address"))
        if isinstance(found, Refused):
            return self._refused(found)
        self.person = found
        if "export" in self.request.form:
            return self._export()
        if "erase" in self.request.form:
            return self._erase()
        return self.index()

    def held(self) -> list[Message]:
        """How much is held, a line each."""
        person = self.person
        if person is None:
            return []
        counts = {
            _("privacy_held_shares", default="Shares: ${count}"): len(person.shares),
            _("privacy_held_sessions", default="Open sessions: ${count}"): len(person.sessions),
            _("privacy_held_mails", default="Mails in the outbox: ${count}"): len(person.mails),
            _("privacy_held_lists", default="Lists of recipients: ${count}"): len(person.lists),
            _("privacy_held_rows", default="Records: ${count}"): sum(1 for _row in person.rows()),
        }
        return [Message(words, mapping={"count": count}) for words, count in counts.items()]

    def mentions(self) -> list[dict[str, Any]]:
        """Messages of senders that name the person."""
        return [self._message(one) for one in self.person.mentions()] if self.person else []

    def left(self) -> list[dict[str, Any]]:
        """Of those, what an erasure left."""
        store, ids = self.ports.store, self.erased.messages if self.erased else ()
        return [self._message(store.distributions[one]) for one in ids]

    def said(self) -> list[Message]:
        """What an erasure did, a line each."""
        return [
            Message(words, mapping={"count": getattr(self.erased, name)})
            for name, words in self.report
        ]

    def _message(self, one: Distribution) -> dict[str, Any]:
        return {
            "id": one.id,
            "author": one.author.name or one.author.id,
            "sent": self.speaker.moment(one.created),
            "text": "\n".join(filter(None, (one.label, one.message))),
            "chosen": one.id in self._chosen(),
        }

    def _chosen(self) -> list[str]:
        typed = self.request.form.get("clear", [])
        typed = typed if isinstance(typed, list) else [typed]
        return [one for one in typed if isinstance(one, str)]

    def _export(self) -> str | bytes:
        if problem := self.key_problem():
            return self._broken(problem)
        actor, contact = self.actor_and_contact()
        found = PersonExport(self.ports).archive(self.text("address"), actor, contact)
        if isinstance(found, Refused):
            return self._refused(found)
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Disposition", 'attachment; filename="person.zip"')
        response.setHeader("Cache-Control", "private, no-store")
        return found

    def _erase(self) -> str:
        if problem := self.key_problem():
            return self._broken(problem)
        actor, contact = self.actor_and_contact()
        done = PersonErasure(self.ports)(
            self.text("address"),
            self.text("confirmation"),
            self.text("reason"),
            actor,
            contact,
            self._chosen(),
        )
        if isinstance(done, Refused):
            return self._refused(done)
        self.person, self.erased = None, done
        return self.index()

    def _refused(self, one: Refused) -> str:
        self.refusal = sentence(one)
        self.request.response.setStatus(400)
        return self.index()

    def _broken(self, problem: Message) -> str:
        self.refusal = problem
        self.request.response.setStatus(503)
        return self.index()
