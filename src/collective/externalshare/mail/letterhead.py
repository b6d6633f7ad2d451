"""The letterhead: what all mails of a site have in common."""

from __future__ import annotations

from dataclasses import dataclass
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
