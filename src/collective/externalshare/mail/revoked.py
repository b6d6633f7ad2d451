"""The notice that a sender has ended what they shared; sent where they choose so."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


REVOKED = Notice(
    _("mail_revoked_subject", default="No longer shared with you: {title}"),
    _(
        "mail_revoked_text",
        default="{greeting}\n\n"
        "{sender} ({site}) no longer shares this with you:\n\n"
        "{documents}\n\n"
        "The link to it no longer opens it. There is nothing for you to do.\n\n"
        "{contact}",
    ),
)
