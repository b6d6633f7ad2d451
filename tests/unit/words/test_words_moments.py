"""Instants as people read them."""

from collective.externalshare.model.times import to_micros
from collective.externalshare.moments import say_day
from collective.externalshare.moments import say_moment
from collective.externalshare.moments import site_zone
from datetime import datetime
from datetime import UTC
from plone.registry.interfaces import IRegistry
from zoneinfo import ZoneInfo
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import pytest


BERLIN = ZoneInfo("Europe/Berlin")
WINTER = to_micros(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
SUMMER = to_micros(datetime(2026, 7, 1, 16, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("micros", "language", "zone", "said"),
    [
        (WINTER, "en", BERLIN, "1 Jan 2027, 00:30 CET"),
        (WINTER, "en", ZoneInfo("UTC"), "31 Dec 2026, 23:30 UTC"),
        (SUMMER, "de", BERLIN, "1. Jul 2026, 18:05 CEST"),
        (SUMMER, "de-at", BERLIN, "1. Jul 2026, 18:05 CEST"),
        (SUMMER, "tlh", BERLIN, "1 Jul 2026, 18:05 CEST"),
        (SUMMER, "", BERLIN, "1 Jul 2026, 18:05 CEST"),
    ],
)
def test_an_instant_is_said_in_a_language_with_its_zone(micros, language, zone, said):
    assert say_moment(micros, language, zone) == said
    assert say_day(micros, language, zone) == said.partition(",")[0]


@implementer(IRegistry)
class Registry(dict):
    """Records of a portal."""


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (None, "UTC"),
        ("", "UTC"),
        ("Europe", "UTC"),
        ("Nowhere/Such", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_the_zone_is_the_portals_and_utc_where_that_is_none(name, zone):
    manager, registry = getGlobalSiteManager(), Registry({"plone.portal_timezone": name})
    manager.registerUtility(registry, IRegistry)
    try:
        assert site_zone() == ZoneInfo(zone)
    finally:
        manager.unregisterUtility(registry, IRegistry)


def test_without_a_portal_the_zone_is_utc():
    assert site_zone() == ZoneInfo("UTC")
