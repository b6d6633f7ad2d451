"""Instants in a person's language, always with the time zone named."""

from __future__ import annotations

from .model.times import from_micros
from datetime import datetime
from plone.registry.interfaces import IRegistry
from typing import Any
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError
from zope.component import queryUtility
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales


def site_zone() -> ZoneInfo:
    """The portal's time zone; UTC where none is set or it is unknown."""
    registry = queryUtility(IRegistry)
    name = registry.get("plone.portal_timezone") if registry is not None else None
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A region such as `Europe` is a folder of the system's zones.
        return ZoneInfo("UTC")


def say_moment(micros: int, language: str, zone: ZoneInfo | None = None) -> str:
    """Date, time to the minute and zone, such as `21 Dec 2026, 18:00 CET`."""
    local = from_micros(micros).astimezone(zone or site_zone())
    return f"{_date(local, language)}, {local:%H:%M} {local.tzname()}"


def say_day(micros: int, language: str, zone: ZoneInfo | None = None) -> str:
    """The date alone, such as `21 Dec 2026`."""
    return _date(from_micros(micros).astimezone(zone or site_zone()), language)


class Speaker:
    """Says instants in the language of a request and the time zone of the site."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.zone = site_zone()

    def number(self, value: int) -> str:
        """A whole number with its thousands apart."""
        said: str = _locale(self.language).numbers.getFormatter("decimal").format(value)
        return said

    def moment(self, micros: int | None) -> str:
        """Date, time and zone; empty for what never happened."""
        return "" if micros is None else say_moment(micros, self.language, self.zone)


def _date(local: datetime, language: str) -> str:
    pattern = "d. MMM yyyy" if _base(language) == "de" else "d MMM yyyy"
    said: str = _locale(language).dates.getFormatter("date", "medium").format(local, pattern)
    return said


def _locale(language: str) -> Any:
    try:
        return locales.getLocale(_base(language))
    except LoadLocaleError:
        return locales.getLocale("en")


def _base(language: str) -> str:
    return (language or "en").replace("_", "-").split("-")[0].lower()
