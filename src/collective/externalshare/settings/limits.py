"""Settings of limits: how often something may be tried."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class ILimitsSettings(Interface):
    """Bounds on what strangers can cause."""

    seconds_between_codes = schema.Int(
        title=_(
            "setting_seconds_between_codes",
            default="Seconds between two codes",
        ),
        description=_(
            "setting_seconds_between_codes_help",
            default="To one reader, for one invitation.",
        ),
        min=10,
        max=3600,
        default=DEFAULTS.seconds_between_codes,
    )

    codes_per_hour = schema.Int(
        title=_(
            "setting_codes_per_hour",
            default="Codes an hour",
        ),
        description=_(
            "setting_codes_per_hour_help",
            default="To one reader, for one invitation.",
        ),
        min=1,
        max=20,
        default=DEFAULTS.codes_per_hour,
    )

    codes_per_day = schema.Int(
        title=_(
            "setting_codes_per_day",
            default="Codes a day",
        ),
        description=_(
            "setting_codes_per_day_help",
            default="To one reader, for one invitation.",
        ),
        min=1,
        max=50,
        default=DEFAULTS.codes_per_day,
    )

    codes_per_site_hour = schema.Int(
        title=_(
            "setting_codes_per_site_hour",
            default="Codes an hour for the whole site",
        ),
        description=_(
            "setting_codes_per_site_hour_help",
            default="Above this, no code is mailed until the hour has passed.",
        ),
        min=1,
        max=100000,
        default=DEFAULTS.codes_per_site_hour,
    )

    address_tries_per_hour = schema.Int(
        title=_(
            "setting_address_tries_per_hour",
            default="Addresses tried an hour on one link",
        ),
        description=_(
            "setting_address_tries_per_hour_help",
            default="Above this, the link answers with “too many requests”.",
        ),
        min=1,
        max=1000,
        default=DEFAULTS.address_tries_per_hour,
    )

    address_tries_per_ip = schema.Int(
        title=_(
            "setting_address_tries_per_ip",
            default="Addresses tried in ten minutes from one client",
        ),
        description=_(
            "setting_address_tries_per_ip_help",
            default="Public client addresses only.",
        ),
        min=1,
        max=10000,
        default=DEFAULTS.address_tries_per_ip,
    )

    wrong_codes_per_ip = schema.Int(
        title=_(
            "setting_wrong_codes_per_ip",
            default="Wrong codes an hour from one client",
        ),
        description=_(
            "setting_wrong_codes_per_ip_help",
            default="Public client addresses only.",
        ),
        min=1,
        max=10000,
        default=DEFAULTS.wrong_codes_per_ip,
    )

    unknown_links_per_ip = schema.Int(
        title=_(
            "setting_unknown_links_per_ip",
            default="Unknown links in ten minutes from one client",
        ),
        description=_(
            "setting_unknown_links_per_ip_help",
            default="Public client addresses only.",
        ),
        min=1,
        max=10000,
        default=DEFAULTS.unknown_links_per_ip,
    )
