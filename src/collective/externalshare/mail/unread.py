"""The reminder of what has not been opened yet."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


UNREAD = Notice(
    _("mail_unread_subject", default="Not opened yet: {title}"),
    _(
        "mail_unread_text",
        default="{greeting}\n\n"
        "A reminder: {sender} ({site}) has shared this with you, and you have not opened its "
        "current revision yet.\n\n"
        "{documents}\n\n"
        "{link}\n\n"
        "{contact}",
    ),
)
