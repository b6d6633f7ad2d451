"""Settings of mails: what readers are told beside the invitation and the code."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class IMailsSettings(Interface):
    """Few mails are read; each kind can be switched off."""

    mail_extended = schema.Bool(
        title=_("setting_mail_extended", default="Tell readers when they are given more time"),
        required=False,
        default=DEFAULTS.mail_extended,
    )

    mail_goodbye = schema.Bool(
        title=_(
            "setting_mail_goodbye",
            default="Tell readers when the last thing shared with them has ended",
        ),
        required=False,
        default=DEFAULTS.mail_goodbye,
    )
