"""The news that a document has a new revision, to those who may open it."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


RENEWED = Notice(
    _("mail_renewed_subject", default="New revision: {title}"),
    _(
        "mail_renewed_text",
        default="{greeting}\n\n"
        "There is a new revision of what {sender} ({site}) has shared with you:\n\n"
        "{documents}\n\n"
        "The link opens the new revision; copies of the one before may be out of date.\n\n"
        "{link}\n\n"
        "{contact}",
    ),
)
