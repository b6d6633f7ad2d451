"""The fields of the sender's form."""

from __future__ import annotations

from ... import _
from .checklist import IChecklist
from .more import MORE
from .terms import ITerms
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from plone.app.z3cform.widgets.datetime import DateFieldWidget
from plone.app.z3cform.widgets.radio import RadioFieldWidget
from plone.app.z3cform.widgets.singlecheckbox import SingleCheckBoxBoolFieldWidget
from plone.app.z3cform.widgets.text import TextAreaFieldWidget
from z3c.form.field import Fields
from zope import schema


# In this order, in a part to be opened; a form for many documents has the label before it.
FOLDED = (*MORE, "attached", "label")
FIRST = ("recipients", "related", "access", "until", "date", "label", "message", "confirmed")
WIDGETS = {
    "recipients": TextAreaFieldWidget,
    "related": SingleCheckBoxBoolFieldWidget,
    "access": RadioFieldWidget,
    "until": RadioFieldWidget,
    "date": DateFieldWidget,
    "message": TextAreaFieldWidget,
    "confirmed": CheckBoxFieldWidget,
    "starts": DateFieldWidget,
    "notify": RadioFieldWidget,
    "revision_mode": RadioFieldWidget,
    "acknowledge": SingleCheckBoxBoolFieldWidget,
    "attached": SingleCheckBoxBoolFieldWidget,
}


class ISharing(ITerms, IChecklist):
    """Everything a sender says of one sending."""

    recipients = schema.Text(
        title=_("field_recipients", default="Recipients"),
        description=_(
            "field_recipients_help",
            default="One per line: Jo Meyer &lt;j.meyer@example.org&gt;, Meyer Tools. "
            "Name and organisation may be left out; a table (CSV) may be pasted, too. "
            "Everybody gets a link of their own.",
        ),
    )

    attached = schema.Bool(
        title=_("field_attached", default="The PDF goes with the mail, too"),
        description=_(
            "field_attached_help",
            default="Beside the link each recipient gets a copy of their own as an attachment. "
            "What was mailed cannot be revoked, and nobody learns whether it was opened.",
        ),
        required=False,
    )

    related = schema.Bool(
        title=_("field_related", default="Share the related items, too"),
        description=_(
            "field_related_help",
            default="Those listed above that can be shared; each recipient gets one mail for all.",
        ),
        required=False,
    )

    label = schema.TextLine(
        title=_("field_label", default="Label"),
        description=_(
            "field_label_help",
            default="Optional: what the documents have in common, for example “Tender 4711”. "
            "Recipients see it in the mail and beside each document.",
        ),
        required=False,
    )

    message = schema.Text(
        title=_("field_message", default="Message"),
        description=_(
            "field_message_help",
            default="Optional: some words of your own for the mail; plain text.",
        ),
        required=False,
    )


def sharing_fields() -> Fields:
    """The fields in their order, each with its widget."""
    fields = Fields(ISharing).select(*FIRST, *(name for name in FOLDED if name not in FIRST))
    for name, widget in WIDGETS.items():
        fields[name].widgetFactory = widget
    return fields
