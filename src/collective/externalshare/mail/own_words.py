"""The words of mails in the eyes of whoever changes them."""

from __future__ import annotations

from ..interfaces import IClock
from ..interfaces import IMailWords
from ..interfaces import ISiteSettings
from ..model.letters import with_wording
from ..model.wording import Wording
from .html import write_html
from .letterhead import letterhead_of
from .plain import write_plain
from .samples import KINDS
from .samples import write_sample
from .words import Words
from dataclasses import replace
from typing import Any
from zope.component import getUtility
from zope.interface import implementer


@implementer(IMailWords)
class MailWords:
    """Writes samples the way the outbox writes mails."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def usual(self, kind: str, language: str) -> Wording:
        """The usual words."""
        return KINDS[kind].usual(Words(language))

    def sample(self, kind: str, language: str, wording: Wording) -> tuple[str, str, str]:
        """Subject, plain text and HTML."""
        head = letterhead_of(self.site, ISiteSettings(self.site).read())
        head = replace(head, own=with_wording({}, kind, language, wording))
        letter = write_sample(kind, head, Words(language), getUtility(IClock).now())
        return letter.subject, write_plain(letter), write_html(letter)
