"""The words of a report of evidence."""

from __future__ import annotations

from .. import _
from ..model.selection import Scope


TITLE = _("report_title", default="Evidence report")
PAGE = _("report_page", default="Page {number} of {total}")
SUBJECTS = {
    Scope.EVERYTHING: _("report_everything", default="Everything that was recorded"),
    Scope.SHARE: _("report_share", default="${document} for ${recipient}"),
    Scope.DISTRIBUTION: _("report_distribution", default="Sending ${subject}"),
    Scope.DOCUMENT: _("report_document", default="Document: ${document}"),
    Scope.RECIPIENT: _("report_recipient", default="Recipient: ${subject}"),
    Scope.ORGANISATION: _("report_organisation", default="Organisation: ${subject}"),
    Scope.SENDER: _("report_sender", default="Sender: ${subject}"),
}
FACTS = {
    "site": _("report_fact_site", default="Site"),
    "period": _("report_fact_period", default="Period"),
    "made": _("report_fact_made", default="Made"),
    "by": _("report_fact_by", default="By"),
    "rows": _("report_fact_rows", default="Rows"),
    "seal": _("report_fact_seal", default="Last seal"),
}
WHOLE_TIME = _("report_whole_time", default="From the first record to this report")
SPAN = _("report_span", default="From ${since} until before ${until}")
SINCE = _("report_since", default="From ${since} on")
UNTIL = _("report_until", default="Until before ${until}")
NO_SEAL = _("report_no_seal", default="None was made yet")
SEAL = _("report_seal", default="Number ${number}, ${moment}")
SOUND = _(
    "report_sound",
    default="The chains hold: ${rows} rows in ${chains} chains were verified when this report "
    "was made.",
)
BROKEN = _(
    "report_broken",
    default="Evidence was changed. The first row that does not verify is row ${row} of chain "
    "${chain}.",
)
TERMS = _("report_terms", default="Recipients and terms")
TERMS_COLUMNS = (
    _("report_recipient_column", default="Recipient"),
    _("report_document_column", default="Document"),
    _("report_access_column", default="May"),
    _("report_until_column", default="Until"),
    _("report_status_column", default="Now"),
)
TERMS_SAID = _("report_terms_said", default="As they are now; changes stand in the timeline.")
TIMELINE = _("report_timeline", default="Timeline")
TIMELINE_COLUMNS = (
    _("report_when_column", default="When"),
    _("report_what_column", default="What happened"),
    _("report_who_column", default="Who"),
    _("report_about_column", default="Concerning"),
)
ACKNOWLEDGED = _("report_acknowledged", default="Acknowledgements")
ACKNOWLEDGED_COLUMNS = (
    _("report_reader_acknowledged_column", default="By"),
    _("report_document_column", default="Document"),
    _("report_revision_column", default="Revision"),
    _("report_when_column", default="When"),
    _("report_digest_column", default="SHA-256 of the document"),
)
ACKNOWLEDGED_SAID = _(
    "report_acknowledged_said",
    default="Whoever had typed a code mailed to the named address pressed the button “I have read "
    "and understood revision …”. It is an acknowledgement and no signature.",
)
COPIES = _("report_copies", default="Copies")
COPIES_COLUMNS = (
    _("report_number_column", default="Number"),
    _("report_made_column", default="Made"),
    _("report_reader_column", default="For"),
    _("report_digests_column", default="SHA-256 of the copy, and of the document"),
)
COPIES_SAID = _(
    "report_copies_said",
    default="Each copy bears its number on every page, and the reader's name.",
)
NOTHING = _("report_nothing", default="Nothing of this was recorded.")
NOTES = _("report_notes", default="How to verify this report, and what it cannot show")
NOTES_SAID = (
    _(
        "report_note_files",
        default="The records themselves are attached inside this file: rows.jsonl and, where "
        "they are not too many, seals.jsonl. Save both and run: externalshare-verify rows.jsonl "
        "seals.jsonl. It needs Python alone and comes with every ZIP export. These pages are for "
        "reading; the attached rows decide.",
    ),
    _(
        "report_note_seals",
        default="Take the seals from a log kept outside the database if there is one. Seals from "
        "the same database prove only that the records fit themselves: whoever has database, key "
        "and every copy of the seals can write everything anew.",
    ),
    _(
        "report_note_young",
        default="Of rows younger than the last seal it cannot be seen whether more of them "
        "followed and were cut off.",
    ),
    _(
        "report_note_read",
        default="That a copy was opened or sent means that the server sent it to somebody who "
        "had typed a code mailed to the named address. It does not prove who read it.",
    ),
    _(
        "report_note_letters",
        default="A letter that no font of this site has is shown as a box here; the attached "
        "rows have it.",
    ),
)
ROWS_ATTACHED = _("report_rows_attached", default="The records, for externalshare-verify")
SEALS_ATTACHED = _("report_seals_attached", default="The seals, for externalshare-verify")
