"""The reminder of what was to be acknowledged and was not yet."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


UNACKNOWLEDGED = Notice(
    _("mail_unacknowledged_subject", default="Please acknowledge: {title}"),
    _(
        "mail_unacknowledged_text",
        default="{greeting}\n\n"
        "A reminder: {sender} ({site}) has shared this with you and asks you to acknowledge that "
        "you have read and understood it. You have not done so yet.\n\n"
        "{documents}\n\n"
        "Open the document first; then its page has the button for it.\n\n"
        "{link}\n\n"
        "{contact}",
    ),
)
