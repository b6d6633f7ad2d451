"""Settings of sending: what may go out, to how many, for how long."""

from __future__ import annotations

from .. import _
from ..model.link_base import leads_to_a_site
from ..model.preset import read_presets
from ..model.settings import Settings
from typing import Any
from zope import schema
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant


DEFAULTS = Settings()


class LinkBaseUnusable(schema.ValidationError):  # noqa: D101  (its text is translated)
    __doc__ = _(
        "link_base_unusable",
        default="This is not a usable site address: it must begin with https:// (http:// for localhost "
        "only) and hold nothing but host and path.",
    )


def link_base_constraint(value: str) -> bool:
    """Empty, or an address that leads to a site."""
    if value and not leads_to_a_site(value):
        raise LinkBaseUnusable(value)
    return True


class PresetsUnusable(schema.ValidationError):  # noqa: D101  (its text is translated)
    __doc__ = _(
        "presets_unusable",
        default="One of the lines is no preset, or two have the same id. Write for example: suppliers | For suppliers | download | days=30 | limit=3",
    )


def presets_constraint(value: tuple[str, ...]) -> bool:
    """Every line is a preset, and each has an id of its own."""
    if len(read_presets(value)) != len(value):
        raise PresetsUnusable(value)
    return True


class ISendingSettings(Interface):
    """What may be shared, by which address, within which bounds."""

    link_base = schema.TextLine(
        title=_(
            "setting_link_base",
            default="Address in links",
        ),
        description=_(
            "setting_link_base_help",
            default="The address of this site as recipients reach it, for example https://documents.example.org. While it is empty nothing can be sent.",
        ),
        constraint=link_base_constraint,
        required=False,
        default=DEFAULTS.link_base,
        missing_value="",
    )

    published_states = schema.Tuple(
        title=_(
            "setting_published_states",
            default="Workflow states that count as published",
        ),
        description=_(
            "setting_published_states_help",
            default="A file without a workflow of its own follows its folder.",
        ),
        value_type=schema.Choice(vocabulary="collective.externalshare.states"),
        default=DEFAULTS.published_states,
        missing_value=(),
    )

    share_without_workflow = schema.Bool(
        title=_(
            "setting_share_without_workflow",
            default="Share documents without any workflow",
        ),
        description=_(
            "setting_share_without_workflow_help",
            default="Applies where neither the document nor any folder above it has a workflow.",
        ),
        required=False,
        default=DEFAULTS.share_without_workflow,
    )

    default_access = schema.Choice(
        title=_(
            "setting_default_access",
            default="What recipients may do by default",
        ),
        description=_(
            "setting_default_access_help",
            default="Proposed to the sender.",
        ),
        vocabulary="collective.externalshare.access",
        default=DEFAULTS.default_access,
    )

    presets = schema.Tuple(
        title=_("setting_presets", default="Presets for senders"),
        description=_(
            "setting_presets_help",
            default="Terms under a name, which a sender takes by one choice and can change. One preset per line: id | title | terms. Terms are view, download, password (the sender has to give one), days=30, limit=3 (downloads of each recipient), pinned (keep to the revision), acknowledge (ask for an acknowledgement), acknowledge_days=7, ask_again (with each revision), attached (the PDF goes with the mail; only with download, without a limit or a password), notify=first (or every, daily, never: when the sender is told of openings), message=Please read it; each after a vertical bar. Where a rule is stricter, the rule wins.",
        ),
        value_type=schema.TextLine(max_length=1000),
        required=False,
        max_length=50,
        default=DEFAULTS.presets,
        missing_value=(),
        constraint=presets_constraint,
    )

    revision_attribute = schema.TextLine(
        title=_(
            "setting_revision_attribute",
            default="Attribute that holds the revision label",
        ),
        description=_(
            "setting_revision_attribute_help",
            default="Name of a field of your documents, for example revision. Empty: revisions are numbered as they are shared.",
        ),
        required=False,
        default=DEFAULTS.revision_attribute,
        missing_value="",
    )

    day_choices = schema.Tuple(
        title=_(
            "setting_day_choices",
            default="Days offered to the sender",
        ),
        description=_(
            "setting_day_choices_help",
            default="Numbers of days, one per line. Those above the maximum are not offered.",
        ),
        value_type=schema.Int(min=1),
        default=DEFAULTS.day_choices,
        missing_value=(),
    )

    default_days = schema.Int(
        title=_(
            "setting_default_days",
            default="Days a share lasts by default",
        ),
        description=_(
            "setting_default_days_help",
            default="Proposed to the sender; they may choose less, or more up to the maximum.",
        ),
        min=1,
        max=3650,
        default=DEFAULTS.default_days,
    )

    maximum_days = schema.Int(
        title=_(
            "setting_maximum_days",
            default="Maximum days a share may last",
        ),
        description=_(
            "setting_maximum_days_help",
            default="Nobody can share for longer, by whatever way.",
        ),
        min=1,
        max=3650,
        default=DEFAULTS.maximum_days,
    )

    maximum_recipients = schema.Int(
        title=_(
            "setting_maximum_recipients",
            default="Most recipients of one sending",
        ),
        description=_(
            "setting_maximum_recipients_help",
            default="Send to more in several goes.",
        ),
        min=1,
        max=1000,
        default=DEFAULTS.maximum_recipients,
    )

    maximum_documents = schema.Int(
        title=_(
            "setting_maximum_documents",
            default="Most documents of one sending",
        ),
        description=_(
            "setting_maximum_documents_help",
            default="Each recipient gets all of them by one link.",
        ),
        min=1,
        max=200,
        default=DEFAULTS.maximum_documents,
    )

    maximum_shares = schema.Int(
        title=_(
            "setting_maximum_shares",
            default="Most shares of one sending",
        ),
        description=_(
            "setting_maximum_shares_help",
            default="Recipients times documents. All of them are made at once, or none is.",
        ),
        min=1,
        max=20000,
        default=DEFAULTS.maximum_shares,
    )

    maximum_message = schema.Int(
        title=_(
            "setting_maximum_message",
            default="Maximum length of a message",
        ),
        description=_(
            "setting_maximum_message_help",
            default="Characters a sender may write to the recipients.",
        ),
        min=0,
        max=20000,
        default=DEFAULTS.maximum_message,
    )

    @invariant
    def default_within_maximum(data: Any) -> None:
        """The default number of days cannot exceed the maximum.

        Plone's registry editor checks one setting at a time and knows no other.
        """
        default, maximum = (getattr(data, name, None) for name in ("default_days", "maximum_days"))
        if default and maximum and default > maximum:
            raise Invalid(
                _(
                    "setting_days_contradict",
                    default="The proposed number of days cannot exceed the maximum.",
                )
            )
