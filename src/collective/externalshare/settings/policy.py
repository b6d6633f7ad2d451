"""Settings of policy: the organisation's rules for every sending."""

from __future__ import annotations

from .. import _
from ..model.level import read_levels
from ..model.policy import pattern_of
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


DEFAULTS = Settings()


SENDER_GONE = SimpleVocabulary(
    [
        SimpleTerm("keep", "keep", _("sender_gone_keep", default="Their shares go on")),
        SimpleTerm(
            "suspend", "suspend", _("sender_gone_suspend", default="Their shares are suspended")
        ),
    ]
)


class PlaceUnusable(schema.ValidationError):  # noqa: D101  (its text is translated)
    __doc__ = _(
        "place_unusable",
        default="One of the lines is neither a mail address nor a domain such as example.org.",
    )


def places_constraint(value: tuple[str, ...]) -> bool:
    """Every line is an address or a domain."""
    if any(pattern_of(line) is None for line in value):
        raise PlaceUnusable(value)
    return True


class LevelsUnusable(schema.ValidationError):  # noqa: D101  (its text is translated)
    __doc__ = _(
        "levels_unusable",
        default="One of the lines is no level, or two have the same id. Write for example: internal | Internal | view | days=30",
    )


def levels_constraint(value: tuple[str, ...]) -> bool:
    """Every line is a level, and each has an id of its own."""
    if len(read_levels(value)) != len(value):
        raise LevelsUnusable(value)
    return True


class IPolicySettings(Interface):
    """To whom, and what a sender has to do before."""

    allowed_addresses = schema.Tuple(
        title=_("setting_allowed_addresses", default="Only these addresses and domains"),
        description=_(
            "setting_allowed_addresses_help",
            default="One per line, for example jo@example.org or example.org; a domain stands for its subdomains, too. Empty: everybody. What was shared with others before is suspended.",
        ),
        value_type=schema.TextLine(max_length=254),
        required=False,
        max_length=1000,
        default=DEFAULTS.allowed_addresses,
        missing_value=(),
        constraint=places_constraint,
    )

    denied_addresses = schema.Tuple(
        title=_("setting_denied_addresses", default="Never these addresses and domains"),
        description=_(
            "setting_denied_addresses_help",
            default="Written like those above, and stronger than they are.",
        ),
        value_type=schema.TextLine(max_length=254),
        required=False,
        max_length=1000,
        default=DEFAULTS.denied_addresses,
        missing_value=(),
        constraint=places_constraint,
    )

    warn_of_new_domains = schema.Bool(
        title=_(
            "setting_warn_of_new_domains",
            default="Warn before the first share with a domain",
        ),
        description=_(
            "setting_warn_of_new_domains_help",
            default="The sender sees it in the preview and can send all the same.",
        ),
        required=False,
        default=DEFAULTS.warn_of_new_domains,
    )

    checklist = schema.Tuple(
        title=_("setting_checklist", default="Checklist for senders"),
        description=_(
            "setting_checklist_help",
            default="One statement per line, for example “A non-disclosure agreement is in place”. Nothing is sent before each is confirmed; what was confirmed is kept with the shares.",
        ),
        value_type=schema.TextLine(max_length=200),
        required=False,
        max_length=10,
        default=DEFAULTS.checklist,
        missing_value=(),
    )

    approval_required = schema.Bool(
        title=_("setting_approval_required", default="Somebody else must approve every sharing"),
        description=_(
            "setting_approval_required_help",
            default="Nothing leaves before somebody with the permission “Approve external shares”, other than the sender, has approved it. Folders and levels can demand it for some documents alone.",
        ),
        required=False,
        default=DEFAULTS.approval_required,
    )

    sender_gone = schema.Choice(
        title=_("setting_sender_gone", default="When a sender has left"),
        description=_(
            "setting_sender_gone_help",
            default="Or may share the document no longer. Their shares can be handed over to somebody else in either case. An account that a user directory does not find counts as gone after four hours, one that is deleted in Plone at once.",
        ),
        vocabulary=SENDER_GONE,
        default=DEFAULTS.sender_gone,
    )

    attachments = schema.Bool(
        title=_("setting_attachments", default="Senders may send PDFs as attachments"),
        description=_(
            "setting_attachments_help",
            default="Beside the link, and only what may be downloaded without a password, a limit or an approval. Each copy is stamped for its reader. What was mailed cannot be revoked, and nobody learns whether it was opened. Folders and levels can forbid it.",
        ),
        required=False,
        default=DEFAULTS.attachments,
    )

    attachment_megabytes = schema.Int(
        title=_(
            "setting_attachment_megabytes", default="Most megabytes of attachments in one mail"
        ),
        description=_(
            "setting_attachment_megabytes_help",
            default="On its way a mail is larger by a third; your mail server must take it.",
        ),
        min=1,
        max=50,
        default=DEFAULTS.attachment_megabytes,
    )

    levels = schema.Tuple(
        title=_("setting_levels", default="Levels of confidentiality"),
        description=_(
            "setting_levels_help",
            default="For document types with the behaviour Confidentiality. One level per line: id | title | rules, for example: secret | Secret | prohibited. Rules are prohibited, view, password, approval, acknowledge, link (nothing as an attachment), days=30, to=example.org jo@example.com, not=example.com, words=Internal use only; each after a vertical bar. A document whose level stands here no longer cannot be shared.",
        ),
        value_type=schema.TextLine(max_length=1000),
        required=False,
        max_length=50,
        default=DEFAULTS.levels,
        missing_value=(),
        constraint=levels_constraint,
    )

    shares_per_hour = schema.Int(
        title=_("setting_shares_per_hour", default="Shares one sender may make in an hour"),
        description=_(
            "setting_shares_per_hour_help",
            default="A document for one recipient is one share. Whoever wants more is refused, and the records tell of it.",
        ),
        min=1,
        max=1000000,
        default=DEFAULTS.shares_per_hour,
    )

    large_sendings = schema.Bool(
        title=_("setting_large_sendings", default="Let one sending be larger than that"),
        description=_(
            "setting_large_sendings_help",
            default="Up to the most shares of one sending, for a sender who sent nothing else within the hour. The records tell of each.",
        ),
        required=False,
        default=DEFAULTS.large_sendings,
    )

    recipients_per_day = schema.Int(
        title=_("setting_recipients_per_day", default="Recipients one sender may have in a day"),
        description=_(
            "setting_recipients_per_day_help",
            default="Each recipient of each sending counts.",
        ),
        min=1,
        max=1000000,
        default=DEFAULTS.recipients_per_day,
    )
