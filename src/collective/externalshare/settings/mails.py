"""Settings of mails: what readers are told beside the invitation and the code."""

from __future__ import annotations

from .. import _
from ..model.letters import wrong_words
from ..model.settings import Settings
from ..sentences import sentence
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


DEFAULTS = Settings()


NOTIFIES = SimpleVocabulary(
    [
        SimpleTerm("never", "never", _("notify_never", default="Never")),
        SimpleTerm("first", "first", _("notify_first", default="At the first opening")),
        SimpleTerm("every", "every", _("notify_every", default="At every opening")),
        SimpleTerm("daily", "daily", _("notify_daily", default="Once a day, in one mail")),
    ]
)


class MailWordsUnusable(schema.ValidationError):
    """Words that no mail could be made of; its argument is the refusal."""

    def doc(self) -> Message:
        """What is wrong with them."""
        return sentence(self.args[0])


def mail_words_constraint(value: Any) -> bool:
    """Every mail is known, and its words hold what they must and nothing else."""
    wrong = wrong_words(value)
    if wrong is not None:
        raise MailWordsUnusable(wrong)
    return True


class IMailsSettings(Interface):
    """Few mails are read; each kind can be switched off."""

    reminder_days = schema.Tuple(
        title=_("setting_reminder_days", default="Days before the end to remind readers"),
        description=_(
            "setting_reminder_days_help",
            default="Numbers of days, one per line; only to those who have not opened the current "
            "revision. Empty: no such reminders.",
        ),
        value_type=schema.Int(min=1, max=365),
        required=False,
        max_length=5,
        default=DEFAULTS.reminder_days,
        missing_value=(),
    )

    unread_days = schema.Int(
        title=_("setting_unread_days", default="Days after which to remind of what was not opened"),
        description=_(
            "setting_unread_days_help",
            default="Counted from the sending; once. 0: no such reminder. Senders can remind people "
            "by themselves, once a day.",
        ),
        min=0,
        max=365,
        default=DEFAULTS.unread_days,
    )

    mail_new_revision = schema.Bool(
        title=_("setting_mail_new_revision", default="Tell readers of a new revision"),
        required=False,
        default=DEFAULTS.mail_new_revision,
    )

    approval_mails = schema.Int(
        title=_(
            "setting_approval_mails",
            default="Most people who are told of what waits for approval",
        ),
        description=_(
            "setting_approval_mails_help",
            default="Those with the permission “Approve external shares” on the site, in the order of their user names, but never the sender. Whoever has it only because everybody has it is not told. 0: nobody.",
        ),
        min=0,
        max=200,
        default=DEFAULTS.approval_mails,
    )

    mail_decided = schema.Bool(
        title=_("setting_mail_decided", default="Tell senders of approvals and rejections"),
        required=False,
        default=DEFAULTS.mail_decided,
    )

    default_notify = schema.Choice(
        title=_("setting_default_notify", default="When senders are told of openings by default"),
        description=_(
            "setting_default_notify_help",
            default="To the address in their profile, with a link to the share. No mail is sent where "
            "nothing was opened.",
        ),
        vocabulary=NOTIFIES,
        default=DEFAULTS.default_notify,
    )

    mail_words = schema.Dict(
        title=_("setting_mail_words", default="Words of mails"),
        description=_(
            "setting_mail_words_help",
            default="Subject and text of each mail that has words of its own, under its kind and "
            "language, for example welcome/en. They are changed in the tab Mails.",
        ),
        key_type=schema.TextLine(),
        value_type=schema.Dict(key_type=schema.TextLine(), value_type=schema.Text()),
        required=False,
        default={},
        missing_value={},
        constraint=mail_words_constraint,
    )

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
