"""Settings of privacy: what is recorded of people, and for how long."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class IPrivacySettings(Interface):
    """Personal data in the records."""

    contact_detail = schema.Choice(
        title=_("setting_contact_detail", default="Internet address and browser in the records"),
        description=_(
            "setting_contact_detail_help",
            default="For what is recorded from now on. Recipients can read it on the page about their visit.",
        ),
        vocabulary="collective.externalshare.details",
        default=DEFAULTS.contact_detail,
    )

    contact_days = schema.Int(
        title=_("setting_contact_days", default="Days until both are deleted from the records"),
        min=1,
        max=3650,
        default=DEFAULTS.contact_days,
    )

    person_days = schema.Int(
        title=_(
            "setting_person_days",
            default="Days until names and addresses are deleted from the records",
        ),
        description=_(
            "setting_person_days_help",
            default="0 keeps them as long as the records. Afterwards it can still be proved what happened "
            "and when, but not who it was.",
        ),
        min=0,
        max=36500,
        default=DEFAULTS.person_days,
    )
