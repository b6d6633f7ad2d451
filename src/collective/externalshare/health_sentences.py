"""What the health page says, one sentence for each answer of a check."""

from __future__ import annotations

from . import _
from .sentences import SENTENCES
from zope.i18nmessageid import Message


HEALTH = {
    "mail_missing": SENTENCES["mail_missing"],
    "mail_ready": _("health_mail_ready", default="Mail is set up; it is sent from ${detail}."),
    "outbox_ready": _("health_outbox_ready", default="Mails are being sent as they should."),
    "outbox_slow": _(
        "health_outbox_slow",
        default="The oldest waiting mail has been waiting for ${detail} minutes.",
    ),
    "outbox_dead": _(
        "health_outbox_dead",
        default="Mails that could not be delivered: ${detail}.",
    ),
    "key_outside": _("health_key_outside", default="The secret key lies outside the database."),
    "key_in_database": _(
        "health_key_in_database",
        default="The secret key lies in the database: whoever steals the database can make links. "
        "Set EXTERNALSHARE_KEY or EXTERNALSHARE_KEY_FILE.",
    ),
    "key_unusable": SENTENCES["key_unusable"],
    "link_base_missing": SENTENCES["link_base_missing"],
    "link_base_http": _(
        "health_link_base_http",
        default="Links must begin with https://, otherwise the reader's browser keeps no session: ${detail}",
    ),
    "link_base_unusable": _(
        "health_link_base_unusable",
        default="The address for links leads to no site: ${detail}",
    ),
    "link_base_ready": _("health_link_base_ready", default="Links begin with ${detail}."),
    "storage_ready": _(
        "health_storage_ready",
        default="A revocation takes effect from the next request on (${detail}).",
    ),
    "storage_stale": _(
        "health_storage_stale",
        default="A revocation takes effect only after a delay, since this client may read what is old "
        "(${detail}). With ZEO set server-sync to true in the zeoclient section of zope.conf; with "
        "RelStorage remove ro-replica-conf.",
    ),
    "chain_whole": _(
        "health_chain_whole",
        default="The records are unbroken; ${detail} rows were looked at now, all of them in time.",
    ),
    "seals_ready": _(
        "health_seals_ready",
        default="Seals are in the log outside the database; the last is number ${detail}.",
    ),
    "seals_inside": _(
        "health_seals_inside",
        default="Seals lie in the database alone: whoever can roll it back leaves no trace. Set "
        "EXTERNALSHARE_SEAL_LOG to a folder outside.",
    ),
    "seals_behind": _(
        "health_seals_behind",
        default="The log of seals lacks the newest seals (${detail}): it could not be written to.",
    ),
    "seals_cut_off": _(
        "health_seals_cut_off",
        default="The log of seals ends in the middle of a line: something failed while it was written. It "
        "lacks the newest seals (${detail}), which are written again within minutes.",
    ),
    "seals_mended": _(
        "health_seals_mended",
        default="Every seal is in the log outside the database. The line of seal ${detail} was once cut off "
        "while it was written; the seal stands whole in the line after it.",
    ),
    "seals_differ": _(
        "health_seals_differ",
        default="The log of seals has a seal ${detail} that this database does not have.",
    ),
    "seals_unreadable": _("health_seals_unreadable", default="The log of seals cannot be read."),
    "fonts_ready": _("health_fonts_ready", default="Every font for the stamp is there."),
    "fonts_unusable": _(
        "health_fonts_unusable",
        default="These fonts for the stamp cannot be used: ${detail}. Copies are made all the same; a "
        "letter that no other font has becomes a box, and the reader's address stands beside it.",
    ),
    "chain_broken": _(
        "health_chain_broken",
        default="The records were changed from outside: row ${detail} does not verify.",
    ),
}


def health_sentence(code: str, detail: str) -> Message:
    """The sentence of a health check."""
    return Message(HEALTH[code], mapping={"detail": detail})
