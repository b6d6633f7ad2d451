"""Words: the sentences, dates and language tag of one language."""

from __future__ import annotations

from collections.abc import Iterable
from collective.externalshare import _
from datetime import datetime
from datetime import tzinfo
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError
from zope.i18n import translate
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales
from zope.i18nmessageid import Message


# Each translation says here which language it is, so that a mail never
# claims a language whose catalogue is missing.
OWN_NAME = _("mail_language_tag", default="en")
# English is written for readers everywhere: day before month, 24 hours.
TERRITORY = {"en": "GB"}


class Words:
    """Says messages in a language, or in English where it has no catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.tag: str = translate(OWN_NAME, target_language=language)

    @classmethod
    def first_of(cls, languages: Iterable[str]) -> Words:
        """The first of the languages that has a catalogue; `de-at` is content with `de`."""
        for wanted in languages:
            language = wanted.strip().lower().replace("_", "-")
            for candidate in dict.fromkeys((language, language.partition("-")[0])):
                words = cls(candidate)
                if candidate and words.tag.partition("-")[0] == candidate.partition("-")[0]:
                    return words
        return cls("en")

    def __call__(self, message: Message, **values: object) -> str:
        """A sentence; placeholders are replaced once and literally, never evaluated."""
        mapping = {name: str(value) for name, value in values.items()}
        text: str = translate(Message(message, mapping=mapping), target_language=self.language)
        return text

    def moment(self, instant: datetime, zone_name: str) -> str:
        """Day and time with the zone named: `31 December 2026, 17:00 (Europe/Berlin)`."""
        zone, name = _zone(zone_name)
        local = instant.astimezone(zone)
        dates = self._dates()
        if dates is None:
            return f"{local:%Y-%m-%d %H:%M} ({name})"
        day = dates.getFormatter("date", "long").format(local)
        return f"{day}, {dates.getFormatter('time', 'short').format(local)} ({name})"

    def _dates(self) -> Any:
        language, _dash, territory = self.tag.partition("-")
        try:
            found = locales.getLocale(language, territory or TERRITORY.get(language))
        except LoadLocaleError:
            return None
        return found.dates


def _zone(name: str) -> tuple[tzinfo, str]:
    try:
        return (ZoneInfo(name), name) if name else (UTC, "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC, "UTC"
