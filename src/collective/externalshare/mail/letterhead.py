"""The letterhead: what all mails of a site have in common."""

from __future__ import annotations

from ..model.settings import Settings
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from zope.interface import Interface


@dataclass(frozen=True)
class Letterhead:
    """Names and words of a site; `zone` is a name of the IANA time zone database, or empty."""

    site: str
    language: str = "en"
    zone: str = ""
    contact: str = ""
    privacy_notice: str = ""
    signature: str = ""


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
    )
