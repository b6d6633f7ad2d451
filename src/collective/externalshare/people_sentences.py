"""Why recipients are refused, whether typed, read from a table, or changed."""

from __future__ import annotations

from . import _


PEOPLE_SENTENCES = {
    "recipients_missing": _("refusal_recipients_missing", default="Name at least one recipient."),
    "recipients_many": _(
        "refusal_recipients_many",
        default="There are too many recipients: at most ${maximum} in one sending.",
    ),
    "recipient_line": _(
        "refusal_recipient_line",
        default="Line ${number} is not a recipient: “${line}”. Write Name <address>, Organisation.",
    ),
    "line_unwritable": _(
        "refusal_line_unwritable",
        default="Line ${number}: the name or the organisation has no character that can be shown.",
    ),
    "recipient_unwritable": _(
        "refusal_recipient_unwritable",
        default="Recipient ${number}: the name or the organisation has no character that can be "
        "shown.",
    ),
    "recipient_address": _(
        "refusal_recipient_address",
        default="Recipient ${number} has no usable mail address: “${line}”.",
    ),
    "recipient_name": _(
        "refusal_recipient_name",
        default="Name or organisation of recipient ${number} is longer than ${maximum} characters.",
    ),
    "recipient_blocked": _(
        "refusal_recipient_blocked",
        default="${address} is blocked on this site, so nothing can be shared with this person.",
    ),
    "name_long": _(
        "refusal_name_long",
        default="Name or organisation is longer than ${maximum} characters.",
    ),
    "name_unwritable": _(
        "refusal_name_unwritable",
        default="The name or the organisation has no character that can be shown.",
    ),
    "language_unknown": _(
        "refusal_language_unknown", default="The language must be one of: ${known}."
    ),
    "nothing_changed": _("refusal_nothing_changed", default="Nothing would change."),
}
