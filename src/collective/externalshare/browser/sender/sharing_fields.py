"""The fields of the sender's form."""

from __future__ import annotations

from ... import _
from .checklist import IChecklist
from .terms import ITerms
from zope import schema


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

    message = schema.Text(
        title=_("field_message", default="Message"),
        description=_(
            "field_message_help",
            default="Optional: some words of your own for the mail; plain text.",
        ),
        required=False,
    )
