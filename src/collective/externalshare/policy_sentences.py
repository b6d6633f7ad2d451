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
    "address_refused": _(
        "refusal_address_refused",
        default="The rules of this site no longer allow to share with this address.",
    ),
}

POLICY_SENTENCES = {
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
    "approver_is_sender": _(
        "refusal_approver_is_sender",
        default="You sent this yourself, so somebody else has to decide.",
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
    "domain_new": _(
        "warning_domain_new",
        default="Nothing was ever shared with an address at ${domain}. Check that it is spelt "
        "correctly and that the right people are there.",
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
