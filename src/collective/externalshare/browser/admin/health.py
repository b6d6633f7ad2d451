"""The tab Health: what works, what waits, who is inside."""

from __future__ import annotations

from ...content.storage_kind import storage_kind
from ...mail_words import MAIL_KINDS
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.health import Health
from ...services.mailroom import Letter
from ...services.mailroom import Mailroom
from ...services.read import Read
from ...services.sessions import Sessions
from ...vocabularies import health_sentence
from ...vocabularies import mail_reply
from ..remedies import remedy_for
from .ages import say_age
from .health_deeds import DEEDS
from .health_words import CHECKS
from .health_words import COLOURS
from .health_words import HINTS
from .health_words import TEST_STATES
from .page import AdminPage
from .page import HEALTH
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


MOST_SESSIONS = 50


class HealthPage(AdminPage):
    """A GET looks and never mends; a POST names one deed of `health_deeds`."""

    tab = HEALTH
    index = ViewPageTemplateFile("templates/health.pt")
    parts = ViewPageTemplateFile("templates/health_parts.pt")
    refusal: Message | None = None

    def answer(self) -> str:
        """Show the page, or do what a button asks for and show it again."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        return self._do()

    def checks(self) -> list[dict[str, Any]]:
        """Every check in words."""
        return [
            {
                "name": CHECKS[check.name],
                "colour": str(check.colour),
                "colour_word": COLOURS[check.colour],
                "sentence": health_sentence(check.code, self._said(check.detail)),
                "hint": HINTS.get(check.code),
                "link": remedy_for(self.context, check.code),
            }
            for check in Health(self.ports)(storage_kind(self.context))
        ]

    def waiting(self) -> list[dict[str, Any]]:
        """Mails that have not left yet."""
        return [self._letter(letter) for letter in Mailroom(self.ports).waiting()]

    def dead(self) -> list[dict[str, Any]]:
        """Mails that were given up."""
        return [self._letter(letter) for letter in Mailroom(self.ports).dead()]

    def last_test(self) -> dict[str, Any] | None:
        """What became of the latest test mail."""
        letter = Mailroom(self.ports).last_test()
        if letter is None:
            return None
        words = Message(TEST_STATES[letter.row.state], mapping={"address": letter.address})
        return {"words": words, "reply": mail_reply(letter.row.reply)}

    def own_address(self) -> str:
        """Proposed for a test mail."""
        typed = self.text("address")
        return typed or api.user.get_current().getProperty("email", "") or ""

    def sessions(self) -> dict[str, Any]:
        """How many sessions live, and the latest used of them."""
        read, living = Read(self.ports), Sessions(self.ports).living()
        rows = [
            {
                "digest": session.digest,
                "address": read.reader(session).address,
                "created": self.speaker.moment(session.created),
                "seen": self.speaker.moment(session.last_seen),
            }
            for session in living[:MOST_SESSIONS]
        ]
        return {"number": len(living), "rows": rows}

    def _do(self) -> str:
        deed = next((deed for name, deed in DEEDS.items() if name in self.request.form), None)
        self.refusal = self.key_problem()
        if self.refusal:
            self.request.response.setStatus(503)
            return self.index()
        if deed is None:
            self.request.response.redirect(self.url(HEALTH), status=303)
            return ""
        said = deed(self)
        if isinstance(said, Refused):
            self.refusal = sentence(said)
            self.request.response.setStatus(400)
            return self.index()
        return self.leave(said, self.url(HEALTH))

    def _said(self, detail: str) -> str:
        return self.speaker.number(int(detail)) if detail.isdecimal() else detail

    def _letter(self, letter: Letter) -> dict[str, Any]:
        row = letter.row
        return {
            "id": row.id,
            "kind": MAIL_KINDS[row.kind],
            "address": letter.address,
            "titles": ", ".join(dict.fromkeys(letter.titles)),
            "age": say_age(letter.age),
            "reply": mail_reply(row.reply),
            "attempts": row.attempts,
            "again": letter.again,
        }
