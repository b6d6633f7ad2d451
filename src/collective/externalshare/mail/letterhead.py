"""The letterhead: what all mails of a site have in common."""

from __future__ import annotations

from ..model.letters import own_wording
from ..model.letters import Stored
from ..model.settings import Settings
from ..model.wording import Wording
from .words import Words
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any
from zope.interface import Interface


@dataclass(frozen=True)
class Letterhead:
    """Names and words of a site; `zone` is a name of the IANA time zone database, or empty.

    `own`: words of mails that the site has instead of the usual ones.
    """

    site: str
    language: str = "en"
    zone: str = ""
    contact: str = ""
    privacy_notice: str = ""
    signature: str = ""
    own: Stored = field(default_factory=dict)

    def wording(self, kind: str, usual: Callable[[Words], Wording], words: Words) -> Wording:
        """The words of a kind of mail in a language: the site's own, else the usual ones."""
        language = words.tag.partition("-")[0]
        return own_wording(self.own, kind, language) or usual(words)


class ILetterhead(Interface):
    """Knows how a site presents itself, found by adapting the site."""

    def read():  # type: ignore[no-untyped-def]
        """The `Letterhead` of this moment, without what the add-on's settings say."""


def letterhead_of(site: Any, settings: Settings) -> Letterhead:
    """The whole letterhead: what Site Setup says, and what the add-on's settings add."""
    return replace(
        ILetterhead(site).read(),
        contact=settings.contact,
        privacy_notice=settings.privacy_notice,
        signature=settings.mail_signature,
        own=settings.mail_words,
    )
