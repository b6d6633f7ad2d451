"""Why terms are not agreed to, in sentences that say what to do."""

from __future__ import annotations

from . import _


TERMS_SENTENCES = {
    "expiry_twice": _(
        "refusal_expiry_twice",
        default="Give either an end date or a number of days, not both.",
    ),
    "expiry_days": _(
        "refusal_expiry_days", default="A share lasts at least 1 day and at most ${maximum} days."
    ),
    "expiry_zone": _(
        "refusal_expiry_zone",
        default="The date must be in ISO 8601 format with a time zone, for example 2030-01-31T18:00:00Z.",
    ),
    "expiry_past": _(
        "refusal_expiry_past", default="The share must last at least one hour from now."
    ),
    "expiry_far": _(
        "refusal_expiry_far", default="A share may last for at most ${maximum} days from now."
    ),
    "access_unknown": _("refusal_access_unknown", default="Access must be one of: view, download."),
    "notify_unknown": _(
        "refusal_notify_unknown",
        default="When the sender is told must be one of: never, first, every, daily.",
    ),
    "pages_unusable": _(
        "refusal_pages_unusable",
        default="Write pages as numbers and ranges, for example: 2-5, 8. The first page is 1.",
    ),
    "pages_many": _(
        "refusal_pages_many",
        default="A range of pages is of one document. Share the documents one by one, or leave the "
        "pages out.",
    ),
    "pages_beyond": _(
        "refusal_pages_beyond",
        default="“${title}” has ${count} pages, so there is no page ${page}.",
    ),
    "pages_impossible": _(
        "refusal_pages_impossible",
        default="No copy of these pages alone can be made of this PDF. Share the whole document, or "
        "make a PDF of the pages.",
    ),
    "limit_range": _(
        "refusal_limit_range",
        default="The number of downloads must be between 0 (as many as they like) and ${maximum}.",
    ),
    "limit_view": _(
        "refusal_limit_view",
        default="Who may only view has nothing to download. Leave the number of downloads out, or allow "
        "downloading.",
    ),
    "password_length": _(
        "refusal_password_length",
        default="The password must have ${minimum} to ${maximum} characters.",
    ),
    "password_common": _(
        "refusal_password_common",
        default="This password is one of those that are tried first. Choose another one, for example "
        "four words that have nothing to do with each other.",
    ),
    "password_missing": _("refusal_password_missing", default="Type the password."),
    "password_wrong": _(
        "refusal_password_wrong", default="That password is not right. Tries left: ${left}."
    ),
    "password_tries_spent": _(
        "refusal_password_tries_spent",
        default="There were too many tries. Wait for an hour, then try again.",
    ),
    "password_busy": _(
        "refusal_password_busy",
        default="Many passwords are being checked just now. Try again in a few seconds.",
    ),
    "preset_none": _("refusal_preset_none", default="This site has no presets."),
    "preset_unknown": _(
        "refusal_preset_unknown", default="There is no such preset. Known are: ${known}."
    ),
    "preset_password": _(
        "refusal_preset_password", default="The preset “${preset}” wants a password. Give one."
    ),
    "preset_unused": _(
        "refusal_preset_unused",
        default="You chose a preset and did not use it. Press “Use it”, or choose none.",
    ),
    "preset_days": _(
        "warning_preset_days",
        default="The preset “${preset}” would last longer than the rules allow here, so it is "
        "at most ${maximum} days.",
    ),
    "preset_view": _(
        "warning_preset_view",
        default="The preset “${preset}” allows downloading, but the rules here allow viewing in "
        "the browser only, so that is what it is.",
    ),
    "preset_attached": _(
        "warning_preset_attached",
        default="The preset “${preset}” sends the PDF with the mail, which the rules or the terms "
        "here do not allow, so the link goes alone.",
    ),
    "start_late": _(
        "refusal_start_late", default="The share must begin at least one hour before it ends."
    ),
    "revision_mode_unknown": _(
        "refusal_revision_mode_unknown",
        default="The revision mode must be one of: latest, pinned, ask_again.",
    ),
    "acknowledge_days_range": _(
        "refusal_acknowledge_days_range",
        default="The days within which to acknowledge must be between 0 (at any time) and ${maximum}.",
    ),
    "acknowledge_days_unasked": _(
        "refusal_acknowledge_days_unasked",
        default="Days to acknowledge count only where an acknowledgement is asked for. Ask for one, or "
        "leave the days out.",
    ),
    "ask_again_unasked": _(
        "refusal_ask_again_unasked",
        default="Each revision can be acknowledged again only where an acknowledgement is asked for. Ask "
        "for one, or choose another revision mode.",
    ),
    "acknowledge_stale": _(
        "refusal_acknowledge_stale",
        default="This is not the revision that is given out now, or you have not opened it yet. Open the "
        "document, then acknowledge it.",
    ),
    "nothing_to_change": _("refusal_change_unsaid", default="Say what to change of the terms."),
}
