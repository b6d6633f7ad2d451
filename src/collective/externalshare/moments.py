"""Instants in a person's language, always with the time zone named."""

from __future__ import annotations

from .model.times import from_micros
from datetime import datetime
from plone.registry.interfaces import IRegistry
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

    def moment(self, micros: int | None) -> str:
        """Date, time and zone; empty for what never happened."""
        return "" if micros is None else say_moment(micros, self.language, self.zone)


def _date(local: datetime, language: str) -> str:
    parts = (language or "en").replace("_", "-").split("-")
    try:
        locale = locales.getLocale(parts[0].lower())
    except LoadLocaleError:
        locale = locales.getLocale("en")
    pattern = "d MMM yyyy" if parts[0] != "de" else "d. MMM yyyy"
    said: str = locale.dates.getFormatter("date", "medium").format(local, pattern)
    return said
