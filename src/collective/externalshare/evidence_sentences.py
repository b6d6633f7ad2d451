"""Why evidence is not handed out, in sentences that say what to do."""

from __future__ import annotations

from . import _


EVIDENCE_SENTENCES = {
    "scope_unknown": _(
        "refusal_scope_unknown", default="Choose what the evidence is of, one of: ${known}."
    ),
    "subject_missing": _(
        "refusal_subject_missing",
        default="Say which one: an id, an address, a name of an organisation or of a user.",
    ),
    "subject_unwanted": _(
        "refusal_subject_unwanted",
        default="Evidence of everything has no id. Choose what the id is of, or leave it out.",
    ),
    "subject_unknown": _(
        "refusal_subject_unknown",
        default="Nothing is recorded under this id, address or name. Nothing was exported.",
    ),
    "period_day": _(
        "refusal_period_day", default="Give days as year-month-day, for example 2030-01-31."
    ),
    "period_reversed": _("refusal_period_reversed", default="The period must end after it begins."),
    "format_unknown": _("refusal_format_unknown", default="The format must be one of: ${known}."),
    "site_id_wrong": _(
        "refusal_site_id_wrong",
        default="This is not the id of the site, ${id}. Nothing was erased.",
    ),
    "export_first": _(
        "refusal_export_first",
        default="Export everything first, as a ZIP file or JSON Lines: there is evidence that is "
        "not in the last export of everything. Nothing was erased.",
    ),
    "report_long": _(
        "refusal_report_long",
        default="A report of ${rows} rows would be too long to read; it may have ${maximum}. "
        "Choose a shorter period, or export a ZIP file.",
    ),
}
