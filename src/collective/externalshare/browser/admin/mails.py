"""The tab Mails: every kind of mail, and whether the site has words of its own for it."""

from __future__ import annotations

from ... import _
from ...letter_words import LETTER_TITLES
from ...letter_words import LETTER_WHEN
from ...model.letters import LETTERS
from ...model.letters import own_wording
from ...model.outbox import TO_SENDERS
from ...model.recipient import LANGUAGES
from .page import AdminPage
from .page import MAIL
from .page import MAILS
from .recipient import LANGUAGE_NAMES
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


GROUPS = (
    (False, _("letters_to_readers", default="To recipients")),
    (True, _("letters_to_senders", default="To senders")),
)


class MailsPage(AdminPage):
    """Nothing is written here."""

    tab = MAILS
    index = ViewPageTemplateFile("templates/mails.pt")

    def answer(self) -> str:
        """Render the list."""
        return str(self.index())

    def languages(self) -> list[Message]:
        """In which mails are written."""
        return [LANGUAGE_NAMES[one] for one in LANGUAGES]

    def groups(self) -> list[dict[str, Any]]:
        """The kinds of mail by who gets them."""
        return [
            {
                "title": title,
                "id": f"externalshare-letters-{int(to_senders)}",
                "lines": [
                    self._line(kind) for kind in LETTERS if (kind in TO_SENDERS) is to_senders
                ],
            }
            for to_senders, title in GROUPS
        ]

    def _line(self, kind: str) -> dict[str, Any]:
        stored = self.ports.settings.mail_words
        return {
            "title": LETTER_TITLES[kind],
            "when": LETTER_WHEN[kind],
            "cells": [
                {
                    "url": self.url(f"{MAIL}/{kind}/{language}"),
                    "language": LANGUAGE_NAMES[language],
                    "own": own_wording(stored, kind, language) is not None,
                }
                for language in LANGUAGES
            ],
        }
