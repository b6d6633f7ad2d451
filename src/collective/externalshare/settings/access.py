"""Settings of access: how a reader is let in, and for how long."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class IAccessSettings(Interface):
    """Codes, sessions and copies."""

    code_minutes = schema.Int(
        title=_(
            "setting_code_minutes",
            default="Minutes a code is valid",
        ),
        description=_(
            "setting_code_minutes_help",
            default="Ten at most (ASVS 6.5.5).",
        ),
        min=1,
        max=10,
        default=DEFAULTS.code_minutes,
    )

    tries_per_code = schema.Int(
        title=_(
            "setting_tries_per_code",
            default="Tries for one code",
        ),
        description=_(
            "setting_tries_per_code_help",
            default="After so many wrong codes a new one must be asked for.",
        ),
        min=1,
        max=10,
        default=DEFAULTS.tries_per_code,
    )

    failures_before_lock = schema.Int(
        title=_(
            "setting_failures_before_lock",
            default="Wrong codes in a row before codes are switched off",
        ),
        description=_(
            "setting_failures_before_lock_help",
            default="Counted for one invitation; the sender switches them on again.",
        ),
        min=5,
        max=100,
        default=DEFAULTS.failures_before_lock,
    )

    password_minimum = schema.Int(
        title=_(
            "setting_password_minimum",
            default="Shortest password of a share",
        ),
        description=_(
            "setting_password_minimum_help",
            default="In characters, for senders who ask for a password besides the code; 15 are better than 8.",
        ),
        min=8,
        max=64,
        default=DEFAULTS.password_minimum,
    )

    password_refuse_common = schema.Bool(
        title=_(
            "setting_password_refuse_common",
            default="Refuse passwords that are tried first",
        ),
        description=_(
            "setting_password_refuse_common_help",
            default="The 3,000 that are used most.",
        ),
        required=False,
        default=DEFAULTS.password_refuse_common,
    )

    session_idle_minutes = schema.Int(
        title=_(
            "setting_session_idle_minutes",
            default="Minutes until an idle reader must enter a new code",
        ),
        min=1,
        max=480,
        default=DEFAULTS.session_idle_minutes,
    )

    session_hours = schema.Int(
        title=_(
            "setting_session_hours",
            default="Hours after which every reader must enter a new code",
        ),
        min=1,
        max=24,
        default=DEFAULTS.session_hours,
    )

    sessions_per_recipient = schema.Int(
        title=_(
            "setting_sessions_per_recipient",
            default="Browsers one reader may use at the same time",
        ),
        description=_(
            "setting_sessions_per_recipient_help",
            default="The oldest ends when one more is opened.",
        ),
        min=1,
        max=50,
        default=DEFAULTS.sessions_per_recipient,
    )

    grants_per_hour = schema.Int(
        title=_(
            "setting_grants_per_hour",
            default="Copies an hour in one browser",
        ),
        description=_(
            "setting_grants_per_hour_help",
            default="Each opening or download makes a copy.",
        ),
        min=1,
        max=1000,
        default=DEFAULTS.grants_per_hour,
    )

    pages_per_minute = schema.Int(
        title=_(
            "setting_pages_per_minute",
            default="Pages a minute in one browser",
        ),
        description=_(
            "setting_pages_per_minute_help",
            default="Pictures and texts of pages drawn for somebody who looks at a document; each "
            "server process counts its own. Above this, the viewer waits.",
        ),
        min=10,
        max=1000,
        default=DEFAULTS.pages_per_minute,
    )

    ticket_minutes = schema.Int(
        title=_(
            "setting_ticket_minutes",
            default="Minutes a copy can be fetched",
        ),
        description=_(
            "setting_ticket_minutes_help",
            default="Interrupted downloads can be resumed this long; pressing the same button again within "
            "that time gives the same copy.",
        ),
        min=2,
        max=60,
        default=DEFAULTS.ticket_minutes,
    )
