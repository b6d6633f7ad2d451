"""The notice that something can be opened for longer than was said."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


EXTENDED = Notice(
    _("mail_extended_subject", default="More time: {title}"),
    _(
        "mail_extended_text",
        default="{greeting}\n\n"
        "{sender} ({site}) has given you more time for what was shared with you:\n\n"
        "{documents}\n\n"
        "{link}\n\n"
        "{contact}",
    ),
)
