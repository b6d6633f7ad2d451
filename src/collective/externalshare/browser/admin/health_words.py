"""The words of the health page: names of checks, colours, and what to do."""

from __future__ import annotations

from ... import _
from ...services.health import Colour


CHECKS = {
    "mail": _("health_check_mail", default="Mail"),
    "outbox": _("health_check_outbox", default="Outbox"),
    "key": _("health_check_key", default="Secret key"),
    "link_base": _("health_check_link_base", default="Address in links"),
    "storage": _("health_check_storage", default="Database"),
    "evidence": _("health_check_evidence", default="Records"),
    "seals": _("health_check_seals", default="Seals"),
    "fonts": _("health_check_fonts", default="Fonts"),
}

COLOURS = {
    Colour.GREEN: _("health_green", default="In order"),
    Colour.AMBER: _("health_amber", default="Works, but weaker than it should be"),
    Colour.RED: _("health_red", default="Needs fixing"),
}

# What to do, where the sentence of the check itself does not say it.
HINTS = {
    "outbox_slow": _(
        "health_hint_outbox_slow",
        default="Look at the last reply of the mail server below. If there is none, no process "
        "sends mail: start Zope with the built-in sender or run externalshare-outbox.",
    ),
    "outbox_dead": _(
        "health_hint_outbox_dead",
        default="Look at the replies under “Undelivered mails”. Resend each once its cause is "
        "fixed, or take it off the list.",
    ),
    "fonts_unusable": _(
        "health_hint_fonts_unusable",
        default="Put the file back, or take its path out of the settings or of "
        "EXTERNALSHARE_FONTS. It must be a regular file of at most 64 MB that the server may "
        "read; one that the settings name must lie in a folder of fonts.",
    ),
    "seals_differ": _(
        "health_hint_seals_differ",
        default="The database was rolled back or replaced by an older one, or the log is another "
        "site's. Shares that were revoked since then may be alive again: look at them before "
        "anything else.",
    ),
    "seals_behind": _(
        "health_hint_seals_behind",
        default="Look at the rights and the space of the folder in EXTERNALSHARE_SEAL_LOG. What is "
        "missing is written as soon as it can be.",
    ),
    "seals_unreadable": _(
        "health_hint_seals_unreadable",
        default="Look at the rights of the folder in EXTERNALSHARE_SEAL_LOG, and at what the last "
        "line of the site's file is. Keep a copy of it before you change anything.",
    ),
    "chain_broken": _(
        "health_hint_chain_broken",
        default="Keep a copy of the database as it is now, and find out who could write to it. "
        "A key that was taken out of EXTERNALSHARE_KEY too early has the same effect.",
    ),
}

TEST_STATES = {
    "queued": _("test_mail_queued", default="The test mail to ${address} waits to be sent."),
    "leased": _("test_mail_queued", default="The test mail to ${address} waits to be sent."),
    "retry": _(
        "test_mail_retry",
        default="The test mail to ${address} was not accepted yet; it is tried again.",
    ),
    "sent": _(
        "test_mail_sent", default="The mail server has accepted the test mail to ${address}."
    ),
    "dead": _("test_mail_dead", default="The test mail to ${address} could not be delivered."),
}
