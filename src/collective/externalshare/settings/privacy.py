"""Settings of the records: what they say of people, for how long, and who gets their seals."""

from __future__ import annotations

from .. import _
from ..model.address import canonical
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class AddressUnusable(schema.ValidationError):  # noqa: D101  (its text is translated)
    __doc__ = _("setting_address_unusable", default="This is not exactly one mail address.")


def address_constraint(value: str) -> bool:
    """Empty, or one mail address."""
    if value and canonical(value) is None:
        raise AddressUnusable(value)
    return True


class IPrivacySettings(Interface):
    """Personal data in the records, and their seals."""

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

    seal_address = schema.TextLine(
        title=_("setting_seal_address", default="Mail address that gets the seals"),
        description=_(
            "setting_seal_address_help",
            default="For example that of an auditor. Each seal of the records is sent there, at most one mail an "
            "hour, beginning with the newest one there is. Empty: no mail.",
        ),
        constraint=address_constraint,
        required=False,
        default=DEFAULTS.seal_address,
        missing_value="",
    )
