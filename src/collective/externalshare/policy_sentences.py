"""Why the organisation's rules refuse something, in sentences that say what to do."""

from __future__ import annotations

from . import _


# Why a single share is suspended, whatever holds for its document.
SHARE_SENTENCES = {
    "address_refused": _(
        "refusal_address_refused",
        default="The rules of this site no longer allow to share with this address.",
    ),
}

POLICY_SENTENCES = {
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
