"""The goodbye: the last thing that a reader could open has ended."""

from __future__ import annotations

from .notice import Notice
from collective.externalshare import _


GOODBYE = Notice(
    _("mail_goodbye_subject", default="The time is over: {title}"),
    _(
        "mail_goodbye_text",
        default="{greeting}\n\n"
        "The time for which this was shared with you on {site} is over:\n\n"
        "{documents}\n\n"
        "Nothing else is shared with you there at present, so your link opens nothing any more. "
        "Copies that you downloaded stay with you.\n\n"
        "{contact}",
    ),
)
