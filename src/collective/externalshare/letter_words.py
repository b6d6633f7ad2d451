"""The words for kinds of mail whose words can be changed, and for their placeholders."""

from __future__ import annotations

from . import _
from .mail_words import MAIL_KINDS
from .model.letters import MOVED
from .model.letters import RESENT
from .model.letters import WELCOME
from .model.letters import WELCOME_BACK
from .model.letters import WELCOME_MANY
from .model.outbox import MailKind


LETTER_TITLES = {
    WELCOME: _("letter_welcome", default="Invitation"),
    WELCOME_MANY: _("letter_welcome_many", default="Invitation to several documents"),
    WELCOME_BACK: _("letter_welcome_back", default="Welcome back"),
    RESENT: _("letter_resent", default="Invitation sent again"),
    MOVED: _("letter_moved", default="At another address"),
    **{kind: title for kind, title in MAIL_KINDS.items() if kind != MailKind.INVITATION},
}
LETTER_WHEN = {
    WELCOME: _(
        "letter_welcome_when", default="The first time that something is shared with a reader."
    ),
    WELCOME_MANY: _(
        "letter_welcome_many_when",
        default="The first time, where it is several documents in one sending.",
    ),
    WELCOME_BACK: _(
        "letter_welcome_back_when", default="With everything that a reader gets after that."
    ),
    RESENT: _("letter_resent_when", default="When somebody sends the link of a share once more."),
    MOVED: _("letter_moved_when", default="When a reader's address is merged into this one."),
    MailKind.CODE: _("letter_code_when", default="When a reader has typed their address."),
    MailKind.EXTENDED: _("letter_extended_when", default="When a reader is given more time."),
    MailKind.RENEWED: _("letter_renewed_when", default="When a document has a new revision."),
    MailKind.REVOKED: _(
        "letter_revoked_when", default="When a share is revoked and whoever does it chooses so."
    ),
    MailKind.GOODBYE: _(
        "letter_goodbye_when", default="When the last thing shared with a reader has ended."
    ),
    MailKind.EXPIRING: _(
        "letter_expiring_when", default="Some days before the end, to who has not opened it."
    ),
    MailKind.UNREAD: _(
        "letter_unread_when",
        default="Some days after the sending, or when a sender asks for it, to who has not "
        "opened it.",
    ),
    MailKind.UNACKNOWLEDGED: _(
        "letter_unacknowledged_when",
        default="Before the day until which to acknowledge, to who has not done so.",
    ),
    MailKind.RECEIPT: _("letter_receipt_when", default="When a reader has acknowledged something."),
    MailKind.ACKNOWLEDGED: _(
        "letter_acknowledged_when", default="To the sender, when a reader has acknowledged it."
    ),
    MailKind.OPENED: _(
        "letter_opened_when", default="To the sender, at once, where they asked for it."
    ),
    MailKind.APPROVAL_ASKED: _(
        "letter_approval_asked_when",
        default="To those who may approve, when something waits for it.",
    ),
    MailKind.APPROVAL_GIVEN: _(
        "letter_approval_given_when", default="To the sender, when somebody has approved it."
    ),
    MailKind.APPROVAL_REFUSED: _(
        "letter_approval_refused_when", default="To the sender, when somebody has rejected it."
    ),
    MailKind.DIGEST: _(
        "letter_digest_when", default="To the sender, once a day, where they asked for it."
    ),
}
PLACEHOLDERS = {
    "greeting": _("hole_greeting", default="The greeting, by name where there is one"),
    "name": _("hole_name", default="The name of who gets the mail, else their address"),
    "address": _("hole_address", default="The address of who gets the mail"),
    "sender": _("hole_sender", default="Who shares"),
    "reader": _("hole_reader", default="Who opened something"),
    "site": _("hole_site", default="The title of this site"),
    "title": _("hole_title", default="The title of the document; of several, how many they are"),
    "count": _("hole_count", default="How many documents"),
    "recipients": _("hole_recipients", default="How many recipients"),
    "decider": _("hole_decider", default="Who has approved or rejected it"),
    "reason": _("hole_reason", default="The reason given, where there is one"),
    "until": _("hole_until", default="Until when, day and time"),
    "minutes": _("hole_minutes", default="For how many minutes the code is valid"),
    "documents": _("hole_documents", default="The list of the documents, with what holds for them"),
    "message": _("hole_message", default="The message of the sender, where there is one"),
    "link": _("hole_link", default="The button with the link"),
    "asked": _("hole_asked", default="What the reader will be asked, and why it is safe"),
    "contact": _("hole_contact", default="Whom the reader can ask"),
    "code": _("hole_code", default="The code"),
}
