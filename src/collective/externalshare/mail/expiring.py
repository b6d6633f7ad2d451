"""The reminder before the end, to who has not opened what they were given."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


EXPIRING = Notice(
    _("mail_expiring_subject", default="Only until {until}: {title}"),
    _(
        "mail_expiring_text",
        default="{greeting}\n\n"
        "A reminder: what {sender} ({site}) has shared with you can be opened only until {until}. "
        "You have not opened its current revision yet.\n\n"
        "{documents}\n\n"
        "{link}\n\n"
        "{contact}",
    ),
)
