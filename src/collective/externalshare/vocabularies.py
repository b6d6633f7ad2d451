"""The words for closed sets: statuses, access, actions, health."""

from __future__ import annotations

from . import _
from .health_sentences import HEALTH as HEALTH
from .health_sentences import health_sentence as health_sentence
from .mail_words import MAIL_ATTACHED as MAIL_ATTACHED
from .mail_words import MAIL_STATES as MAIL_STATES
from .mail_words import MAIL_TROUBLES
from .mail_words import MAIL_WITHHELD as MAIL_WITHHELD
from .model.audit import Action
from .model.share import Status
from .model.terms import Access
from .model.terms import RevisionMode
from .policy_sentences import ATTACHMENT_SENTENCES
from .policy_sentences import SHARE_SENTENCES
from .sentences import SENTENCES
from .sentences import SOURCE_SENTENCES
from .services.views import View
from collections.abc import Mapping
from zope.i18nmessageid import Message


STATUSES = {
    Status.ACTIVE: _("status_active", default="Active"),
    Status.SUSPENDED: _("status_suspended", default="External sharing issue"),
    Status.PENDING: _("status_pending", default="Pending"),
    Status.EXHAUSTED: _("status_exhausted", default="Used up"),
    Status.EXPIRED: _("status_expired", default="Expired"),
    Status.REVOKED: _("status_revoked", default="Revoked"),
}

VIEWS = {
    View.EXPIRING: _("view_expiring", default="Ending within 7 days"),
    View.UNOPENED: _("view_unopened", default="Never opened"),
    View.SUSPENDED: _("view_suspended", default="With a sharing issue"),
    View.UNDELIVERED: _("view_undelivered", default="Mail not delivered"),
    View.SUPERSEDED: _("view_superseded", default="With an older revision"),
    View.UNACKNOWLEDGED: _("view_unacknowledged", default="Not acknowledged"),
    View.SENDER_GONE: _("view_sender_gone", default="Sender's account is gone"),
}

ACCESS = {
    Access.VIEW: _("access_view", default="View in the browser"),
    Access.DOWNLOAD: _("access_download", default="View and download"),
}

REVISION_MODES = {
    RevisionMode.LATEST: _("revision_mode_latest", default="Whatever is published at the moment"),
    RevisionMode.PINNED: _(
        "revision_mode_pinned", default="This revision, as long as the document is published"
    ),
    RevisionMode.ASK_AGAIN: _(
        "revision_mode_ask_again",
        default="Whatever is published, and each revision is to be acknowledged again",
    ),
}

# Reasons that services write into the evidence and that stand nowhere else.
REASONS = {
    "tries_left": _("reason_tries_left", default="Tries left: ${left}."),
    "sending_let_through": _(
        "reason_sending_let_through",
        default="One sending of ${count} shares was larger than the number for an hour.",
    ),
    "sending_too_large": _(
        "reason_sending_too_large",
        default="One sending of ${count} shares would have been larger than the number for an "
        "hour.",
    ),
    "copy_failed": _("reason_copy_failed", default="No copy could be made."),
    "attachment_again": _(
        "reason_attachment_again",
        default="The mail was tried again; there was something else to send by then, so this is a new copy.",
    ),
    "attachment_large": _(
        "reason_attachment_large", default="The PDFs were too large for one mail."
    ),
    "too_many_requests": _("reason_too_many_requests", default="Tried too often."),
    "code_old": _(
        "reason_code_old", default="The code was too old, or none had been asked for here."
    ),
    "code_tries_spent": _("reason_code_tries_spent", default="Too many wrong codes."),
    "password_missing": _("reason_password_missing", default="The password had not been given."),
    "password_tries_spent": _("reason_password_tries_spent", default="Too many wrong passwords."),
    "view_only": _("reason_view_only", default="The terms allow viewing only."),
}

