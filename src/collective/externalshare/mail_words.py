"""The words for what is told by mail: kinds, how far a mail came, why it did not leave."""

from __future__ import annotations

from . import _
from .sentences import SENTENCES


MAIL_KINDS = {
    "invitation": _("mail_kind_invitation", default="Invitation"),
    "code": _("mail_kind_code", default="Code"),
    # Shown like a code, whatever the reader of this page is looking for.
    "decoy": _("mail_kind_code", default="Code"),
    "test": _("mail_kind_test", default="Test mail"),
    "seals": _("mail_kind_seals", default="Seals"),
    "extended": _("mail_kind_extended", default="More time"),
    "revoked": _("mail_kind_revoked", default="No longer shared"),
    "goodbye": _("mail_kind_goodbye", default="Goodbye"),
    "expiring": _("mail_kind_expiring", default="Reminder before the end"),
    "unread": _("mail_kind_unread", default="Reminder to open it"),
    "opened": _("mail_kind_opened", default="Opened"),
    "digest": _("mail_kind_digest", default="Summary of openings"),
    "approval_asked": _("mail_kind_approval_asked", default="Approval asked for"),
    "approval_given": _("mail_kind_approval_given", default="Approved"),
    "approval_refused": _("mail_kind_approval_refused", default="Rejected"),
    "renewed": _("mail_kind_renewed", default="New revision"),
    "unacknowledged": _("mail_kind_unacknowledged", default="Reminder to acknowledge it"),
    "receipt": _("mail_kind_receipt", default="Receipt of an acknowledgement"),
    "acknowledged": _("mail_kind_acknowledged", default="Acknowledged"),
}

MAIL_STATES = {
    "none": _("mail_state_none", default="Link without mail"),
    "queued": _("mail_state_queued", default="Waiting to be sent"),
    "sent": _("mail_state_sent", default="Sent"),
    "failed": _("mail_state_failed", default="Not delivered"),
}
# Where one was asked for and none has left: what it told waits for approval, or was rejected.
MAIL_WITHHELD = _("mail_state_withheld", default="Not sent")
MAIL_ATTACHED = _("mail_state_attached", default="Sent, with the PDF as an attachment")

# Why a mail has not been delivered, where no mail server answered (`mail.reply.Trouble`).
MAIL_TROUBLES = {
    "no_connection": _(
        "mail_trouble_no_connection", default="The mail server could not be reached."
    ),
    "timed_out": _("mail_trouble_timed_out", default="The mail server did not answer in time."),
    "disconnected": _(
        "mail_trouble_disconnected", default="The mail server broke off the connection."
    ),
    "tls": _(
        "mail_trouble_tls", default="No encrypted connection to the mail server was possible."
    ),
    "not_understood": _(
        "mail_trouble_not_understood", default="The mail server's answer was not understood."
    ),
    "unexpected": _(
        "mail_trouble_unexpected", default="The mail could not be sent; the event log says why."
    ),
    "rendering": _(
        "mail_trouble_rendering", default="The mail could not be written; the event log says why."
    ),
    "key_missing": _(
        "mail_trouble_key_missing",
        default="The secret key that made the link is gone. Send the invitation again.",
    ),
    "link_base_missing": SENTENCES["link_base_missing"],
    "mail_missing": SENTENCES["mail_missing"],
    "share_suspended": SENTENCES["share_suspended"],
    "attachment_failed": _(
        "mail_trouble_attachment_failed",
        default="The reader's own copy, which is to go with the mail, could not be made.",
    ),
    "recipient_blocked": _(
        "mail_trouble_recipient_blocked", default="The recipient is blocked on this site."
    ),
    "share_ended": _(
        "mail_trouble_share_ended", default="The share ended before the mail could be sent."
    ),
    "no_longer_due": _(
        "mail_trouble_no_longer_due", default="There was nothing to remind of any more."
    ),
    "reminders_stopped": _(
        "mail_trouble_reminders_stopped", default="The reader wants no reminders."
    ),
    "handed_over": _(
        "mail_trouble_handed_over", default="It was handed over to somebody else meanwhile."
    ),
    "approval_over": _(
        "mail_trouble_approval_over", default="Somebody had decided about it already."
    ),
    "sender_left": _(
        "mail_trouble_sender_left",
        default="Not sent: the account of the sender is gone.",
    ),
    "approver_may_not": _(
        "mail_trouble_approver_may_not", default="Its reader may not approve it any more."
    ),
    "shared_again": _("mail_trouble_shared_again", default="The reader can open something again."),
}
