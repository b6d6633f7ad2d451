"""Settings of words: what recipients read beside the document."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class IWordsSettings(Interface):
    """Texts for the mails and the recipients' pages."""

    contact = schema.TextLine(
        title=_(
            "setting_contact",
            default="Whom to ask",
        ),
        description=_(
            "setting_contact_help",
            default="Shown to recipients in mails and on their pages, for example a mail address or a phone number.",
        ),
        required=False,
        max_length=500,
        default=DEFAULTS.contact,
        missing_value="",
    )

    privacy_notice = schema.Text(
        title=_(
            "setting_privacy_notice",
            default="Privacy notice",
        ),
        description=_(
            "setting_privacy_notice_help",
            default="Plain text for recipients: who is responsible, why their address is used, how long records are kept.",
        ),
        required=False,
        max_length=5000,
        default=DEFAULTS.privacy_notice,
        missing_value="",
    )

    mail_signature = schema.Text(
        title=_(
            "setting_mail_signature",
            default="Signature of mails",
        ),
        description=_(
            "setting_mail_signature_help",
            default="Plain text at the end of each mail.",
        ),
        required=False,
        max_length=2000,
        default=DEFAULTS.mail_signature,
        missing_value="",
    )
