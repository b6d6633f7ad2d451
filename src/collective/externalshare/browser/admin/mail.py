"""One mail in one language: its words, how it looks with them, and a test of it."""

from __future__ import annotations

from ... import _
from ...interfaces import IMailWords
from ...letter_words import LETTER_TITLES
from ...letter_words import LETTER_WHEN
from ...letter_words import PLACEHOLDERS
from ...model.letters import LETTERS
from ...model.letters import LONGEST_SUBJECT
from ...model.letters import LONGEST_TEXT
from ...model.letters import own_wording
from ...model.letters import read_wording
from ...model.letters import with_wording
from ...model.recipient import LANGUAGES
from ...model.verdict import Refused
from ...model.wording import Wording
from ...sentences import sentence
from ...services.mailroom import Mailroom
from ...settings import PREFIX
from .page import AdminPage
from .page import MAIL
from .page import MAILS
from .recipient import LANGUAGE_NAMES
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


SAVED = _("letter_saved", default="The words are saved; the next mail of this kind has them.")
RESET = _("letter_reset", default="This mail has the standard words again.")


@implementer(IPublishTraverse)
class MailPage(AdminPage):
    """`…-mail/<kind>/<language>`; a GET looks, a POST does what its button says."""

    tab = MAILS
    index = ViewPageTemplateFile("templates/mail.pt")
    longest_subject = LONGEST_SUBJECT
    longest_text = LONGEST_TEXT
    refusal: Message | None = None
    wrong = ""

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> MailPage:  # noqa: N802
        """Take kind and language."""
        self.path.append(name)
        if len(self.path) > 2:
            raise NotFound
        return self

    def answer(self) -> str:
        """Show the mail, or do what a button says with it."""
        if len(self.path) != 2 or self.kind not in LETTERS or self.language not in LANGUAGES:
            raise NotFound
        if self.request.method != "POST":
            return self._show()
        CheckAuthenticator(self.request)
        form = self.request.form
        if "reset" in form:
            return self._store(None, RESET)
        if "test" in form:
            return self._test()
        typed = self._typed()
        if isinstance(typed, Refused):
            return self._refused(typed)
        if "save" in form:
            return self._store(typed, SAVED)
        return self._show()

    @property
    def kind(self) -> str:
        """Of the mail."""
        return self.path[0]

    @property
    def language(self) -> str:
        """Of its words."""
        return self.path[1]

    @property
    def page_name(self) -> Message:
        """Which mail in which language."""
        values = {
            "mail": translate(LETTER_TITLES[self.kind], context=self.request),
            "language": translate(LANGUAGE_NAMES[self.language], context=self.request),
        }
        return _("letter_title", default="${mail}: ${language}", mapping=values)

    @property
    def when(self) -> Message:
        """When it is sent."""
        return LETTER_WHEN[self.kind]

    @property
    def all_url(self) -> str:
        """This page."""
        return self.url(f"{MAIL}/{self.kind}/{self.language}")

    @cached_property
    def usual(self) -> Wording:
        """The standard words."""
        found: Wording = IMailWords(self.context).usual(self.kind, self.language)
        return found

    @cached_property
    def own(self) -> Wording | None:
        """The site's own words."""
        return own_wording(self.ports.settings.mail_words, self.kind, self.language)

    @property
    def subject(self) -> str:
        """What the field holds."""
        return self.text("subject") if self._posted else (self.own or self.usual).subject

    @property
    def words(self) -> str:
        """What the other field holds."""
        return self.text("text") if self._posted else (self.own or self.usual).text

    def placeholders(self) -> list[dict[str, Any]]:
        """What may stand in braces, beside the fields."""
        known = LETTERS[self.kind]
        return [
            {
                "name": f"{{{name}}}",
                "words": PLACEHOLDERS[name],
                "alone": name in known.parts,
                "required": name in known.required,
            }
            for name in (*known.values, *known.parts)
        ]

    def preview(self) -> dict[str, str]:
        """How the mail looks: with what was typed, where a mail can be made of it."""
        typed = self._typed() if self._posted else None
        wording = typed if isinstance(typed, Wording) else self.own or self.usual
        subject, text, html = IMailWords(self.context).sample(self.kind, self.language, wording)
        return {"subject": subject, "text": text, "html": html}

    def own_address(self) -> str:
        """Proposed for a test mail."""
        typed = self.text("address")
        return typed or api.user.get_current().getProperty("email", "") or ""

    @property
    def _posted(self) -> bool:
        return self.request.method == "POST" and "subject" in self.request.form

    def _typed(self) -> Wording | Refused:
        return read_wording(self.kind, self.text("subject"), self.text("text"))

    def _store(self, wording: Wording | None, said: Message) -> str:
        problem = self.key_problem()
        if problem:
            self.refusal = problem
            self.request.response.setStatus(503)
            return self._show()
        # The standard words are those of the catalogue, also where it changes one day.
        kept = None if wording == self.usual else wording
        stored = with_wording(self.ports.settings.mail_words, self.kind, self.language, kept)
        # A row of what changed is left by `content.settings`.
        api.portal.set_registry_record(f"{PREFIX}.mail_words", stored)
        return self.leave(said, self.all_url)

    def _test(self) -> str:
        typed = self._typed()
        if isinstance(typed, Refused):
            return self._refused(typed)
        if typed != (self.own or self.usual):
            return self._refused(Refused("words_unsaved"))
        problem = self.key_problem()
        if problem:
            self.refusal = problem
            self.request.response.setStatus(503)
            return self._show()
        address = Mailroom(self.ports).test_mail(
            self.text("address"), self.language, *self.actor_and_contact(), kind=self.kind
        )
        if isinstance(address, Refused):
            return self._refused(address)
        said = _(
            "letter_test_queued",
            default="A test of this mail to ${address} is queued. It leaves within seconds; the "
            "tab Health shows what becomes of it.",
            mapping={"address": address},
        )
        return self.leave(said, self.all_url)

    def _refused(self, one: Refused) -> str:
        self.refusal, self.wrong = sentence(one), one.where
        self.request.response.setStatus(400)
        return self._show()

    def _show(self) -> str:
        return str(self.index())
