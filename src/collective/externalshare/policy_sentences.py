"""Why the organisation's rules refuse something, in sentences that say what to do."""

from __future__ import annotations

from . import _


APPROVAL_AWAITED = _(
    "refusal_approval_awaited",
    default="Somebody else has to approve this. Nothing leaves before.",
)

# Why a single share is suspended or pending, whatever holds for its document.
SHARE_SENTENCES = {
    "approval_awaited": APPROVAL_AWAITED,
    "pages_missing": _(
        "refusal_pages_missing",
        default="The document has fewer pages now than were shared. Change the pages of this share, or "
        "take them out to share the whole.",
    ),
    "address_refused": _(
        "refusal_address_refused",
        default="The rules of this site no longer allow to share with this address.",
    ),
    "sender_gone": _(
        "refusal_sender_gone",
        default="Its sender has no account any more, or may share this document no longer. "
        "Hand it over to somebody who may, or revoke it.",
    ),
}

# Why no copy goes with a mail: before it is sent, or as it is.
ATTACHMENT_SENTENCES = {
    "attachment_off": _(
        "refusal_attachment_off",
        default="This site sends no PDF as an attachment. The link can be sent.",
    ),
    "attachment_without_mail": _(
        "refusal_attachment_without_mail",
        default="An attachment needs a mail. Send the link by mail, too, or leave the attachment out.",
    ),
    "attachment_view_only": _(
        "refusal_attachment_view_only",
        default="What may only be viewed cannot go as an attachment. Send the link alone, or allow "
        "downloading.",
    ),
    "attachment_password": _(
        "refusal_attachment_password",
        default="What is opened with a password cannot go as an attachment. Send the link alone.",
    ),
    "attachment_limit": _(
        "refusal_attachment_limit",
        default="Downloads are limited, and an attachment is not counted. Send the link alone, or "
        "leave the limit out.",
    ),
    "attachment_starts": _(
        "refusal_attachment_starts",
        default="The share begins later, so its PDF cannot go as an attachment. Send the link alone, "
        "or let the share begin at once.",
    ),
    "attachment_approval": _(
        "refusal_attachment_approval",
        default="What has to be approved cannot go as an attachment. Send the link alone.",
    ),
    "attachment_forbidden": _(
        "refusal_attachment_forbidden",
        default="The rules of this site do not allow to send this as an attachment. Send the link "
        "alone.",
    ),
    "attachment_large": _(
        "refusal_attachment_large",
        default="Together the PDFs are larger than ${maximum} MB, which is as much as goes with one "
        "mail. Send the link alone, or fewer documents.",
    ),
}

POLICY_SENTENCES = {
    **ATTACHMENT_SENTENCES,
    "policy_days": _(
        "refusal_policy_days", default="The number of days must be from 1 to ${maximum}."
    ),
    "policy_words": _(
        "refusal_policy_words",
        default="The words on the stamp are longer than ${maximum} characters.",
    ),
    "policy_place": _(
        "refusal_policy_place",
        default="“${line}” is neither a mail address nor a domain such as example.org.",
    ),
    "approval_awaited": APPROVAL_AWAITED,
    "approval_needed": _(
        "refusal_approval_needed",
        default="What is shared here has to be approved, so that its terms can only become "
        "stricter. Share the document again instead.",
    ),
    "approval_unknown": _(
        "refusal_approval_unknown",
        default="This does not wait for approval: it was revoked, or its time is over.",
    ),
    "approval_decided": _(
        "refusal_approval_decided", default="Somebody else has decided about this already."
    ),
    "approval_changed": _(
        "refusal_approval_changed",
        default="This was changed while you looked at it. Look at it once more, then decide.",
    ),
    "approver_is_sender": _(
        "refusal_approver_is_sender",
        default="You sent this yourself, so somebody else has to decide.",
    ),
    "approval_rules": _(
        "refusal_approval_rules",
        default="The rules are stricter now than when this was sent: they do not allow to share "
        "“${title}” with ${address} like this. Let that share be changed or revoked first, or "
        "reject all of it.",
    ),
    "approver_same_mailbox": _(
        "refusal_approver_same_mailbox",
        default="Your mail address is also that of somebody who sent or changed this, so somebody "
        "else has to decide.",
    ),
    "approver_widened": _(
        "refusal_approver_widened",
        default="You changed the terms of this yourself, so somebody else has to decide.",
    ),
    "rejection_reason": _(
        "refusal_rejection_reason", default="Say why you reject it: the sender will read it."
    ),
    "addresses_refused": _(
        "refusal_addresses_refused",
        default="The rules of this site do not allow to share with: ${addresses}.",
    ),
    "access_view_only": _(
        "refusal_access_view_only",
        default="The rules of this site allow viewing in the browser only, no download.",
    ),
    "password_demanded": _(
        "refusal_password_demanded", default="The rules of this site demand a password here."
    ),
    "acknowledge_demanded": _(
        "refusal_acknowledge_demanded",
        default="The rules of this site demand an acknowledgement here. Ask the recipients for "
        "one.",
    ),
    "confirmation_missing": _(
        "refusal_confirmation_missing", default="Confirm before sending: “${line}”."
    ),
    "newer_version": _(
        "warning_newer_version",
        default="A newer version is being worked on, in a working copy of ${titles}. Recipients "
        "get the published one until that is checked in.",
    ),
    "domain_new": _(
        "warning_domain_new",
        default="Nothing was ever shared with an address at ${domain}. Check that it is spelt "
        "correctly and that the right people are there.",
    ),
    "hand_over_nothing": _(
        "refusal_hand_over_nothing", default="Select at least one share to hand over."
    ),
    "hand_over_same": _(
        "refusal_hand_over_same",
        default="This person has these shares already. Name somebody else.",
    ),
    "account_unknown": _(
        "refusal_account_unknown",
        default="There is no account of this name. Type the user name with which somebody logs in.",
    ),
    "revive_late": _(
        "refusal_revive_late",
        default="It ended more than ${days} days ago and cannot be extended any more. "
        "Share the document again.",
    ),
    "revive_may_not": _(
        "refusal_revive_may_not",
        default="This share has ended, and you may not share its document externally. Ask somebody "
        "who may.",
    ),
    "successor_may_not": _(
        "refusal_successor_may_not",
        default="${who} may not share externally: ${titles}. Give them the right, or name "
        "somebody else.",
    ),
    "sending_large": _(
        "refusal_sending_large",
        default="This would be ${count} shares, and one sender may make at most ${maximum} in an "
        "hour. Send it in several goes, or ask an administrator to raise the number. The records "
        "tell that this limit was reached.",
    ),
    "shares_spent": _(
        "refusal_shares_spent",
        default="One sender may make at most ${maximum} shares in an hour. Wait for a while, then "
        "go on; the records tell that this limit was reached.",
    ),
    "recipients_spent": _(
        "refusal_recipients_spent",
        default="One sender may have at most ${maximum} recipients in a day. Wait for a while, "
        "then go on; the records tell that this limit was reached.",
    ),
}