ACTIONS = {
    Action.SHARE_CREATED: _("action_share_created", default="Shared"),
    Action.SHARE_CHANGED: _("action_share_changed", default="Terms changed"),
    Action.SHARE_REVOKED: _("action_share_revoked", default="Revoked"),
    Action.SHARE_OPENED: _("action_share_opened", default="Opened"),
    Action.SHARE_DOWNLOADED: _("action_share_downloaded", default="Downloaded"),
    Action.SHARE_ACKNOWLEDGED: _("action_share_acknowledged", default="Acknowledged"),
    Action.SHARE_ATTACHED: _("action_share_attached", default="Copy for the mail"),
    Action.PAGES_SHOWN: _("action_pages_shown", default="Pages shown"),
    Action.SHARE_SUSPENDED: _("action_share_suspended", default="Suspended"),
    Action.SHARE_RESUMED: _("action_share_resumed", default="Active again"),
    Action.SHARE_EXPIRED: _("action_share_expired", default="Expired"),
    Action.INVITATION_QUEUED: _("action_invitation_queued", default="Mail queued"),
    Action.INVITATION_SENT: _("action_invitation_sent", default="Mail sent"),
    Action.INVITATION_FAILED: _("action_invitation_failed", default="Mail not delivered"),
    Action.NOTICE_QUEUED: _("action_notice_queued", default="Notice queued"),
    Action.NOTICE_SENT: _("action_notice_sent", default="Notice sent"),
    Action.NOTICE_FAILED: _("action_notice_failed", default="Notice not sent"),
    Action.REMINDERS_STOPPED: _("action_reminders_stopped", default="Reminders stopped"),
    Action.LINK_SHOWN: _("action_link_shown", default="Link shown"),
    Action.LINK_RENEWED: _("action_link_renewed", default="New link made"),
    Action.CODE_REQUESTED: _("action_code_requested", default="Code asked for"),
    Action.CODE_REFUSED: _("action_code_refused", default="Wrong code"),
    Action.CODE_ACCEPTED: _("action_code_accepted", default="Code accepted"),
    Action.CODE_LOCKED: _("action_code_locked", default="Codes switched off"),
    Action.CODE_ENABLED: _("action_code_enabled", default="Codes switched on again"),
    Action.PASSWORD_ACCEPTED: _("action_password_accepted", default="Password accepted"),
    Action.PASSWORD_REFUSED: _("action_password_refused", default="Wrong password"),
    Action.SESSION_ENDED: _("action_session_ended", default="Session ended"),
    Action.SESSIONS_ENDED: _("action_sessions_ended", default="All sessions ended"),
    Action.ACCESS_REFUSED: _("action_access_refused", default="Access refused"),
    Action.APPROVAL_ASKED: _("action_approval_asked", default="Waiting for approval"),
    Action.APPROVAL_GIVEN: _("action_approval_given", default="Approved"),
    Action.APPROVAL_REFUSED: _("action_approval_refused", default="Rejected"),
    Action.LIMIT_REACHED: _("action_limit_reached", default="Limit of a sender reached"),
    Action.DISTRIBUTION_HANDED_OVER: _("action_handed_over", default="Handed over"),
    Action.SENDER_LEFT: _("action_sender_left", default="Account of a sender gone"),
    Action.SENDER_RETURNED: _("action_sender_returned", default="Account of a sender back"),
    Action.POLICY_CHANGED: _("action_policy_changed", default="Rules of a folder changed"),
    Action.SETTINGS_CHANGED: _("action_settings_changed", default="Settings changed"),
    Action.LIST_MADE: _("action_list_made", default="List of recipients made"),
    Action.LIST_CHANGED: _("action_list_changed", default="List of recipients changed"),
    Action.LIST_DELETED: _("action_list_deleted", default="List of recipients deleted"),
    Action.RECIPIENT_CHANGED: _("action_recipient_changed", default="Recipient changed"),
    Action.RECIPIENT_BLOCKED: _("action_recipient_blocked", default="Recipient blocked"),
    Action.RECIPIENT_UNBLOCKED: _("action_recipient_unblocked", default="Recipient unblocked"),
    Action.RECIPIENT_MERGED: _(
        "action_recipient_merged", default="Recipient merged into another address"
    ),
    Action.RECIPIENT_REOPENED: _(
        "action_recipient_reopened", default="Recipient's address opened again"
    ),
    Action.COPY_TRACED: _("action_copy_traced", default="Searched for whose copy a file is"),
    Action.MAIL_TESTED: _("action_mail_tested", default="Test mail queued"),
    Action.MAIL_RETRIED: _("action_mail_retried", default="Mail queued again"),
    Action.MAIL_DISMISSED: _(
        "action_mail_dismissed", default="Undelivered mail taken off the list"
    ),
    Action.PERSONAL_DATA_AGED: _(
        "action_personal_data_aged", default="Personal data deleted after their time"
    ),
    Action.PERSONAL_DATA_EXPORTED: _(
        "action_personal_data_exported", default="Data about a person exported"
    ),
    Action.PERSONAL_DATA_ERASED: _("action_personal_data_erased", default="Person erased"),
    Action.EVIDENCE_EXPORTED: _("action_evidence_exported", default="Evidence exported"),
    Action.EVIDENCE_ERASED: _("action_evidence_erased", default="All evidence erased"),
}


def mail_reply(reply: str) -> Message | str:
    """What became of a mail, in words where it is one of ours, else the server's own code."""
    return MAIL_TROUBLES.get(reply, reply)


_REASONED: tuple[Mapping[str, Message], ...] = (
    REASONS,
    SOURCE_SENTENCES,
    SHARE_SENTENCES,
    STATUSES,
    MAIL_TROUBLES,
    ATTACHMENT_SENTENCES,
)


def reason_words(reason: str) -> Message | str:
    """The reason of a row of evidence in words; what a person wrote stays as it is.

    Services write `tries_left 3`, `shares_spent 2000`, `view_only`, a status, a
    refusal of a source or of a share, or the end of a mail's way (`mail.reply`).
    """
    code, _space, value = reason.partition(" ")
    if code in ("shares_spent", "recipients_spent") and value.isdigit():
        return Message(SENTENCES[code], mapping={"maximum": value})
    if code in ("sending_let_through", "sending_too_large") and value.isdigit():
        return Message(REASONS[code], mapping={"count": value})
    if code == "tries_left" and value.isdigit():
        return Message(REASONS[code], mapping={"left": value})
    for words in _REASONED:
        if reason in words:
            return words[reason]
    return reason
